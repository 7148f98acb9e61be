using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Audit;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.AttributionEvents;

/// <summary>
/// Events merged and split by hand, each as one commit. Both hold, since a statement stays with the event it was placed with; neither tells
/// anybody anything again.
/// </summary>
public static class EventPlacing
{
    /// <summary>Makes one event of two; the first leads to the other from now on.</summary>
    public static Task<EventPlacement> MergeEventsAsync(
        this MonitorDbContext db, long eventId, long intoId, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.PlaceAsync(
            async (next, facts) =>
            {
                var (from, into) = (await db.StandingAsync(eventId, cancellationToken), await db.StandingAsync(intoId, cancellationToken));
                if ((Refusal(from, eventId) ?? Refusal(into, intoId)) is { } wrong)
                {
                    return new EventPlacement.Refused(wrong);
                }

                if (from!.Id == into!.Id || from.AccusedRoot != into.AccusedRoot)
                {
                    return new EventPlacement.Refused(from.Id == into.Id ? "that is one event already" : "they accuse different parties");
                }

                await facts.LoadAsync([into], cancellationToken);
                var staying = await db.EvidenceInAsync(into.Id, cancellationToken);
                var moved = await db.EvidenceInAsync(from.Id, cancellationToken);
                await MoveAsync(moved, into, facts, null, cancellationToken);
                (into.StartAt, into.LastAt) = (Min(from.StartAt, into.StartAt), Max(from.LastAt, into.LastAt));
                (from.MergedInto, from.Sequence, into.Sequence) = (into, next(), next());
                foreach (var tied in await db.Set<AttributionEvent>().Where(one => one.TiedToId == from.Id).ToListAsync(cancellationToken))
                {
                    tied.TiedTo = into;
                }

                await db.RenameAsync(from, [], cancellationToken);
                await db.RenameAsync(into, [.. staying, .. moved], cancellationToken);
                db.Record(Deed.EventsMerged, author, $"event {from.Id}", now, from: EnglishCount.Of(moved.Count, "statement"), to: $"event {into.Id}");
                return new EventPlacement.Placed(into.Id, moved.Count);
            },
            cancellationToken);

    /// <summary>Makes an event of its own of statements of another one; copies that say the same go along.</summary>
    /// <param name="now">What is told later is told of one of the two only.</param>
    public static Task<EventPlacement> SplitEventAsync(
        this MonitorDbContext db, long eventId, IReadOnlyCollection<long> attributionIds, string author, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        db.PlaceAsync(
            async (next, facts) =>
            {
                var from = await db.StandingAsync(eventId, cancellationToken);
                if (Refusal(from, eventId) is { } wrong)
                {
                    return new EventPlacement.Refused(wrong);
                }

                var all = await db.EvidenceInAsync(from!.Id, cancellationToken);
                var chosen = all.FindAll(one => attributionIds.Contains(one.Id));
                var going = all.FindAll(one => chosen.Contains(one) || chosen.Exists(other => Goes(one, other)));
                var staying = all.Except(going).ToList();
                if (chosen.Count != attributionIds.Distinct().Count() || !going.Exists(Accuses) || !staying.Exists(Accuses))
                {
                    return new EventPlacement.Refused(chosen.Count != attributionIds.Distinct().Count()
                        ? $"not all of them are statements of event {from.Id}"
                        : "an accusation must go, and one must stay");
                }

                var opener = going.Where(Accuses).OrderBy(one => one.PublishedAt).ThenBy(one => one.Id).First();
                var into = new AttributionEvent
                {
                    Key = opener.Key,
                    AccusedRoot = opener.AccusedRoot,
                    StartAt = opener.PublishedAt,
                    LastAt = going.Where(Accuses).Max(one => one.PublishedAt),
                    PredatesIncidents = from.PredatesIncidents,
                    Sequence = next(),
                };
                db.Add(into);
                await MoveAsync(going, into, facts, now, cancellationToken);
                (from.StartAt, from.LastAt) = (staying.Where(Accuses).Min(one => one.PublishedAt), staying.Where(Accuses).Max(one => one.PublishedAt));
                from.Sequence = next();
                await db.RenameAsync(from, staying, cancellationToken);
                await db.RenameAsync(into, going, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                db.Record(
                    Deed.EventSplit, author, $"event {from.Id}", now, from: EnglishCount.Of(all.Count, "statement"),
                    to: $"{EnglishCount.Of(staying.Count, "statement")}, and event {into.Id} with {going.Count}");
                return new EventPlacement.Placed(into.Id, going.Count);
            },
            cancellationToken);

    private static async Task<EventPlacement> PlaceAsync(
        this MonitorDbContext db, Func<Func<long>, FactBook, Task<EventPlacement>> place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        // Group numbers its changes too: whoever comes second waits here, and then sees what the first one wrote.
        var sequence = await ChangeSequence.BeginAsync(db, cancellationToken);
        var done = await place(sequence.Next, new FactBook(db, sequence.Next));
        if (done is EventPlacement.Placed)
        {
            await db.SaveChangesAsync(cancellationToken);
            await sequence.KeepAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return done;
    }

    /// <summary>The event, or the one that it became part of.</summary>
    private static async Task<AttributionEvent?> StandingAsync(this MonitorDbContext db, long eventId, CancellationToken cancellationToken)
    {
        var found = await db.Set<AttributionEvent>().SingleOrDefaultAsync(one => one.Id == eventId, cancellationToken);
        while (found?.MergedIntoId is { } successor)
        {
            found = await db.Set<AttributionEvent>().SingleOrDefaultAsync(one => one.Id == successor, cancellationToken);
        }

        return found;
    }

    private static string? Refusal(AttributionEvent? found, long eventId) =>
        found is null ? $"there is no attribution event {eventId}"
        : EventKey.Parse(found.Key).IsInstrument ? $"event {eventId} is an indictment or a sanction: these are told apart by whom they name"
        : null;

    private static bool Accuses(Attribution one) => one is { Kind: EvidenceKind.Accusation, RejectedAt: null };

    private static bool Goes(Attribution one, Attribution chosen) =>
        one.CopyGroup == chosen.CopyGroup && AttributionRegister.SaysTheSame(StoredEvents.EvidenceIn(one), StoredEvents.EvidenceIn(chosen));

    private static Task<List<Attribution>> EvidenceInAsync(this MonitorDbContext db, long eventId, CancellationToken cancellationToken) =>
        db.Set<Attribution>().Include(one => one.Facts).ThenInclude(fact => fact.Aliases).Where(one => one.EventId == eventId)
            .OrderBy(one => one.Id).ToListAsync(cancellationToken);

    private static async Task MoveAsync(
        List<Attribution> rows, AttributionEvent into, FactBook facts, DateTimeOffset? toldUntil, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            row.Event = into;
            await facts.MoveAsync(row, StoredEvents.EvidenceIn(row), toldUntil, cancellationToken);
        }
    }

    /// <summary>Writes anew by which names statements continue the event.</summary>
    private static async Task RenameAsync(this MonitorDbContext db, AttributionEvent named, List<Attribution> evidence, CancellationToken cancellationToken)
    {
        db.RemoveRange(await db.Set<IncidentName>().Where(name => name.EventId == named.Id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(evidence.Where(Accuses).SelectMany(one => one.Incident?.Names ?? []).Distinct()
            .Where(name => name.Length <= Evidence.MarkCharactersMax)
            .Select(name => new IncidentName { Event = named, Name = name, AccusedRoot = named.AccusedRoot }));
    }

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
