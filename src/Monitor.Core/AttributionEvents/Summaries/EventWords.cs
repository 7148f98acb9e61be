using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>Attribution events in words: the lines that subjects, alerts and digests share.</summary>
public static class EventWords
{
    private const int NamesInSubjectMax = 3;
    private const int TargetCharactersMax = 40;

    /// <summary>"US, UK, Canada accuse China: cyberespionage (official, 3 reports)"</summary>
    public static string Headline(EventSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return $"{Line(summary)} ({Strength(summary.Highest)}, {Count(summary.IndependentReports, "report")})";
    }

    /// <summary>"United States, United Kingdom and Canada accuse China": the same as a title, with whole names and without numbers.</summary>
    public static string Title(EventSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var names = Leading(summary).Select(accuser => accuser.Actor.Name).ToList();
        return $"{Names(names)} {Verb(summary.Highest, names.Count)} {summary.Accused.Name}";
    }

    /// <summary>"NATO and Japan back it.": those who accuse nobody themselves. Null where there are none.</summary>
    public static string? Backing(EventSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var names = summary.Accusers.Except(Leading(summary)).Select(accuser => accuser.Actor.Name).ToList();
        return names.Count == 0 ? null : $"{Names(names)} {(names.Count == 1 ? "backs" : "back")} the accusation of others.";
    }

    /// <summary>"Beijing denies", "Japan joins": the subject of an update, by what is new in it.</summary>
    public static string UpdateHeadline(EventSummary summary, EventNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        var act = Act(summary.ActClass);
        var everybody = Short([.. summary.Accusers.Select(accuser => accuser.Actor.Short)]);
        var joined = summary.Joined.Select(actor => actor.Short).ToList();
        var accused = summary.Accused.Short;
        return news.Kind switch
        {
            NewsKind.Denial => $"{accused} {(summary.Accused.IsMany ? "deny" : "denies")} accusations of {act}{Hit(summary)}",
            NewsKind.Retraction => $"Accusation against {accused} is taken back: {act}",
            NewsKind.Correction => $"Correction: {everybody} on {accused}, {act}",
            NewsKind.Stronger => $"Now {Strength(summary.Highest)}: {Line(summary)}",
            _ => $"More accuse {accused}: {act} ({(joined.Count == 0 ? everybody : $"{Short(joined)} {(joined.Count == 1 ? "joins" : "join")}")})",
        };
    }

    /// <summary>"cyber-espionage" as people write it.</summary>
    public static string Act(string actClass)
    {
        ArgumentNullException.ThrowIfNull(actClass);
        return actClass switch
        {
            "" or "unspecified" or "other" => "an act that the reports do not name",
            "intrusion" => "hacking",
            _ => actClass.Replace("cyber-", "cyber", StringComparison.Ordinal).Replace('-', ' '),
        };
    }

    /// <summary>How strongly, in a word or two.</summary>
    public static string Strength(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => "indictment",
        AttributionStrength.Sanction => "sanctions",
        AttributionStrength.Official => "official",
        AttributionStrength.Nonstate => "not a state",
        AttributionStrength.Anonymous => "unnamed officials",
        AttributionStrength.Supports => "in support",
        _ => "urges only",
    };

    /// <summary>What it is now: "It is now an indictment".</summary>
    public static string Kind(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => "an indictment",
        AttributionStrength.Sanction => "a matter of sanctions",
        AttributionStrength.Official => "an official accusation",
        AttributionStrength.Nonstate => "stated by those who put their name to it",
        AttributionStrength.Anonymous => "reported from unnamed officials",
        _ => "backed by others",
    };

    /// <summary>How strongly, in a sentence.</summary>
    public static string Explain(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => "Charges brought by prosecutors, or a verdict.",
        AttributionStrength.Sanction => "Sanctions imposed for it.",
        AttributionStrength.Official => "Stated on the record by a state, its government or an agency.",
        AttributionStrength.Nonstate => "Stated by a company or researchers, not by a state.",
        AttributionStrength.Anonymous => "Reported from officials who do not give their names.",
        AttributionStrength.Supports => "Recognises or backs what others accuse.",
        _ => "Asks the accused to act, without saying that it did it.",
    };

    /// <summary>"1 report", "12 copies".</summary>
    public static string Count(int count, string noun) =>
        count == 1 ? $"1 {noun}" : $"{count} {(noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s")}";

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public static string Names(IReadOnlyList<string> names) =>
        names.Count switch
        {
            0 => "Nobody named",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        };

    private static string Line(EventSummary summary)
    {
        var names = Leading(summary).Select(accuser => accuser.Actor.Short).ToList();
        return $"{Short(names)} {Verb(summary.Highest, names.Count)} {summary.Accused.Short}: {Deed(summary)}";
    }

    /// <summary>"hacking, power grid operator": the act, and which of several incidents.</summary>
    public static string Deed(EventSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return Act(summary.ActClass) + Hit(summary);
    }

    private static string Hit(EventSummary summary) =>
        summary.Target is { } target ? $", {(target.Length > TargetCharactersMax ? target[..TargetCharactersMax] + "…" : target)}" : "";

    /// <summary>Those who accuse in their own name; where nobody does, all.</summary>
    private static List<SummaryAccuser> Leading(EventSummary summary)
    {
        var leading = summary.Accusers.Where(accuser => accuser.Strength > AttributionStrength.Supports).ToList();
        return leading.Count > 0 ? leading : [.. summary.Accusers];
    }

    // A subject has room for three: "US, UK, Canada", "US, UK, Canada and 5 others".
    private static string Short(List<string> names) => names.Count switch
    {
        0 => "Nobody named",
        <= NamesInSubjectMax => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(NamesInSubjectMax))} and {Count(names.Count - NamesInSubjectMax, "other")}",
    };

    private static string Verb(AttributionStrength strength, int accusers)
    {
        var verb = strength switch
        {
            AttributionStrength.Indictment => "indict",
            AttributionStrength.Sanction => "sanction",
            AttributionStrength.Supports => "back accusations against",
            AttributionStrength.Urges => "urge",
            _ => "accuse",
        };
        return accusers == 1 ? string.Join(' ', verb.Split(' ').Select((word, index) => index == 0 ? word + "s" : word)) : verb;
    }
}
