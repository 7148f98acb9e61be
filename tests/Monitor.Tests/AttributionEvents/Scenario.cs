using System.Globalization;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

/// <summary>
/// Articles in shorthand, separated by "|": "19: US > CN cyber official, CN denies cyber". Before the colon the day of July 2021 (or
/// "undated"), the hour as in "19.12", and "copy", "revision" (by the same outlet), "old", or its story ("story:a"); a statement is "accusers > accused family strength",
/// with "past", "negated" or "likely"; or
/// "actor denies [family]"; or "actor retracts accused family". What it names of what happened stands behind: "sector:rail" (a class of targets),
/// "name:dfs", "noun:opera", "campaign:petal", "place:kyiv", "in:UA" (the state), "when:2021-07". "of ada-byron;ben" behind an indictment names those charged, a number says how many.
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
            Story = head.FirstOrDefault(word => word.StartsWith("story:", StringComparison.Ordinal)),
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
                Family = words.Skip(2).FirstOrDefault(word => !word.Contains(':') && word != "likely") ?? "other",
                Incident = Happened(words),
                Rule = "test",
                Strength = AttributionStrength.Official,
                Polarity = Polarity.Denied,
                Evidence = evidence,
                Likely = words.Contains("likely"),
            };
        }

        if (words[1] == "retracts")
        {
            return Accusing(words[0], words[2], words[3], AttributionStrength.Official, evidence) with { Retraction = true, Incident = Happened(words) };
        }

        return Accusing(words[0], words[2], words[3], Enum.Parse<AttributionStrength>(words[4], ignoreCase: true), evidence) with
        {
            Incident = Happened(words),
            Past = words.Contains("past"),
            Likely = words.Contains("likely"),
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

    /// <summary>What "sector:rail", "in:UA" … name, of a statement.</summary>
    private static Incident? Happened(IReadOnlyList<string> words)
    {
        var sectors = Values(words, "sector");
        var when = Values(words, "when").Select(month => DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)).Cast<DateOnly?>().FirstOrDefault();
        var incident = new Incident
        {
            Target = Values(words, "noun").FirstOrDefault() ?? sectors.FirstOrDefault(),
            TargetClass = sectors.FirstOrDefault(),
            OtherClasses = [.. sectors.Skip(1)],
            TargetName = Values(words, "name").FirstOrDefault(),
            TargetState = Values(words, "in").FirstOrDefault(),
            Place = Values(words, "place").FirstOrDefault(),
            Name = Values(words, "campaign").FirstOrDefault(),
            HappenedFrom = when,
            HappenedUntil = when?.AddMonths(1).AddDays(-1),
        };
        return incident == new Incident { OtherClasses = incident.OtherClasses, Evidence = incident.Evidence } ? null : incident;
    }

    /// <summary>The same as events compare it; states stand alone, "(NO)" is presumed, "on DAY" is when it happened.</summary>
    public static EventIncident Incident(string family, IReadOnlyList<string> words)
    {
        var day = words.SkipWhile(word => word != "on").Skip(1).Select(text => DateOnly.Parse(text, CultureInfo.InvariantCulture)).Cast<DateOnly?>()
            .FirstOrDefault();
        return new EventIncident
        {
            Family = family,
            IsHybrid = family is "cyber" or "espionage" or "sabotage",
            Campaign = Values(words, "campaign").FirstOrDefault(),
            TargetClasses = Values(words, "sector"),
            TargetName = Values(words, "name"),
            Nouns = Values(words, "noun"),
            Place = Values(words, "place"),
            State = words.FirstOrDefault(word => word.Length == 2 && word.All(char.IsUpper)),
            PresumedState = words.FirstOrDefault(word => word.StartsWith('('))?.Trim('(', ')'),
            From = day,
            Until = day,
        };
    }

    private static List<string> Values(IReadOnlyList<string> words, string key) =>
        [.. words.Where(word => word.StartsWith(key + ":", StringComparison.Ordinal)).Select(word => word[(key.Length + 1)..])];

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
