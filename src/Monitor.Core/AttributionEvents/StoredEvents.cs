using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>The part of the stored events and evidence that new evidence can touch, as a ledger.</summary>
internal sealed class StoredEvents
{
    private readonly Dictionary<long, long?> _eventIds;
    private readonly IReadOnlyList<string> _whole;

    private StoredEvents(EventLedger ledger, List<Row> rows, IReadOnlyList<string> whole)
    {
        Ledger = ledger;
        _eventIds = rows.ToDictionary(row => row.Id, row => row.EventId);
        _whole = whole;
    }

    public EventLedger Ledger { get; }

    /// <summary>Whether all that was ever stated under the key is taken up, so that the marks of its events are complete.</summary>
    public bool IsWhole(EventKey key) => _whole.Contains(key.ToString());

    /// <summary>The event that stored evidence is kept with; null for none, and for new evidence.</summary>
    public long? EventIdOf(Evidence evidence) => _eventIds.GetValueOrDefault(evidence.RowId);

    /// <summary>Stored evidence whose event may have changed, with the id of the event it is stored with.</summary>
    public IEnumerable<(Evidence Evidence, long? EventId)> Movable =>
        Ledger.Evidence.Where(one => one.RowId != 0 && (!one.Key.IsInstrument || IsWhole(one.Key))).Select(one => (one, _eventIds[one.RowId]));

    /// <summary>
    /// What was stated against the same accused on the incidents that are open, or that the new evidence names, and what waits for one. What is
    /// stated on the same indictments or sanctions is taken up whole, as are events on a family where something is taken back: it is little, and
    /// reaches far.
    /// </summary>
    public static async Task<StoredEvents> LoadAsync(
        MonitorDbContext db, ActorRoots roots, List<Evidence> touched, CancellationToken cancellationToken)
    {
        var accused = touched.Select(one => one.Key.AccusedRoot).Distinct().ToList();
        var earliestAt = touched.Min(one => one.PublishedAt!.Value);
        var openFrom = earliestAt - EventTimes.Window - EventTimes.Lead;
        var waitingFrom = earliestAt - EventTimes.Lead;
        var articles = touched.Select(one => long.Parse(one.ArticleId, CultureInfo.InvariantCulture)).Distinct().ToList();
        var instruments = touched.Where(one => one.Key.IsInstrument).Select(one => one.Key.ToString()).Distinct().ToList();
        var retracted = touched.Where(one => one.Kind is EvidenceKind.Retraction).Select(one => one.Key.ToString()).Distinct().ToList();
        var names = touched.SelectMany(one => one.Incident.Names).Distinct().ToList();

        var events = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.MergedIntoId == null && !one.IsRetired && accused.Contains(one.AccusedRoot))
            .Where(one => one.LastAt >= openFrom || retracted.Contains(one.Key) || instruments.Contains(one.Key)
                || db.Set<IncidentName>().Any(name => name.EventId == one.Id && names.Contains(name.Name)))
            .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
            .ToListAsync(cancellationToken);
        var ids = events.ConvertAll(one => one.Id);
        var rows = await RowsAsync(
            db.Set<Attribution>().Where(one =>
                (one.EventId != null && ids.Contains(one.EventId.Value))
                || (one.EventId == null && !one.IsLikely && accused.Contains(one.AccusedRoot)
                    && (one.PublishedAt >= waitingFrom || one.Kind == EvidenceKind.Retraction))
                || articles.Contains(one.ArticleId)
                || instruments.Contains(one.Key)),
            cancellationToken);
        return Restore(roots, events, rows, instruments);
    }

    /// <summary>Everything ever stated against one accused, with what was retired.</summary>
    public static async Task<StoredEvents> LoadAllAsync(MonitorDbContext db, ActorRoots roots, string accusedRoot, CancellationToken cancellationToken)
    {
        var events = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.AccusedRoot == accusedRoot && one.MergedIntoId == null)
            .OrderBy(one => one.StartAt).ThenBy(one => one.Id)
            .ToListAsync(cancellationToken);
        var rows = await RowsAsync(db.Set<Attribution>().Where(one => one.AccusedRoot == accusedRoot), cancellationToken);
        // A retired instrument is cut anew from what is stated; an incident keeps what was placed with it.
        var kept = events.FindAll(one => !one.IsRetired || !EventKey.Parse(one.Key).IsInstrument);
        return Restore(roots, kept, rows, [.. rows.Select(row => row.Key).Distinct()]);
    }

    public static Evidence EvidenceIn(Attribution attribution) => new Row(
        attribution.Id, attribution.ArticleId, attribution.Index, attribution.CopyGroup, attribution.PublishedAt, attribution.Kind, attribution.Key,
        attribution.Accusers, attribution.StateLevelAccusers, attribution.Strength, attribution.Instrument, attribution.Incident, attribution.Story,
        attribution.RespondsTo, attribution.Quote, attribution.RejectedAt, attribution.IsLikely, attribution.EventId).ToEvidence();

    private static Task<List<Row>> RowsAsync(IQueryable<Attribution> attributions, CancellationToken cancellationToken) =>
        attributions.AsNoTracking()
            .OrderBy(one => one.Id)
            .Select(one => new Row(
                one.Id, one.ArticleId, one.Index, one.CopyGroup, one.PublishedAt, one.Kind, one.Key, one.Accusers, one.StateLevelAccusers, one.Strength,
                one.Instrument, one.Incident, one.Story, one.RespondsTo, one.Quote, one.RejectedAt, one.IsLikely, one.EventId))
            .ToListAsync(cancellationToken);

    private static StoredEvents Restore(ActorRoots roots, List<AttributionEvent> events, List<Row> rows, IReadOnlyList<string> whole)
    {
        var marks = rows.Where(row => row is { Kind: EvidenceKind.Accusation, RejectedAt: null, IsLikely: false, Instrument.Count: > 0 })
            .ToLookup(row => row.EventId, row => row.Instrument);
        var ongoing = events.ConvertAll(one => new OngoingEvent(EventKey.Parse(one.Key), one.StartAt)
        {
            RowId = one.Id,
            Marks = marks[one.Id].SelectMany(some => some).ToHashSet(StringComparer.Ordinal),
        });
        var byId = ongoing.ToDictionary(one => one.RowId);
        foreach (var tied in events.Where(one => one.TiedToId is not null))
        {
            byId[tied.Id].TiedTo = byId.GetValueOrDefault(tied.TiedToId!.Value);
        }

        var ledger = new EventLedger(roots);
        ledger.Restore(ongoing, rows.Select(row => (row.ToEvidence(), byId.GetValueOrDefault(row.EventId ?? 0))));
        return new StoredEvents(ledger, rows, whole);
    }

    private sealed record Row(
        long Id, long ArticleId, int Index, string CopyGroup, DateTimeOffset PublishedAt, EvidenceKind Kind, string Key,
        List<string> Accusers, List<string> StateLevelAccusers, Attributions.AttributionStrength Strength,
        List<string> Instrument, EventIncident? Incident, string? Story, string? RespondsTo, string Quote, DateTimeOffset? RejectedAt, bool IsLikely,
        long? EventId)
    {
        public Evidence ToEvidence()
        {
            var key = EventKey.Parse(Key);
            var states = Kind is EvidenceKind.Denial ? [] : Evidence.StatesOf(Accusers);
            return new Evidence
            {
                RowId = Id,
                ArticleId = ArticleId.ToString(CultureInfo.InvariantCulture),
                Index = Index,
                CopyGroup = CopyGroup,
                PublishedAt = PublishedAt,
                Kind = Kind,
                Key = key,
                Accusers = Accusers,
                StateLevelAccusers = StateLevelAccusers,
                Strength = Strength,
                Instrument = Instrument,
                // A row of before says nothing of its incident, and means the accuser's own state.
                Incident = Incident ?? new EventIncident
                {
                    Family = key.IsInstrument ? EventKey.UnknownFamily : key.Subject,
                    PresumedState = states.Count > 0 ? states[0] : null,
                },
                AccuserStates = states,
                Story = Story,
                RespondsTo = RespondsTo,
                Quote = Quote,
                Rejected = RejectedAt is not null,
                IsLikely = IsLikely,
            };
        }
    }
}
