using System.Globalization;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>What a subscriber can be told once, such as "Ukraine accuses Russia, cyber, official: power grid": a thing stated about one event.</summary>
public sealed class Fact
{
    /// <summary>Of the parts of a key: kind, actor, about, strength, number, and who is named.</summary>
    private const int NumberPart = 4;
    private const int Parts = 6;
    private const char Separator = '|';
    private const char NumberSign = '#';

    public long Id { get; set; }

    /// <summary>
    /// The text of its <see cref="FactKey"/> with a number of its own before the name, unique: by it the fact is told. Of a database of before
    /// the first day of a fortnight stands where the number is.
    /// </summary>
    public required string Key { get; set; }

    /// <summary>The event it is about; null for what was stated while there was none, in a database of before.</summary>
    public long? EventId { get; set; }

    public AttributionEvent? Event { get; set; }

    /// <summary>Accusation, Urging, Denial or Retraction.</summary>
    public EvidenceKind Kind { get; set; }

    /// <summary>The root of the one who accuses, urges, denies or retracts.</summary>
    public required string Actor { get; set; }

    /// <summary>The text of the <see cref="EventKey"/> it is about.</summary>
    public required string About { get; set; }

    /// <summary>Of an accusation; null otherwise.</summary>
    public AttributionStrength? Strength { get; set; }

    /// <summary>The number of the change that made it known.</summary>
    public long Sequence { get; set; }

    /// <summary>When the last of its evidence was rejected; null while some stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public List<Attribution> Evidence { get; } = [];

    /// <summary>Under which other keys it may have been told.</summary>
    public List<FactAlias> Aliases { get; } = [];

    /// <summary>The text of its <see cref="FactKey"/>: the key without the number.</summary>
    public string Stated
    {
        get
        {
            var parts = Key.Split(Separator, Parts);
            return string.Join(Separator, parts.Where((_, index) => index != NumberPart));
        }
    }

    /// <summary>False for one that a database of before told by fortnights.</summary>
    internal bool KnowsIncident => Key.Split(Separator, Parts) is { Length: > NumberPart } parts && parts[NumberPart].StartsWith(NumberSign);

    internal static string KeyOf(FactKey key, long number)
    {
        var parts = key.ToString().Split(Separator, Parts - 1).ToList();
        parts.Insert(NumberPart, NumberSign + number.ToString(CultureInfo.InvariantCulture));
        return string.Join(Separator, parts);
    }
}
