using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>What happened, as far as a text says it of one statement; all that it does not say is null or empty.</summary>
public sealed record Incident
{
    /// <summary>Whom or what it hit, in the words of the text: "its power grid operator".</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The class of the target in the cue file's list, such as parliament; one that begins with "any-" holds several others. Null where none fits.
    /// </summary>
    public string? TargetClass { get; init; }

    /// <summary>Further classes that the words of the target name: "the satellite navigation of two airliners".</summary>
    public IReadOnlyList<string> OtherClasses { get; init; } = [];

    /// <summary>The target's own name ("DFS", "Haifa"), in the words of the text.</summary>
    public string? TargetName { get; init; }

    /// <summary>ISO 3166 alpha-2 code of the state whose the target is, where the words of the target say it ("its" is the accuser's).</summary>
    public string? TargetState { get; init; }

    /// <summary>Where it happened, in the words of the text.</summary>
    public string? Place { get; init; }

    /// <summary>A well-known incident by the id of the cue file (microsoft-exchange-2021), else the campaign or malware as the text names it.</summary>
    public string? Name { get; init; }

    /// <summary>By what it was done, in the words of the text: "missile attack".</summary>
    public string? Means { get; init; }

    /// <summary>The first and the last day on which it can have happened; null where the text names neither day nor month.</summary>
    public DateOnly? HappenedFrom { get; init; }

    public DateOnly? HappenedUntil { get; init; }

    /// <summary>Who was hurt, in the words of the text: "six people".</summary>
    public string? Victims { get; init; }

    /// <summary>Where each part stands, by the part's name.</summary>
    public IReadOnlyDictionary<string, TextSpan> Evidence { get; init; } = new Dictionary<string, TextSpan>();
}
