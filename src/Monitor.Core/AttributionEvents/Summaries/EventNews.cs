using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>One piece of news about an attribution event, as it waits to be told.</summary>
public sealed record EventNews
{
    /// <summary>Grows in the order in which news came up.</summary>
    public required long Id { get; init; }

    public required string EventKey { get; init; }

    public required NewsKind Kind { get; init; }

    /// <summary>
    /// What it tells, by the keys of facts: once told, never told again. None when an analyst rejected it all, or, of a
    /// correction, took the rejection back.
    /// </summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>The same; a correction tells that the fact is withdrawn, which is a fact of its own.</summary>
    public IReadOnlyList<string> Tells => Kind is NewsKind.Correction ? [.. Facts.Select(CorrectionOf)] : Facts;

    /// <summary>Those who accuse (deny, retract), with everything they belong to: agency, state, alliance.</summary>
    public required IReadOnlyList<string> Accusers { get; init; }

    /// <summary>The accused, with everything it belongs to.</summary>
    public required IReadOnlyList<string> Accused { get; init; }

    /// <summary>The act's class and its family.</summary>
    public required IReadOnlyList<string> Acts { get; init; }

    public required AttributionStrength Strength { get; init; }

    public required string Outlet { get; init; }

    /// <summary>Of the article; null where unknown, which every rule lets pass.</summary>
    public string? Language { get; init; }

    /// <summary>When it came up, by this installation's clock.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The fact that a correction of a fact itself is: told once.</summary>
    public static string CorrectionOf(string fact) => $"correction|{fact}";
}
