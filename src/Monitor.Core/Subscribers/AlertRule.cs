using Monitor.Attributions;

namespace Monitor.Subscribers;

/// <summary>
/// When a subscriber wants to be told at once. Every condition that is given must hold; a list that is empty does not limit. Actors match
/// with everything that belongs to them: <c>country:CN</c> also means its government, agencies, nationals and hackers.
/// </summary>
public sealed record AlertRule
{
    public const string MailChannel = Delivery.Mail.MailChannel.KindName;

    public required string Name { get; init; }

    public IReadOnlyList<string> Accusers { get; init; } = [];

    public IReadOnlyList<string> Accused { get; init; } = [];

    /// <summary>Classes of acts (cyber-espionage) or whole families (cyber).</summary>
    public IReadOnlyList<string> ActClasses { get; init; } = [];

    public AttributionStrength MinimumStrength { get; init; } = AttributionStrength.Supports;

    /// <summary>The alert waits until the event has as many; copies of one report count once.</summary>
    public int MinimumIndependentReports { get; init; } = 1;

    public IReadOnlyList<string> Outlets { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Local times between which the alert waits; null for none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary><see cref="MailChannel"/>, or the name of one of the subscriber's channels.</summary>
    public string Channel { get; init; } = MailChannel;
}
