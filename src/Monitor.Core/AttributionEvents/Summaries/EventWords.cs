using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Text;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>
/// Attribution events in words: mails, pages, commands and the API name an event by these lines and no others. In English where no words are
/// given.
/// </summary>
public static class EventWords
{
    private const int NamesMax = 3;
    private const int TargetCharactersMax = 40;

    /// <summary>"US, UK, Canada and 1 other accuse China: hacking"; of an indictment, "US indicts Chinese nationals: hacking".</summary>
    public static string Title(EventSummary summary, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        words ??= MailWords.InEnglish;
        var leading = Leading(summary);
        var verb = summary.Highest switch
        {
            AttributionStrength.Indictment => "indict",
            AttributionStrength.Sanction => "sanction",
            AttributionStrength.Supports => "back",
            AttributionStrength.Urges => "urge",
            _ => "accuse",
        };
        return words.Say(
            $"title.{verb}.{(leading is [{ Actor.IsMany: false }] ? "one" : "many")}",
            Short([.. leading.Select(accuser => accuser.Actor.Short)], words), summary.Accused.Short, Deed(summary, words));
    }

    /// <summary>The title with how strongly and how often: "… (official, 3 reports)".</summary>
    public static string Headline(EventSummary summary, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        words ??= MailWords.InEnglish;
        return $"{Title(summary, words)} ({Strength(summary.Highest, words)}, {words.Count("report", summary.IndependentReports)})";
    }

    /// <summary>"NATO and Japan back it.": those who accuse nobody themselves. Null where there are none.</summary>
    public static string? Backing(EventSummary summary, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        words ??= MailWords.InEnglish;
        var names = summary.Accusers.Except(Leading(summary)).Select(accuser => accuser.Actor.Name).ToList();
        return names.Count == 0 ? null : words.Say(names.Count == 1 ? "event.backs.one" : "event.backs.many", words.Names(names));
    }

    /// <summary>"China denies accusations of hacking", "More accuse China: …": an update, by what is new in it.</summary>
    public static string UpdateTitle(EventSummary summary, NewsKind news, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        words ??= MailWords.InEnglish;
        var accused = summary.Accused.Short;
        var everybody = Short([.. summary.Accusers.Select(accuser => accuser.Actor.Short)], words);
        var joined = summary.Joined.Select(actor => actor.Short).ToList();
        return news switch
        {
            NewsKind.Denial => words.Say(summary.Accused.IsMany ? "update.denial.many" : "update.denial.one", accused, Deed(summary, words)),
            NewsKind.Retraction => words.Say("update.retraction", accused, Act(summary.ActClass, words)),
            NewsKind.Correction => words.Say("update.correction", everybody, accused, Act(summary.ActClass, words)),
            NewsKind.Stronger => words.Say("update.stronger", Strength(summary.Highest, words), Title(summary, words)),
            NewsKind.Accuser => words.Say(
                "update.more", accused, Act(summary.ActClass, words),
                joined.Count == 0 ? everybody : words.Say(joined.Count == 1 ? "update.joins.one" : "update.joins.many", Short(joined, words))),
            _ => Title(summary, words),
        };
    }

    /// <summary>The most telling of several pieces of news, in the order in which a mail tells them: what it is, what became of it, who joined.</summary>
    public static int Rank(NewsKind news) => news switch
    {
        NewsKind.Correction => 0,
        NewsKind.Event => 1,
        NewsKind.Stronger => 2,
        NewsKind.Retraction => 3,
        NewsKind.Denial => 4,
        _ => 5,
    };

    /// <summary>"hacking, power grid operator": the act, and which of several incidents.</summary>
    public static string Deed(EventSummary summary, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var hit = summary.Target is { } target ? $", {(target.Length > TargetCharactersMax ? target[..TargetCharactersMax] + "…" : target)}" : "";
        return Act(summary.ActClass, words) + hit;
    }

    /// <summary>"cyber-espionage" as people write it.</summary>
    public static string Act(string actClass, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(actClass);
        words ??= MailWords.InEnglish;
        return actClass is "" or "unspecified" or "other"
            ? words["act.unspecified"]
            : words.Find($"act.{actClass}") ?? actClass.Replace("cyber-", "cyber", StringComparison.Ordinal).Replace('-', ' ');
    }

    /// <summary>How strongly, in a word or two.</summary>
    public static string Strength(AttributionStrength strength, MailWords? words = null) => Of("strength", strength, words);

    /// <summary>What it is now: "It is now an indictment".</summary>
    public static string Kind(AttributionStrength strength, MailWords? words = null) => Of("kind", strength, words);

    /// <summary>How strongly, in a sentence.</summary>
    public static string Explain(AttributionStrength strength, MailWords? words = null) => Of("explain", strength, words);

    /// <summary>"1 report", "12 copies": English, for commands and logs.</summary>
    public static string Count(int count, string noun) => EnglishCount.Of(count, noun);

    /// <summary>Those who accuse in their own name, whom a title names; where nobody does, all.</summary>
    internal static List<SummaryAccuser> Leading(EventSummary summary)
    {
        var leading = summary.Accusers.Where(accuser => accuser.Strength > AttributionStrength.Supports).ToList();
        return leading.Count > 0 ? leading : [.. summary.Accusers];
    }

    /// <summary>As many as a title has room for.</summary>
    internal static int NamedMax => NamesMax;

    private static string Of(string key, AttributionStrength strength, MailWords? words) =>
        (words ?? MailWords.InEnglish)[$"{key}.{strength.ToString().ToLowerInvariant()}"];

    // A title has room for three: "US, UK, Canada", "US, UK, Canada and 5 others".
    private static string Short(List<string> names, MailWords words) => names.Count switch
    {
        0 => words["names.none"],
        <= NamesMax => string.Join(", ", names),
        _ => words.Count("names.others", names.Count - NamesMax, string.Join(", ", names.Take(NamesMax))),
    };
}
