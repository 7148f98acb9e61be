using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

/// <summary>
/// Articles in shorthand, separated by "|": "19: US > CN cyber official, CN denies cyber". Before the colon the day of July 2021 (or
/// "undated"), the hour as in "19.12", and "copy", "revision" (by the same outlet) or "old"; a statement is "accusers > accused family strength",
/// with "past" or "negated"; or
/// "actor denies [family]"; or "actor retracts accused family". "of ada-byron;ben" behind an indictment names those charged, a number says how many.
/// Two capitals are a state.
/// </summary>
internal static class Scenario
{
    private static readonly DateTimeOffset July = new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static List<ArticleStatements> Articles(string text) =>
        [.. text.Split('|').Select((article, index) => Article(article.Trim(), $"article-{index + 1}"))];

    private static ArticleStatements Article(string text, string id)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var head = text[..colon].Split(' ');
        var statements = text[(colon + 2)..].Split(',', StringSplitOptions.TrimEntries);
        return new ArticleStatements(
            id,
            text,
            CopyGroup: id,
            IsCopy: head.Contains("copy") || head.Contains("revision"),
            head[0] == "undated" ? null : July.AddDays(double.Parse(head[0].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) - 1)
                .AddHours(head[0].Contains('.') ? int.Parse(head[0].Split('.')[1], System.Globalization.CultureInfo.InvariantCulture) : 12),
            Live: !head.Contains("old"),
            [.. statements.Select(statement => Statement(statement, text.IndexOf(statement, StringComparison.Ordinal)))])
        {
            IsRevision = head.Contains("revision"),
        };
    }

    private static Statement Statement(string text, int start)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var evidence = new TextSpan(start, start + text.Length);
        if (words[1] == "denies")
        {
            return new Statement
            {
                Accusers = [Actor(words[0])],
                Act = "",
                ActClass = "unspecified",
                Family = words.ElementAtOrDefault(2) ?? "other",
                Rule = "test",
                Strength = AttributionStrength.Official,
                Polarity = Polarity.Denied,
                Evidence = evidence,
            };
        }

        if (words[1] == "retracts")
        {
            return Accusing(words[0], words[2], words[3], AttributionStrength.Official, evidence) with { Retraction = true };
        }

        return Accusing(words[0], words[2], words[3], Enum.Parse<AttributionStrength>(words[4], ignoreCase: true), evidence) with
        {
            Past = words.Contains("past"),
            Polarity = words.Contains("negated") ? Polarity.Negated : Polarity.Asserted,
            Instrument = [.. (words.SkipWhile(word => word != "of").ElementAtOrDefault(1)?.Split(';') ?? []).Select(Mark)],
        };
    }

    public static Statement Accusing(string accusers, string accused, string family, AttributionStrength strength, TextSpan evidence) => new()
    {
        Accusers = [.. accusers.Split('+').Select(Actor)],
        Accused = Actor(accused),
        AccusedCountry = Actor(accused) is ['c', 'o', 'u', 'n', 't', 'r', 'y', ':', .. var country] ? country
            : accused.StartsWith("nationals:", StringComparison.Ordinal) ? accused[^2..] : null,
        Grain = accused.StartsWith("nationals:", StringComparison.Ordinal) ? AccusedGrain.National : AccusedGrain.State,
        Act = "",
        ActClass = "unspecified",
        Family = family,
        Rule = "test",
        Strength = strength,
        Evidence = evidence,
    };

    private static string Mark(string word) =>
        int.TryParse(word, out var charged) ? InstrumentMarks.Count(charged)
        : word.StartsWith("threat-group:", StringComparison.Ordinal) ? InstrumentMarks.Group(word)
        : InstrumentMarks.Name(word.Replace('-', ' '));

    private static string Actor(string word) => word switch
    {
        { Length: 2 } => $"country:{word}",
        "NATO" => "alliance:NATO",
        _ => word,
    };
}
