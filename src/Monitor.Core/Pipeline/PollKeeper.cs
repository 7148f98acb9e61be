using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// Writes what a poll brought: ledger, articles, the feed's memory and the line of its history in one commit, or nothing at all when
/// the claim was lost.
/// </summary>
internal sealed class PollKeeper(MonitorDbContextFactory contexts, TimeProvider clock, ILogger logger)
{
    private const int CommitsMax = 3;

    // How seldom the ledger is cleared of what has not been listed for long.
    private const int PollsPerClearing = 50;

    private const int TitleCharactersMax = 100;

    /// <returns>What became of the entries; null when there were none to look at, or the claim was lost.</returns>
    public async Task<IntakeCounts?> KeepAsync(Feed claimed, FeedReading reading, CancellationToken cancellationToken)
    {
        for (var commit = 1; ; commit++)
        {
            try
            {
                return await KeepOnceAsync(claimed, reading, cancellationToken);
            }
            catch (DbUpdateException) when (commit < CommitsMax)
            {
                // Two feeds listed the same new article at the same moment: the second look finds it.
            }
        }
    }

    /// <summary>Gives the claim back without a poll having taken place.</summary>
    public async Task PostponeAsync(Feed claimed, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.EndClaimAsync(claimed, cancellationToken))
        {
            await db.Set<Feed>().Where(feed => feed.Id == claimed.Id).ExecuteUpdateAsync(
                set => set.SetProperty(feed => feed.NextPollAt, until).SetProperty(feed => feed.NextPollReason, reason), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Our own network is down: this poll counts for nothing, nor do the failures just before.</summary>
    public async Task TakeBackAsync(
        Feed claimed, FeedReading reading, IReadOnlyList<(int FeedId, double Weight)> counted, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var reason = $"our own network seems to be down ({reading.Note}): not counted";
        await PostponeAsync(claimed, until, reason, cancellationToken);
        await using var db = contexts.CreateDbContext();
        foreach (var (feedId, weight) in counted)
        {
            await db.Set<Feed>().Where(feed => feed.Id == feedId && feed.FailuresInARow > 0).ExecuteUpdateAsync(
                set => set
                    .SetProperty(feed => feed.FailureWeight, feed => feed.FailureWeight > weight ? feed.FailureWeight - weight : 0)
                    .SetProperty(feed => feed.FailuresInARow, feed => feed.FailuresInARow - 1)
                    .SetProperty(feed => feed.NextPollAt, until)
                    .SetProperty(feed => feed.NextPollReason, reason),
                cancellationToken);
        }
    }

    private async Task<IntakeCounts?> KeepOnceAsync(Feed claimed, FeedReading reading, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.EndClaimAsync(claimed, cancellationToken))
        {
            logger.ClaimLost(claimed.Id);
            return null;
        }

        var now = clock.GetUtcNow();
        var feed = await db.Set<Feed>().Include(feed => feed.Outlet).SingleAsync(feed => feed.Id == claimed.Id, cancellationToken);
        var isFirst = feed.FirstFetchedAt is null;
        var formerlyListedAt = feed.ListedAt;
        var change = reading.Parsed is { } parsed ? await CompareAsync(db, feed, parsed, now, cancellationToken) : null;
        var counts = change is null
            ? null
            : await ArticleIntake.KeepAsync(db, [.. change.Found.Select(found => Listed(feed, reading.Parsed!, found, isFirst))], now, cancellationToken);
        var fetch = FeedMemory.Keep(feed, reading, change, now);
        await FollowMoveAsync(db, feed, reading, now, cancellationToken);
        db.Add(fetch);
        await db.SaveChangesAsync(cancellationToken);
        await ClearAsync(db, feed, formerlyListedAt, cancellationToken);
        await LetHostRestAsync(db, feed, reading, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log(feed, fetch);
        return counts;
    }

    private static async Task<LedgerChange> CompareAsync(
        MonitorDbContext db, Feed feed, ParsedFeed parsed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var marked = parsed.Entries.Select(entry => (Entry: entry, Mark: EntryMark.Of(entry))).Where(pair => pair.Mark is not null).ToList();
        var keys = marked.SelectMany(pair => new[] { pair.Mark!.Key, pair.Mark.KeyWithVariant }).Distinct().ToArray();
        var rows = await db.Set<SeenEntry>()
            .Where(seen => seen.FeedId == feed.Id && EF.Parameter(keys).Contains(seen.Key))
            .ToListAsync(cancellationToken);
        var change = EntryLedger.Compare(feed.Id, marked!, rows, now);
        db.AddRange(change.Added);
        return change;
    }

    private static ListedEntry Listed(Feed feed, ParsedFeed parsed, LedgerEntry found, bool isFirst)
    {
        var entry = found.Entry;
        return new ListedEntry(
            feed.Id, found.Key, feed.Outlet.Name, entry.OriginalLink ?? entry.Link, TitleOf(entry), entry.Summary?.Value, entry.Content?.Value,
            entry.Author, entry.Published ?? entry.Updated, entry.Language ?? parsed.Language, isFirst);
    }

    /// <summary>The title, else the beginning of what the entry says.</summary>
    private static string TitleOf(ParsedEntry entry)
    {
        var title = entry.Title?.ToLine() ?? "";
        if (title.Length > 0)
        {
            return title;
        }

        var text = (entry.Summary ?? entry.Content)?.ToLine() ?? "";
        return text.Length > TitleCharactersMax ? $"{text[..TitleCharactersMax].TrimEnd()}…" : text.Length > 0 ? text : entry.Link ?? "(without a title)";
    }

    private async Task FollowMoveAsync(MonitorDbContext db, Feed feed, FeedReading reading, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!reading.Outcome.IsSuccess || FeedMove.Note(feed, reading.Trace.MovedTo, now) is not { } address)
        {
            return;
        }

        var url = address.AbsoluteUri;
        if (await db.Set<Feed>().AnyAsync(other => other.Url == url && other.Id != feed.Id, cancellationToken))
        {
            feed.StateReason = $"it has moved to {url}, which is polled as another feed already";
            return;
        }

        feed.MoveTo(address);
        logger.FeedMoved(feed.Id, url);
    }

    private static async Task ClearAsync(MonitorDbContext db, Feed feed, DateTimeOffset? formerlyListedAt, CancellationToken cancellationToken)
    {
        await db.Set<FeedFetch>()
            .Where(fetch => fetch.FeedId == feed.Id && fetch.Number <= feed.PollCount - FeedFetch.KeptMax)
            .ExecuteDeleteAsync(cancellationToken);

        // Measured from the list before this one: while the feed answers 304 nothing is noted as listed, and all of it still is.
        if (feed.PollCount % PollsPerClearing == 0 && formerlyListedAt - SeenEntry.RememberedFor is { } limit)
        {
            await db.Set<SeenEntry>().Where(seen => seen.FeedId == feed.Id && seen.LastListedAt < limit).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>429 concerns the host: its other feeds are not asked earlier either, and say so.</summary>
    private static async Task LetHostRestAsync(MonitorDbContext db, Feed feed, FeedReading reading, CancellationToken cancellationToken)
    {
        if (reading.Outcome is PollOutcome.TooManyRequests)
        {
            var host = WebAddress.HostOf(reading.Trace.Address);
            var until = feed.NotBefore ?? feed.LastPolledAt + PollSchedule.RestUnlessTold;
            await db.Set<Feed>().Where(other => other.Host == host && other.Id != feed.Id && other.NextPollAt < until).ExecuteUpdateAsync(
                set => set
                    .SetProperty(other => other.NextPollAt, until)
                    .SetProperty(other => other.NotBefore, until)
                    .SetProperty(other => other.NextPollReason, "its host asked to slow down (429)"),
                cancellationToken);
        }
    }

    private void Log(Feed feed, FeedFetch fetch)
    {
        if (fetch.Outcome is PollOutcome.Gone)
        {
            logger.FeedGone(feed.Id);
        }
        else if (fetch.Outcome.IsSuccess)
        {
            logger.FeedPolled(feed.Id, fetch.Outcome, fetch.EntriesNew, fetch.EntriesListed, fetch.NextPollAt, fetch.NextPollReason);
        }
        else
        {
            logger.FeedFailed(feed.Id, feed.FailuresInARow, fetch.NextPollAt, fetch.Note);
        }
    }
}
