using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>An attribution event as mails show it: who accuses whom of what, how strongly, by which words, in which reports.</summary>
public sealed record EventSummary
{
    public required string Key { get; init; }

    /// <summary>Those who accuse, strongest first, then in order of appearance.</summary>
    public required IReadOnlyList<SummaryAccuser> Accusers { get; init; }

    public required ActorLabel Accused { get; init; }

    /// <summary>The class of the act, such as cyber-espionage; "unspecified" where none fits.</summary>
    public required string ActClass { get; init; }

    /// <summary>What was hit, in the words of the first report; null where it names none.</summary>
    public string? Target { get; init; }

    /// <summary>The strongest attribution in it.</summary>
    public required AttributionStrength Highest { get; init; }

    public required int IndependentReports { get; init; }

    public required int Copies { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>What was said, in the words of the articles; the best first.</summary>
    public required IReadOnlyList<Quote> Quotes { get; init; }

    /// <summary>What is new in it since the subscriber was last told, the most telling first.</summary>
    public IReadOnlyList<SummaryNews> News { get; init; } = [];

    /// <summary>Those whom the reader did not know to accuse.</summary>
    public IReadOnlyList<ActorLabel> Joined { get; init; } = [];

    /// <summary>What else is to know: who only urges, where reports differ.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is answered: accusations taken back, and what the accused says.</summary>
    public IReadOnlyList<Quote> Answers { get; init; } = [];
}

/// <summary>An actor's names: "United States", and short where a line is: "US".</summary>
/// <param name="IsMany">"Chinese hackers": its verb stands in the plural.</param>
public sealed record ActorLabel(string Name, string Short, bool IsMany = false);

/// <summary>What is new: "Japan and Norway joined.", and the words that it stands on.</summary>
public sealed record SummaryNews(string Text, IReadOnlyList<Quote> Quotes);

/// <summary>One who accuses in an event, with the strongest way in which it does.</summary>
public sealed record SummaryAccuser(ActorLabel Actor, AttributionStrength Strength);

/// <summary>Words of an article, with where and when they stood.</summary>
/// <param name="By">Who accuses (denies) in it, for the reader; empty where the words say so themselves.</param>
public sealed record Quote(string Text, string Outlet, string? Url, DateTimeOffset? PublishedAt, string By = "");
