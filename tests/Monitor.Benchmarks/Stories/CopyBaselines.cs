using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Evaluation;
using Monitor.Stories.Index;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// The copy verdict beside plain ways to tell one, over labelled pairs: SimHash of 64 bits, Jaccard over runs of five words, TF-IDF cosine. Each plain way is
/// given the threshold that is best for these very pairs; the verdict keeps its default.
/// </summary>
internal static class CopyBaselines
{
    private const int RunWords = 5;

    public static void Run(string pairsPath, string[] articlePaths)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var lines = ArticleFile.Read(articlePaths).ToDictionary(line => line.Id);
        var words = lines.Values.ToDictionary(line => line.Id, line => ArticleTerms.Of(TokenizedText.Of(line.Title, line.Text)).Words);
        var shares = words.Values.SelectMany(text => text.Distinct()).CountBy(word => word)
            .ToDictionary(word => word.Key, word => Math.Log((double)words.Count / word.Value));
        var pairs = File.ReadLines(pairsPath).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(pair =>
                (A: pair.GetProperty("a").GetString()!, B: pair.GetProperty("b").GetString()!, IsCopy: pair.GetProperty("relation").GetString() == "copy"))
            .ToList();
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        var number = 0L;
        foreach (var line in lines.Values)
        {
            index.Learn(InputOf(line, number++));
        }

        var verdicts = pairs.ConvertAll(pair => (
            Score: index.Compare(InputOf(lines[pair.A], -1), InputOf(lines[pair.B], -2)).Copy.Relation is CopyRelation.Copy ? 1d : 0, pair.IsCopy));
        Print("copy verdict", verdicts, 1);
        PrintBest("SimHash", pairs.ConvertAll(pair => (1 - (BitOperations.PopCount(SimHash(words[pair.A]) ^ SimHash(words[pair.B])) / 64d), pair.IsCopy)));
        PrintBest("five-word Jaccard", pairs.ConvertAll(pair => (Jaccard(words[pair.A], words[pair.B]), pair.IsCopy)));
        PrintBest("TF-IDF cosine", pairs.ConvertAll(pair => (Cosine(words[pair.A], words[pair.B], shares), pair.IsCopy)));
    }

    private static StoryInput InputOf(ArticleLine line, long number) => new(
        number, StoryInput.HostOf(line.Url, line.Outlet), line.Published, StoryInput.LanguageOf(line.Language),
        TokenizedText.Of(line.Title, line.Text), [], IsSummary: false);

    private static void PrintBest(string name, List<(double Score, bool IsCopy)> scored) =>
        Print(name, scored, scored.Select(pair => pair.Score).MaxBy(threshold => CountsAt(scored, threshold).F1));

    private static void Print(string name, List<(double Score, bool IsCopy)> scored, double threshold)
    {
        var counts = CountsAt(scored, threshold);
        Console.WriteLine($"{name}: P {counts.Precision:F3} R {counts.Recall:F3} F1 {counts.F1:F3} (threshold {threshold:F3}, {scored.Count} pairs)");
    }

    private static Counts CountsAt(List<(double Score, bool IsCopy)> scored, double threshold)
    {
        var right = scored.Count(pair => pair.IsCopy && pair.Score >= threshold);
        return new Counts(right, scored.Count(pair => pair.Score >= threshold), right, scored.Count(pair => pair.IsCopy));
    }

    private static ulong SimHash(uint[] words)
    {
        var votes = new int[64];
        foreach (var run in Runs(words))
        {
            var hash = StableHash.Mixed(run);
            for (var bit = 0; bit < votes.Length; bit++)
            {
                votes[bit] += (hash >> bit & 1) != 0 ? 1 : -1;
            }
        }

        return Enumerable.Range(0, votes.Length).Aggregate(0UL, (bits, bit) => votes[bit] > 0 ? bits | (1UL << bit) : bits);
    }

    private static double Jaccard(uint[] first, uint[] second)
    {
        var (one, other) = (Runs(first), Runs(second));
        var shared = one.Count(other.Contains);
        return one.Count + other.Count == 0 ? 0 : shared / (double)(one.Count + other.Count - shared);
    }

    private static HashSet<ulong> Runs(uint[] words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Length - RunWords + 1))
            .Select(i => words.Skip(i).Take(RunWords).Aggregate(0UL, (hash, word) => StableHash.Of(hash, word)))];

    private static double Cosine(uint[] first, uint[] second, Dictionary<uint, double> weights)
    {
        var (one, other) = (first.CountBy(word => word).ToDictionary(), second.CountBy(word => word).ToDictionary());
        var dot = one.Sum(word => word.Value * other.GetValueOrDefault(word.Key) * weights[word.Key] * weights[word.Key]);
        return dot / Math.Sqrt(Square(one) * Square(other));

        double Square(Dictionary<uint, int> counts) => counts.Sum(word => Math.Pow(word.Value * weights[word.Key], 2));
    }
}
