using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Storage;

namespace Monitor.Alerts;

/// <summary>Which facts were told, under their own keys or under those of facts that became part of them or that they were split from.</summary>
internal static class ToldFacts
{
    /// <summary>Those among the keys that a subscriber was told on a channel.</summary>
    public static async Task<IReadOnlySet<string>> AmongAsync(
        MonitorDbContext db, int subscriberId, string channel, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var told = await OfAsync(db, keys, cancellationToken);
        return told.Where(one => one.Told.SubscriberId == subscriberId && one.Told.Channel == channel).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// When alerts told a subscriber the facts, over whatever channel, at first; of those told. An alert that was refused, given up or taken back
    /// told nothing.
    /// </summary>
    public static async Task<Dictionary<string, DateTimeOffset>> AtAsync(
        MonitorDbContext db, int subscriberId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var told = await OfAsync(db, keys, cancellationToken, subscriberId);
        var messages = told.Select(one => one.Told.MessageKey).Distinct().ToList();
        var lost = await db.Set<OutboxMessage>()
            .Where(message => messages.Contains(message.Key)
                && (message.State == OutboxState.Rejected || message.State == OutboxState.Parked || message.State == OutboxState.Withdrawn))
            .Select(message => message.Key)
            .ToListAsync(cancellationToken);
        return told.Where(one => !lost.Contains(one.Told.MessageKey)).GroupBy(one => one.Key)
            .ToDictionary(group => group.Key, group => group.Min(one => one.Told.ToldAt), StringComparer.Ordinal);
    }

    /// <summary>Each telling of the facts, with the key among those asked for.</summary>
    /// <param name="subscriberId">To whom; null for everybody.</param>
    public static async Task<List<(string Key, ToldFact Told)>> OfAsync(
        MonitorDbContext db, IReadOnlyCollection<string> keys, CancellationToken cancellationToken, int? subscriberId = null)
    {
        var aliases = await db.Set<FactAlias>().AsNoTracking()
            .Where(alias => keys.Contains(alias.Fact!.Key))
            .Select(alias => new { alias.Fact!.Key, Other = alias.Key, alias.ToldUntil })
            .ToListAsync(cancellationToken);
        var all = keys.Concat(aliases.Select(alias => alias.Other)).Distinct().ToList();
        var told = await db.Set<ToldFact>().AsNoTracking()
            .Where(fact => all.Contains(fact.FactKey) && (subscriberId == null || fact.SubscriberId == subscriberId))
            .ToListAsync(cancellationToken);
        return
        [
            .. told.Where(fact => keys.Contains(fact.FactKey)).Select(fact => (fact.FactKey, fact)),
            .. aliases.SelectMany(
                alias => told.Where(fact => fact.FactKey == alias.Other && !(fact.ToldAt > alias.ToldUntil)), (alias, fact) => (alias.Key, fact)),
        ];
    }
}
