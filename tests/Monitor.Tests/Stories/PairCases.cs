using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Stories.Index;
using Monitor.Text;

namespace Monitor.Tests.Stories;

/// <summary>A pair of texts with what a person says of it: a case of copies.cases or stories.cases.</summary>
/// <param name="By">How far on the right side of the threshold the answer has to be at least.</param>
/// <param name="IsKnownMiss">The code is known to answer something else.</param>
internal sealed record PairCase(string What, string Verdict, double By, bool IsKnownMiss, StoryInput First, StoryInput Second);

/// <summary>Reads tables of pairs; their form is told at the head of copies.cases.</summary>
internal static partial class PairCases
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<PairCase> Read(string name)
    {
        var texts = Texts(name.Contains("genres", StringComparison.Ordinal) ? "pair-texts-genres.cases" : "pair-texts.cases");
        return [.. Blocks(name, "== ").Select(block => Case(name, block.Head, block.Lines, texts))];
    }

    private static PairCase Case(string name, string head, List<string> lines, Dictionary<string, string[]> texts)
    {
        var parts = Head().Match(head);
        if (!parts.Success || lines.Count(line => line.StartsWith('>')) != 2)
        {
            throw new InvalidDataException($"{name}: no verdict, or not two texts, in: {head}");
        }

        var secondText = lines.FindLastIndex(line => line.StartsWith('>'));
        var language = parts.Groups["language"] is { Success: true } told ? told.Value : "en";
        var other = parts.Groups["other"] is { Success: true } second ? second.Value : language;
        var days = parts.Groups["days"] is { Success: true } later ? int.Parse(later.Value, CultureInfo.InvariantCulture) : 0;
        return new PairCase(
            parts.Groups["what"].Value,
            parts.Groups["verdict"].Value,
            parts.Groups["by"] is { Success: true } by ? double.Parse(by.Value, CultureInfo.InvariantCulture) : 0,
            parts.Groups["miss"].Success,
            Input(1, Noon, language, lines[..secondText], texts),
            Input(2, Noon.AddHours(1).AddDays(days), other, lines[secondText..], texts));
    }

    private static StoryInput Input(long id, DateTimeOffset published, string language, List<string> lines, Dictionary<string, string[]> texts)
    {
        var text = string.Join("\n\n", lines.Skip(1).SelectMany(line => Paragraphs(line, texts)));
        return new StoryInput(id, $"outlet{id}.example", published, language, TokenizedText.Of(lines[0][1..].Trim(), text), [], IsSummary: false);
    }

    /// <summary>What a line of a case stands for: itself, or paragraphs of a named text, with words replaced.</summary>
    private static IEnumerable<string> Paragraphs(string line, Dictionary<string, string[]> texts)
    {
        var reference = Reference().Match(line);
        if (!reference.Success)
        {
            return [line];
        }

        var paragraphs = texts[reference.Groups["name"].Value];
        if (reference.Groups["number"] is { Success: true } number)
        {
            paragraphs = [paragraphs[int.Parse(number.Value, CultureInfo.InvariantCulture) - 1]];
        }

        var changes = reference.Groups["changes"].Value.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(change => change.Split("->", StringSplitOptions.TrimEntries))
            .ToList();
        return paragraphs.Select(paragraph => reference.Groups["before"].Value
            + changes.Aggregate(paragraph, (text, change) => text.Replace(change[0], change[1], StringComparison.Ordinal)));
    }

    private static Dictionary<string, string[]> Texts(string name) => Blocks(name, ":: ").ToDictionary(block => block.Head, block => block.Lines.ToArray());

    private static IEnumerable<(string Head, List<string> Lines)> Blocks(string name, string mark)
    {
        (string Head, List<string> Lines)? block = null;
        foreach (var line in CaseFile.Lines(name))
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal))
            {
                block?.Lines.Add(line.Trim());
                continue;
            }

            if (block is { } whole)
            {
                yield return whole;
            }

            block = (line[mark.Length..].Trim(), []);
        }

        if (block is { } last)
        {
            yield return last;
        }
    }

    [GeneratedRegex(
        @"^(?<miss>\? )?(?<verdict>[a-z]+)(?: by (?<by>[\d.]+))?(?:, (?<days>\d+) days?)?(?: \[(?<language>[a-z]+)(?:-(?<other>[a-z]+))?\])?: (?<what>.+)$")]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?<before>.*)\$(?<name>[a-z][a-z-]*)(?:\.(?<number>\d))?(?: \|(?<changes>.*))?$")]
    private static partial Regex Reference();
}
