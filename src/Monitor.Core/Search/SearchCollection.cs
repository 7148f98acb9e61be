using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Export;
using Monitor.Storage;

namespace Monitor.Search;

/// <summary>
/// The objects of the STIX export that a saved search is about: those of the events that it finds, and what these name. What is once in stays
/// in, revoked where it is no more, until the search itself is changed. Who asks brings it up to date first, so that each version of an object
/// has one instant at which it came in, and "all that was added after" misses nothing and repeats nothing.
/// </summary>
public sealed class SearchCollection(StixLedger ledger, EventSearch events, MonitorDbContextFactory contexts)
{
    private const int AtOnce = 500;
    private const long Never = -1;

    /// <summary>The objects of a search as its collection gives them, in no order: what an object became since waits until it came in anew.</summary>
    public static IQueryable<StixObject> Members(MonitorDbContext db, Guid search)
    {
        ArgumentNullException.ThrowIfNull(db);
        return from member in db.Set<StixMember>().AsNoTracking()
               join one in db.Set<StixObject>().AsNoTracking() on member.ObjectId equals one.Id
               where member.Search == search && member.ModifiedAt == one.ModifiedAt
               select new StixObject
               {
                   Id = one.Id,
                   Type = one.Type,
                   AddedAt = member.AddedAt,
                   ModifiedAt = one.ModifiedAt,
                   IsRevoked = one.IsRevoked,
                   Json = one.Json,
               };
    }

    /// <summary>Takes up all changes up to now.</summary>
    /// <returns>Why the search cannot be asked any more; null where it can.</returns>
    public async Task<string?> CatchUpAsync(SavedSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        await ledger.CatchUpAsync(cancellationToken);
        await using var db = contexts.CreateDbContext();
        if (await IsUpToDateAsync(db, search, await db.Set<StixSource>().AsNoTracking().SingleAsync(cancellationToken), cancellationToken))
        {
            return null;
        }

        var (found, fault) = await events.AllAsync(db, search.Query, cancellationToken);
        if (found is null)
        {
            return fault;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var source = await StixLedger.LockAsync(db, cancellationToken);
        var (state, isChanged) = await StateAsync(db, search, cancellationToken);
        var objects = await ObjectsAsync(db, found, cancellationToken);
        await WriteAsync(db, search.PublicId, objects, isChanged, cancellationToken);
        // While older articles wait for the index, it is looked at anew each time.
        state.Sequence = await ArticleSearch.WaitingAsync(db, cancellationToken) > 0 ? Never : source.Sequence;
        state.SearchChangedAt = search.ChangedAt;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Forgets what was in the collection of a search that is removed. In the caller's transaction, where there is one.</summary>
    internal static async Task ForgetAsync(MonitorDbContext db, Guid search, CancellationToken cancellationToken)
    {
        await db.Set<StixMember>().Where(one => one.Search == search).ExecuteDeleteAsync(cancellationToken);
        await db.Set<StixCollection>().Where(one => one.Search == search).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task<bool> IsUpToDateAsync(MonitorDbContext db, SavedSearch search, StixSource source, CancellationToken cancellationToken) =>
        db.Set<StixCollection>().AnyAsync(
            one => one.Search == search.PublicId && one.Sequence == source.Sequence && one.SearchChangedAt == search.ChangedAt, cancellationToken);

    /// <summary>Up to where it was looked at, and whether the search is another one since.</summary>
    private static async Task<(StixCollection State, bool IsChanged)> StateAsync(
        MonitorDbContext db, SavedSearch search, CancellationToken cancellationToken) =>
        await db.Set<StixCollection>().SingleOrDefaultAsync(one => one.Search == search.PublicId, cancellationToken) is { } known
            ? (known, known.SearchChangedAt != search.ChangedAt)
            : (db.Add(new StixCollection { Search = search.PublicId }).Entity, false);

    /// <summary>The objects of events and what they name, by identifier, with the version of each; what is named comes first.</summary>
    private static async Task<List<(string Id, DateTimeOffset ModifiedAt)>> ObjectsAsync(
        MonitorDbContext db, IReadOnlySet<long> found, CancellationToken cancellationToken)
    {
        var (own, named) = (new List<(string Id, DateTimeOffset AddedAt, DateTimeOffset ModifiedAt)>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var some in found.Order().Chunk(AtOnce))
        {
            foreach (var one in await db.Set<StixObject>().AsNoTracking().Where(one => one.EventId != null && some.Contains(one.EventId.Value))
                .ToListAsync(cancellationToken))
            {
                own.Add((one.Id, one.AddedAt, one.ModifiedAt));
                named.UnionWith(StixBundle.IdentifiersIn(one.Json));
            }
        }

        // There are as many of these as there are states and outlets.
        var shared = await db.Set<StixObject>().AsNoTracking().Where(one => one.EventId == null).OrderBy(one => one.AddedAt).ToListAsync(cancellationToken);
        for (var before = -1; before != named.Count;)
        {
            before = named.Count;
            shared.Where(one => named.Contains(one.Id)).ToList().ForEach(one => named.UnionWith(StixBundle.IdentifiersIn(one.Json)));
        }

        return [.. shared.Where(one => named.Contains(one.Id)).Select(one => (one.Id, one.ModifiedAt)),
            .. own.OrderBy(one => one.AddedAt).Select(one => (one.Id, one.ModifiedAt))];
    }

    private async Task WriteAsync(
        MonitorDbContext db, Guid search, List<(string Id, DateTimeOffset ModifiedAt)> objects, bool isChanged, CancellationToken cancellationToken)
    {
        var at = await ledger.NextAddedAtAsync(db, search, cancellationToken);
        var members = await db.Set<StixMember>().Where(one => one.Search == search).ToDictionaryAsync(one => one.ObjectId, cancellationToken);
        var wanted = objects.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var others = members.Values.Where(one => !wanted.Contains(one.ObjectId)).ToList();
        if (isChanged)
        {
            db.RemoveRange(others);
        }
        else
        {
            // Found no more: it is told what became of it all the same.
            foreach (var some in others.Select(one => one.ObjectId).Chunk(AtOnce))
            {
                objects.AddRange((await db.Set<StixObject>().AsNoTracking().Where(one => some.Contains(one.Id)).OrderBy(one => one.AddedAt)
                    .Select(one => new { one.Id, one.ModifiedAt }).ToListAsync(cancellationToken)).Select(one => (one.Id, one.ModifiedAt)));
            }
        }

        foreach (var (id, modifiedAt) in objects)
        {
            if (members.TryGetValue(id, out var member))
            {
                if (member.ModifiedAt == modifiedAt)
                {
                    continue;
                }

                (member.AddedAt, member.ModifiedAt) = (at, modifiedAt);
            }
            else
            {
                db.Add(new StixMember { Search = search, ObjectId = id, AddedAt = at, ModifiedAt = modifiedAt });
            }

            at += StixLedger.Microsecond;
        }
    }
}
