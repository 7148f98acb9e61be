using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>The part of the stored events and evidence that new evidence can touch, as a ledger.</summary>
internal sealed class StoredEvents
{
    private readonly Dictionary<long, long?> _eventIds;
    private readonly DateTimeOffset _changesFrom;
    private readonly IReadOnlyList<string> _whole;

    private StoredEvents(EventLedger ledger, List<Row> rows, DateTimeOffset changesFrom, IReadOnlyList<string> whole)
    {
        Ledger = ledger;
        _eventIds = rows.ToDictionary(row => row.Id, row => row.EventId);
        _changesFrom = changesFrom;
        _whole = whole;
    }

    public EventLedger Ledger { get; }

    /// <summary>Whether all that was ever stated under the key is taken up, so that the marks of its events are complete.</summary>
    public bool IsWhole(EventKey key) => _whole.Contains(key.ToString());

    /// <summary>The event that stored evidence is kept with; null for none, and for new evidence.</summary>
    public long? EventIdOf(Evidence evidence) => _eventIds.GetValueOrDefault(evidence.RowId);

    /// <summary>Stored evidence whose event may have changed, with the id of the event it is stored with.</summary>
    public IEnumerable<(Evidence Evidence, long? EventId)> Movable =>
        Ledger.Evidence
            .Where(one => one.RowId != 0 && (one.Key.IsInstrument ? IsWhole(one.Key) : one.PublishedAt >= _changesFrom))
            .Select(one => (one, _eventIds[one.RowId]));

    /// <summary>
    /// What was stated against the same accused in the time around: an event that begins before the earliest new evidence keeps its start,
    /// so that what is older than its window plays no part. What is stated on the same indictments or sanctions, and on what is retracted, is
    /// taken up whole: it is little, and events on it reach far.
    /// </summary>
    public static async Task<StoredEvents> LoadAsync(
        MonitorDbContext db, ActorRoots roots, List<Evidence> touched, CancellationToken cancellationToken)
    {
        var accused = touched.Select(one => one.Key.AccusedRoot).Distinct().ToList();
        var earliestAt = touched.Min(one => one.PublishedAt!.Value);
        var eventsFrom = earliestAt - EventChain.Window - EventChain.Lead;
        var evidenceFrom = eventsFrom - EventChain.Lead;
        var articles = touched.Select(one => long.Parse(one.ArticleId, CultureInfo.InvariantCulture)).Distinct().ToList();
        var instruments = touched.Where(one => one.Key.IsInstrument).Select(one => one.Key.ToString()).Distinct().ToList();
        var retracted = touched.Where(one => one.Kind is EvidenceKind.Retraction).Select(one => one.Key.ToString()).Distinct().ToList();

        var rows = await RowsAsync(
            db.Set<Attribution>().Where(one =>
                (accused.Contains(one.AccusedRoot) && one.PublishedAt >= evidenceFrom)
                || articles.Contains(one.ArticleId)
                || instruments.Contains(one.Key)
                || (one.Kind == EvidenceKind.Retraction && retracted.Contains(one.Key))),
            cancellationToken);
        retracted.AddRange(rows.Where(row => row.Kind is EvidenceKind.Retraction).Select(row => row.Key).Except(retracted));
        var events = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.MergedIntoId == null && !one.IsRetired)
            .Where(one => (accused.Contains(one.AccusedRoot) && one.StartAt >= eventsFrom) || retracted.Contains(one.Key) || instruments.Contains(one.Key))
            .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
            .ToListAsync(cancellationToken);
        return Restore(roots, events, rows, earliestAt - EventChain.Lead, instruments);
    }

    /// <summary>Everything ever stated against one accused.</summary>
    public static async Task<StoredEvents> LoadAllAsync(MonitorDbContext db, ActorRoots roots, string accusedRoot, CancellationToken cancellationToken)
    {
        var events = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.AccusedRoot == accusedRoot && one.MergedIntoId == null && !one.IsRetired)
            .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
            .ToListAsync(cancellationToken);
        var rows = await RowsAsync(db.Set<Attribution>().Where(one => one.AccusedRoot == accusedRoot), cancellationToken);
        return Restore(roots, events, rows, DateTimeOffset.MinValue, [.. rows.Select(row => row.Key).Distinct()]);
    }

    public static Evidence EvidenceIn(Attribution attribution) => new Row(
        attribution.Id, attribution.ArticleId, attribution.Index, attribution.CopyGroup, attribution.PublishedAt, attribution.Kind, attribution.Key,
        attribution.Accusers, attribution.StateLevelAccusers, attribution.Strength, attribution.Instrument, attribution.Quote, attribution.RejectedAt,
        attribution.EventId).ToEvidence();

    private static Task<List<Row>> RowsAsync(IQueryable<Attribution> attributions, CancellationToken cancellationToken) =>
        attributions.AsNoTracking()
            .Select(one => new Row(
                one.Id, one.ArticleId, one.Index, one.CopyGroup, one.PublishedAt, one.Kind, one.Key,
                one.Accusers, one.StateLevelAccusers, one.Strength, one.Instrument, one.Quote, one.RejectedAt, one.EventId))
            .ToListAsync(cancellationToken);

    private static StoredEvents Restore(
        ActorRoots roots, List<AttributionEvent> events, List<Row> rows, DateTimeOffset changesFrom, IReadOnlyList<string> whole)
    {
        var marks = rows.Where(row => row is { Kind: EvidenceKind.Accusation, RejectedAt: null, Instrument.Count: > 0 })
            .ToLookup(row => row.EventId, row => row.Instrument);
        var ongoing = events.ConvertAll(one => new OngoingEvent(EventKey.Parse(one.Key), one.StartAt)
        {
            RowId = one.Id,
            Marks = marks[one.Id].SelectMany(some => some).ToHashSet(StringComparer.Ordinal),
        });
        var byId = ongoing.ToDictionary(one => one.RowId);
        var ledger = new EventLedger(roots);
        ledger.Restore(ongoing, rows.Select(row => (row.ToEvidence(), byId.GetValueOrDefault(row.EventId ?? 0))));
        return new StoredEvents(ledger, rows, changesFrom, whole);
    }

    private sealed record Row(
        long Id, long ArticleId, int Index, string CopyGroup, DateTimeOffset PublishedAt, EvidenceKind Kind, string Key,
        List<string> Accusers, List<string> StateLevelAccusers, Attributions.AttributionStrength Strength,
        List<string> Instrument, string Quote, DateTimeOffset? RejectedAt, long? EventId)
    {
        public Evidence ToEvidence() => new()
        {
            RowId = Id,
            ArticleId = ArticleId.ToString(CultureInfo.InvariantCulture),
            Index = Index,
            CopyGroup = CopyGroup,
            PublishedAt = PublishedAt,
            Kind = Kind,
            Key = EventKey.Parse(Key),
            Accusers = Accusers,
            StateLevelAccusers = StateLevelAccusers,
            Strength = Strength,
            Instrument = Instrument,
            Quote = Quote,
            Rejected = RejectedAt is not null,
        };
    }
}
