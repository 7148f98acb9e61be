using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Digests.Changes;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>The digests of a reader that could not be delivered: the next one tells what they held.</summary>
internal static class UndeliveredDigests
{
    /// <summary>Two slots of who gets one a week: the first is given up after five days.</summary>
    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(15);

    /// <summary>
    /// Those that come again with the next one, oldest first, with those that they were to tell again themselves. None for a reader who was away
    /// and began anew: what was before that is not theirs any more. Pure.
    /// </summary>
    /// <param name="past">Those of the last days that had something to tell, in any order.</param>
    /// <param name="lastTo">Up to where the reader's last slot went, with or without news.</param>
    /// <param name="toldSequence">Up to where the reader counts as told.</param>
    public static IReadOnlyList<PastDigest> Among(IReadOnlyList<PastDigest> past, long lastTo, long toldSequence)
    {
        if (lastTo < toldSequence)
        {
            return [];
        }

        var lost = past.Where(digest => digest.ToldAgainBy is null && digest.WentNowhere).ToList();
        var keys = lost.Select(digest => digest.Key).ToHashSet(StringComparer.Ordinal);
        return [.. lost.Concat(past.Where(digest => digest.ToldAgainBy is { } by && keys.Contains(by))).OrderBy(digest => digest.Span.After)];
    }

    public static async Task<IReadOnlyList<PastDigest>> FindAsync(
        MonitorDbContext db, Subscriber subscriber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - LookedBack;
        var slots = await db.Set<ComposedDigest>().AsNoTracking()
            .Where(digest => digest.SubscriberId == subscriber.Id && digest.ComposedAt > since)
            .Select(digest => new { digest.Id, digest.LocalDate, digest.Slot, digest.MessageKey, digest.AfterSequence, digest.ToSequence, digest.ToldAgainBy })
            .ToListAsync(cancellationToken);
        if (slots.TrueForAll(slot => slot.MessageKey is null))
        {
            return [];
        }

        var channels = subscriber.DigestChannels().Select(channel => channel.Name).ToList();
        var keys = slots.Select(slot => slot.MessageKey).OfType<string>()
            .ToDictionary(key => key, key => channels.ConvertAll(channel => DigestMessages.KeyOf(key, channel)).Append(key).ToList());
        var asked = keys.Values.SelectMany(some => some).ToList();
        var messages = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => asked.Contains(message.Key))
            .Select(message => new PastMessage(message.Key, message.State, message.UnknownOutcomes))
            .ToDictionaryAsync(message => message.Key, cancellationToken);
        var past = slots.Where(slot => slot.MessageKey is not null).Select(slot => new PastDigest(
            slot.Id, slot.LocalDate, slot.Slot, slot.MessageKey!, new ChangeSpan(slot.AfterSequence, slot.ToSequence), slot.ToldAgainBy,
            [.. keys[slot.MessageKey!].Select(key => messages.GetValueOrDefault(key)).OfType<PastMessage>()])).ToList();
        return Among(past, slots.Max(slot => slot.ToSequence), subscriber.ToldSequence);
    }

    /// <summary>
    /// Takes back what is left of them, in the transaction of the digest that tells them again. False where one of them goes out after all: then
    /// nothing is to be written.
    /// </summary>
    /// <param name="by">The key of that digest.</param>
    public static async Task<bool> TakeBackAsync(
        MonitorDbContext db, IReadOnlyList<PastDigest> digests, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var message in digests.Where(digest => digest.ToldAgainBy is null).SelectMany(digest => digest.Messages))
        {
            if (!await db.WithdrawAsync(message.Key, $"told again by {by}", now, cancellationToken))
            {
                return false;
            }
        }

        var ids = digests.Select(digest => digest.Id).ToList();
        return ids.Count == 0 || await db.Set<ComposedDigest>().Where(digest => ids.Contains(digest.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(digest => digest.ToldAgainBy, by), cancellationToken) == ids.Count;
    }
}
