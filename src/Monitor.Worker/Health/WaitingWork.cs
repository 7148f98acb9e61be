using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories.Keeping;
using Monitor.Subscribers;

namespace Monitor.Worker.Health;

/// <summary>What waits for a run in the database, how much and since when, and what it has set aside.</summary>
internal sealed record WaitingWork(DateTimeOffset? OldestAt, int Refused, int Waiting)
{
    private static readonly TimeSpan MessagesOf = TimeSpan.FromDays(1);

    /// <summary>For each of the five runs; some small questions, each answered by an index or a small table.</summary>
    public static async Task<IReadOnlyDictionary<string, WaitingWork>> AskAsync(MonitorDbContext db, DateTimeOffset now, CancellationToken stop)
    {
        var feeds = db.Set<Feed>();
        var articles = db.Set<Article>();
        var messages = db.Set<OutboxMessage>();
        var yesterday = now - MessagesOf;
        return new Dictionary<string, WaitingWork>(StringComparer.Ordinal)
        {
            [RunNames.Collect] = new(
                await feeds.Where(feed => feed.NextPollAt <= now).MinAsync(feed => feed.NextPollAt, stop),
                await feeds.CountAsync(feed => feed.State == FeedState.Failing || feed.EntriesRefused > 0, stop),
                await feeds.CountAsync(feed => feed.NextPollAt <= now, stop)),
            [RunNames.Read] = new(
                await articles.Where(article => article.ReadAt == null && article.ReadDueAt <= now)
                    .MinAsync(article => (DateTimeOffset?)article.ReadDueAt, stop),
                await articles.CountAsync(article => article.ReadAt == null && article.ReadFailures > 0, stop),
                await articles.CountAsync(article => article.ReadAt == null && article.ReadDueAt <= now, stop)),
            // The one that Group takes next: where it waits long, nothing is grouped.
            [RunNames.Group] = new(
                await articles.ToGroup(1).Select(article => article.ReadAt).FirstOrDefaultAsync(stop),
                await db.Set<SetAsideArticle>().CountAsync(stop),
                await articles.CountAsync(article => article.ReadAt != null && article.GroupedAt == null, stop)),
            [RunNames.Notify] = new(
                await db.Set<Subscriber>().DueForDigest(now).Select(subscriber => subscriber.NextDigestAt).FirstOrDefaultAsync(stop),
                0,
                await db.Set<Subscriber>().DueForDigest(now).CountAsync(stop)),
            [RunNames.Deliver] = new(
                await messages.Where(message => message.DueAt <= now).MinAsync(message => message.DueAt, stop),
                await messages.CountAsync(
                    message => (message.State == OutboxState.Rejected || message.State == OutboxState.Parked) && message.EndedAt > yesterday, stop),
                await messages.CountAsync(message => message.DueAt <= now, stop)),
        };
    }
}
