using System.Globalization;
using Monitor.Languages;

namespace Monitor.Benchmarks;

/// <summary>
/// How sure the language detector should have to be: for each confidence from which it is believed, how many headlines of a case file it
/// answers, and how many of the answers are right. "half" is 0 for the odd lines (to calibrate with), 1 for the even ones (to report once).
/// </summary>
internal static class TitleLanguages
{
    public static int Run(string file, int half)
    {
        var cases = File.ReadLines(file).Where(line => line.Contains("=>", StringComparison.Ordinal) && !line.StartsWith('#'))
            .Where((_, i) => i % 2 == half)
            .Select(line => line.Split("=>"))
            .Select(parts => (Title: parts[0].Trim(), Language: parts[1].Trim()))
            .ToList();
        var guesses = cases.ConvertAll(one => (one.Title, one.Language, Guess: LanguageDetector.Guess(one.Title)));
        Console.WriteLine($"{guesses.Count(one => one.Guess?.Language == one.Language)} of {cases.Count} best guesses are right");
        Console.WriteLine("sure from   answers   right   wrong   right of answers");
        for (var hundredths = 0; hundredths <= 60; hundredths += 5)
        {
            var sure = guesses.Where(one => one.Guess is { } guess && guess.Confidence >= hundredths / 100.0).ToList();
            var right = sure.Count(one => one.Guess!.Language == one.Language);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{hundredths / 100.0,9:F2} {sure.Count,9} {right,7} {sure.Count - right,7} {(sure.Count == 0 ? 1 : (double)right / sure.Count),12:F3}"));
        }

        foreach (var (title, language, guess) in guesses.Where(one => one.Guess?.Language != one.Language))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{language}: {guess?.Language ?? "-"} {guess?.Confidence ?? 0:F2}  {title}"));
        }

        return 0;
    }
}
