using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.AttributionEvents.Export;

/// <summary>
/// The objects of the STIX export as they were given out. Who asks for them brings them up to date first: events that changed since are made
/// anew, some at a time, and what differs gets a new version and a new instant of adding; what is no more is revoked, since others may hold
/// it. So identifiers stay, versions rise, and "all that was added after" misses nothing and repeats nothing.
/// </summary>
/// <param name="nameOf">The name of an actor by its id.</param>
public sealed class StixLedger(MonitorDbContextFactory contexts, Func<string, string> nameOf, TimeProvider clock)
{
    private const int EventsAtOnce = 100;

    /// <summary>Between two instants of adding.</summary>
    internal static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);


    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes up all changes up to now.</summary>
    /// <returns>The key of this installation.</returns>
    public async Task<Guid> CatchUpAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = contexts.CreateDbContext();
            var source = await db.Set<StixSource>().AsNoTracking().SingleAsync(cancellationToken);
            if (source.Key != Guid.Empty && !await db.Set<AttributionEvent>().AnyAsync(one => one.Sequence > source.Sequence, cancellationToken))
            {
                return source.Key;
            }

            await TakeUpSomeAsync(db, cancellationToken);
        }
    }

    /// <summary>The key of this installation, without taking anything up.</summary>
    public async Task<Guid> KeyAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var key = await db.Set<StixSource>().Select(source => source.Key).SingleAsync(cancellationToken);
        return key == Guid.Empty ? await CatchUpAsync(cancellationToken) : key;
    }

    /// <summary>The source, held until the transaction ends: another one that takes up waits here, and then finds it done.</summary>
    internal static async Task<StixSource> LockAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        await db.Set<StixSource>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Sequence, one => one.Sequence), cancellationToken);
        return await db.Set<StixSource>().SingleAsync(cancellationToken);
    }

    private async Task TakeUpSomeAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var source = await LockAsync(db, cancellationToken);
        source.Key = source.Key == Guid.Empty ? Guid.NewGuid() : source.Key;
        var events = await db.Set<AttributionEvent>().AsNoTracking()
            .Where(one => one.Sequence > source.Sequence).OrderBy(one => one.Sequence).Take(EventsAtOnce).ToListAsync(cancellationToken);
        var ids = events.ConvertAll(one => one.Id);
        var known = (await db.Set<StixObject>().Where(one => one.EventId != null && ids.Contains(one.EventId.Value)).ToListAsync(cancellationToken))
            .ToLookup(one => one.EventId!.Value);
        var maker = new StixObjects(nameOf, source.Key);
        var writer = new Writer(db, await NextAddedAtAsync(db, cancellationToken));
        foreach (var view in await db.EventViewsAsync(events, cancellationToken))
        {
            var before = known[view.Event.Id].ToDictionary(one => one.Id, StringComparer.Ordinal);
            var (made, generation) = Made(maker, view, before);
            await writer.WriteAsync(made, before, view.Event.Id, generation, cancellationToken);
        }

        source.Sequence = events.Count > 0 ? events[^1].Sequence : source.Sequence;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The objects of an event; under new identifiers where one of them was revoked, which is for good (STIX 2.1, section 3.6).</summary>
    private static (IReadOnlyCollection<JsonObject> Made, int Generation) Made(StixObjects maker, EventView view, Dictionary<string, StixObject> before)
    {
        var generation = before.Values.Select(one => one.Generation).DefaultIfEmpty(0).Max();
        var made = maker.Of(view, generation);
        return made.Any(one => !IsRevoked(one) && before.TryGetValue((string)one["id"]!, out var row) && row.IsRevoked)
            ? (maker.Of(view, generation + 1), generation + 1)
            : (made, generation);
    }

    /// <summary>After all that is there, also where the clock went back.</summary>
    internal async Task<DateTimeOffset> NextAddedAtAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % Microsecond.Ticks), TimeSpan.Zero);
        return After(await db.Set<StixObject>().MaxAsync(one => (DateTimeOffset?)one.AddedAt, cancellationToken), now);
    }

    /// <summary>The same in the collection of a saved search.</summary>
    internal async Task<DateTimeOffset> NextAddedAtAsync(MonitorDbContext db, Guid search, CancellationToken cancellationToken)
    {
        var last = await db.Set<StixMember>().Where(one => one.Search == search).MaxAsync(one => (DateTimeOffset?)one.AddedAt, cancellationToken);
        return After(last, await NextAddedAtAsync(db, cancellationToken));
    }

    private static DateTimeOffset After(DateTimeOffset? last, DateTimeOffset now) => last is { } at && at >= now ? at + Microsecond : now;

    private static bool IsRevoked(JsonObject one) => (bool?)one["revoked"] == true;

    private sealed class Writer(MonitorDbContext db, DateTimeOffset addedAt)
    {
        private readonly Dictionary<string, StixObject> _shared = new(StringComparer.Ordinal);
        private DateTimeOffset _addedAt = addedAt;

        public async Task WriteAsync(
            IReadOnlyCollection<JsonObject> made, Dictionary<string, StixObject> before, long eventId, int generation, CancellationToken cancellationToken)
        {
            var missing = made.Where(one => !StixObjects.IsOfOneEvent((string)one["type"]!)).Select(one => (string)one["id"]!)
                .Where(id => !_shared.ContainsKey(id)).ToList();
            foreach (var row in await db.Set<StixObject>().Where(one => missing.Contains(one.Id)).ToListAsync(cancellationToken))
            {
                _shared.Add(row.Id, row);
            }

            foreach (var one in made)
            {
                var id = (string)one["id"]!;
                var isShared = !StixObjects.IsOfOneEvent((string)one["type"]!);
                if (isShared && _shared.TryGetValue(id, out var shared))
                {
                    Renew(shared, one);
                }
                else if (!isShared && before.Remove(id, out var row))
                {
                    Renew(row, one);
                }
                else
                {
                    var added = Added(one, isShared ? null : eventId, isShared ? 0 : generation);
                    if (isShared)
                    {
                        _shared.Add(id, added);
                    }
                }
            }

            before.Values.Where(row => !row.IsRevoked).OrderBy(row => row.AddedAt).ToList().ForEach(Revoke);
        }

        private StixObject Added(JsonObject one, long? eventId, int generation)
        {
            var row = new StixObject
            {
                Id = (string)one["id"]!,
                Type = (string)one["type"]!,
                EventId = eventId,
                Generation = generation,
                AddedAt = NextAddedAt(),
                ModifiedAt = InstantOf(one, "modified"),
                IsRevoked = IsRevoked(one),
                Json = one.ToJsonString(Written),
            };
            db.Add(row);
            return row;
        }

        /// <summary>A new version where anything but its instants differs; it stays as old as it was.</summary>
        private void Renew(StixObject row, JsonObject one)
        {
            var modifiedAt = InstantOf(one, "modified");
            var stored = JsonNode.Parse(row.Json)!.AsObject();
            (one["created"], one["modified"]) = ((string)stored["created"]!, (string)stored["modified"]!);
            if (one.ToJsonString(Written) == row.Json)
            {
                return;
            }

            Change(row, one, modifiedAt);
        }

        private void Revoke(StixObject row)
        {
            var one = JsonNode.Parse(row.Json)!.AsObject();
            one["revoked"] = true;
            Change(row, one, row.ModifiedAt);
        }

        private void Change(StixObject row, JsonObject one, DateTimeOffset modifiedAt)
        {
            row.AddedAt = NextAddedAt();
            if (modifiedAt <= row.ModifiedAt)
            {
                // What changed has no instant of its own: a name, or a statement that went elsewhere.
                var now = new DateTimeOffset(row.AddedAt.Ticks - (row.AddedAt.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
                modifiedAt = now > row.ModifiedAt ? now : row.ModifiedAt.AddMilliseconds(1);
            }

            one["modified"] = StixObjects.Instant(modifiedAt);
            (row.ModifiedAt, row.IsRevoked, row.Json) = (modifiedAt, IsRevoked(one), one.ToJsonString(Written));
        }

        private DateTimeOffset NextAddedAt()
        {
            var at = _addedAt;
            _addedAt += Microsecond;
            return at;
        }

        private static DateTimeOffset InstantOf(JsonObject one, string property) =>
            DateTimeOffset.Parse((string)one[property]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }
}
