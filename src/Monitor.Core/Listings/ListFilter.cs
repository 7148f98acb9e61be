using System.Globalization;
using Monitor.Attributions;

namespace Monitor.Listings;

/// <summary>What a list of articles, stories or attributions is narrowed by. What is null narrows nothing; all that is given must hold.</summary>
public sealed record ListFilter
{
    /// <summary>Longer values are none of ours.</summary>
    public const int ValueCharactersMax = 500;

    public static ListFilter None { get; } = new();

    /// <summary>Appeared at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Appeared before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A language without its region: "en".</summary>
    public string? Language { get; init; }

    /// <summary>The outlet's name.</summary>
    public string? Outlet { get; init; }

    /// <summary>An actor's id, such as country:CN; also what belongs to it.</summary>
    public string? Actor { get; init; }

    public string? Topic { get; init; }

    /// <summary>An attribution of this strength stands in it.</summary>
    public AttributionStrength? Strength { get; init; }

    /// <summary>Articles that copy another one are left out.</summary>
    public bool WithoutCopies { get; init; }

    public bool IsNone => this == None;

    /// <summary>Whether anything but time is asked for.</summary>
    public bool AsksForMoreThanTime => this with { From = null, Until = null } != None;

    /// <summary>What cannot be meant, as a sentence; null where all can.</summary>
    public string? Fault =>
        From >= Until ? "The time span ends before it begins."
        : new[] { Language, Outlet, Actor, Topic }.Any(value => value?.Length > ValueCharactersMax) ? $"A filter has at most {ValueCharactersMax} characters."
        : null;

    /// <summary>The same for the same filters: cursors are bound to it.</summary>
    public override string ToString() => string.Join('\u001f', Ticks(From), Ticks(Until), Language, Outlet, Actor, Topic, Strength, WithoutCopies);

    private static string Ticks(DateTimeOffset? instant) => instant?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";
}
