using System.Collections.Frozen;
using System.Globalization;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// An attribution event in memory: all that is stated on one subject within 14 days of its first accusation. Its start may still move when
/// an earlier accusation arrives late.
/// </summary>
public sealed class OngoingEvent
{
    internal OngoingEvent(EventKey key, DateTimeOffset? startAt)
    {
        Key = key;
        StartAt = startAt;
    }

    public EventKey Key { get; }

    /// <summary>When its first accusation was published; null where none has a date.</summary>
    public DateTimeOffset? StartAt { get; internal set; }

    /// <summary>
    /// What it is called in results, such as "country:CN/cyber/2021-07-19"; an indictment has one of its marks behind. Final only when all
    /// articles are in.
    /// </summary>
    public string Name => string.Join(
        '/',
        new[] { Key.ToString(), StartAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Instrument?.Replace(' ', '-') }.OfType<string>());

    /// <summary>Of an indictment or a sanction, the mark that tells it best: a name or a group, else the number charged. Null where it has none.</summary>
    public string? Instrument => Marks.OrderBy(InstrumentMarks.IsCount).ThenBy(mark => mark, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The <see cref="InstrumentMarks"/> of an indictment or a sanction; empty otherwise.</summary>
    internal IReadOnlySet<string> Marks { get; set; } = FrozenSet<string>.Empty;

    /// <summary>The row that keeps it; 0 while there is none.</summary>
    internal long RowId { get; init; }

    /// <summary>The event that took its place when an earlier accusation arrived late; null while it stands.</summary>
    internal OngoingEvent? MergedInto { get; set; }

    /// <summary>Who accuses so far, and how; null while it has to be counted (again).</summary>
    internal EventStanding? Standing { get; set; }
}
