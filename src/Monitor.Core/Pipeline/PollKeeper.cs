using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Articles.Addresses;
using Monitor.Feeds;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Telemetry;

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
    private const int ReasonCharactersMax = 300;

    // The ledger notes to within a day when an entry was listed.
    private static readonly TimeSpan ListedLately = TimeSpan.FromDays(2);

    private static readonly Dictionary<string, string> NothingRefused = [];

    private readonly FeedLinks _links = new(logger);

    /// <returns>What became of the entries; null when there were none to look at, or the claim was lost.</returns>
    public async Task<IntakeCounts?> KeepAsync(Feed claimed, FeedReading reading, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> refused = NothingRefused;
        var marked = MarkedEntries.Of(claimed, reading.Parsed);
        for (var commit = 1; ; commit++)
        {
            try
            {
                var without = refused;
                return await DatabaseRetry.RunAsync(() => KeepOnceAsync(claimed, reading, marked, without, cancellationToken), cancellationToken);
            }
            catch (DbUpdateException) when (commit < CommitsMax)
            {
                // Two feeds listed the same new article at the same moment: the second look finds it.
            }
            catch (Exception fault) when (refused.Count == 0 && reading.Parsed is not null && DatabaseFault.IsOfTheData(fault))
            {
                refused = await RefusedAsync(claimed, reading, marked, cancellationToken);
                if (refused.Count == 0)
                {
                    throw;
                }

                logger.EntriesRefused(claimed.Id, refused.Count, refused.Values.First());
            }
        }
    }

    /// <summary>Gives the claim back without a poll having taken place.</summary>
    public Task PostponeAsync(Feed claimed, DateTimeOffset until, string reason, CancellationToken cancellationToken) =>
        DatabaseRetry.RunAsync(() => PostponeOnceAsync(claimed, until, reason, cancellationToken), cancellationToken);

    private async Task<bool> PostponeOnceAsync(Feed claimed, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.EndClaimAsync(claimed, cancellationToken))
        {
            return false;
        }

        await db.Set<Feed>().Where(feed => feed.Id == claimed.Id && feed.PausedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(feed => feed.NextPollAt, until).SetProperty(feed => feed.NextPollReason, reason), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>A poll that could not be kept: the feed waits, and where its data is the reason it is shown as failing.</summary>
    public async Task FailAsync(Feed claimed, Exception fault, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var reason = $"its last poll could not be kept: {Words(fault)}";
        await PostponeAsync(claimed, until, reason, cancellationToken);
        if (DatabaseFault.IsOfTheData(fault))
        {
            await using var db = contexts.CreateDbContext();
            var now = clock.GetUtcNow();
            await db.Set<Feed>().Where(feed => feed.Id == claimed.Id && feed.Attempt == claimed.Attempt).ExecuteUpdateAsync(
                set => set
                    .SetProperty(feed => feed.State, FeedState.Failing)
                    .SetProperty(feed => feed.StateReason, reason)
                    .SetProperty(feed => feed.StateChangedAt, feed => feed.State == FeedState.Failing ? feed.StateChangedAt : now)
                    .SetProperty(feed => feed.FailuresInARow, feed => feed.FailuresInARow + 1)
                    .SetProperty(feed => feed.LastFault, reason),
                cancellationToken);
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
            await db.Set<Feed>().Where(feed => feed.Id == feedId && feed.FailuresInARow > 0 && feed.PausedAt == null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(feed => feed.FailureWeight, feed => feed.FailureWeight > weight ? feed.FailureWeight - weight : 0)
                    .SetProperty(feed => feed.FailuresInARow, feed => feed.FailuresInARow - 1)
                    .SetProperty(feed => feed.NextPollAt, until)
                    .SetProperty(feed => feed.NextPollReason, reason),
                cancellationToken);
        }
    }

    private async Task<IntakeCounts?> KeepOnceAsync(
        Feed claimed, FeedReading reading, MarkedEntries marked, IReadOnlyDictionary<string, string> refused, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        db.SaveWithoutSavepoints();
        await db.TakeTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.TakeClaimedAsync(claimed, cancellationToken) is not { } feed)
        {
            logger.ClaimLost(claimed.Id);
            return null;
        }

        var now = clock.GetUtcNow();
        var isFirst = feed.FirstFetchedAt is null;
        var formerlyListedAt = feed.ListedAt;
        var change = reading.Parsed is null ? null : await CompareAsync(db, feed, marked, now, cancellationToken);
        var intake = change is null ? null : await TakeInAsync(db, feed, reading.Parsed!, change, refused, isFirst, now, cancellationToken);
        var counts = intake?.Counts;
        var fetch = FeedMemory.Keep(feed, reading, change, now, counts?.Cut ?? 0);
        await FollowMoveAsync(db, feed, reading, now, cancellationToken);
        db.Add(fetch);
        await db.SaveChangesAsync(cancellationToken);
        await ClearAsync(db, feed, formerlyListedAt, cancellationToken);
        await LetHostRestAsync(db, feed, reading, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var article in intake?.ListedArticles ?? [])
        {
            Traces.OfArticle("poll", article)?.SetTag("monitor.feed", feed.Id).Dispose();
        }

        Log(feed, fetch);
        _links.Look(feed, reading.Parsed);
        return counts;
    }

    private static async Task<LedgerChange> CompareAsync(
        MonitorDbContext db, Feed feed, MarkedEntries marked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = marked.SelectMany(pair => new[] { pair.Mark.Key, pair.Mark.KeyWithVariant }).Distinct().ToArray();
        var rows = await db.Set<SeenEntry>()
            .Where(seen => seen.FeedId == feed.Id && EF.Parameter(keys).Contains(seen.Key))
            .ToListAsync(cancellationToken);
        var known = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var lately = marked.Exists(pair => EntryLedger.IsUnknown(known, pair.Mark!)) ? await LatelyListedAsync(db, feed, cancellationToken) : [];
        return EntryLedger.Compare(feed.Id, marked, rows, lately, now);
    }

    /// <summary>What stood on the feed's last lists, where an entry is looked for that comes under another id.</summary>
    private static async Task<List<SeenEntry>> LatelyListedAsync(MonitorDbContext db, Feed feed, CancellationToken cancellationToken)
    {
        var since = feed.ListedAt - ListedLately;
        return since is null ? [] : await db.Set<SeenEntry>()
            .Where(seen => seen.FeedId == feed.Id && seen.LastListedAt >= since)
            .OrderByDescending(seen => seen.LastListedAt)
            .Take(FeedLimits.Default.EntriesMax)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Hands the found entries on, those left out that the database refuses; what each came to stands in its row of the ledger.</summary>
    private static async Task<Intake> TakeInAsync(
        MonitorDbContext db, Feed feed, ParsedFeed parsed, LedgerChange change, IReadOnlyDictionary<string, string> refused, bool isFirst,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var publishers = new Publishers(db, feed);
        var listed = new List<ListedEntry>();
        foreach (var entry in change.Found)
        {
            var wasKept = !entry.IsNew && entry.Row.RefusedBecause is null;
            entry.Row.RefusedBecause = refused.GetValueOrDefault(entry.Row.Key);
            if (entry.Row.RefusedBecause is null)
            {
                listed.Add(await ListedAsync(publishers, feed, parsed, entry, isFirst, cancellationToken) with { WasKept = wasKept });
            }
        }

        await NewRows.InsertAsync(db, change.Added, (row, id) => row.Id = id, cancellationToken);
        return await ArticleIntake.KeepAsync(db, listed, now, cancellationToken);
    }

    private static async Task<ListedEntry> ListedAsync(
        Publishers publishers, Feed feed, ParsedFeed parsed, LedgerEntry found, bool isFirst, CancellationToken cancellationToken)
    {
        var entry = found.Entry;
        var (outlet, title, isSecondHand) = await publishers.OfAsync(entry, TitleOf(entry), cancellationToken);
        return new ListedEntry(
            feed.Id, found.Key, outlet, entry.Link, title, entry.Summary?.Value, entry.Content?.Value,
            entry.Author, entry.Published ?? entry.Updated, entry.Language ?? parsed.Language, isFirst, isSecondHand);
    }

    /// <summary>The entries that the database refuses, each with the reason: tried by halves in transactions that are rolled back.</summary>
    private async Task<IReadOnlyDictionary<string, string>> RefusedAsync(
        Feed claimed, FeedReading reading, MarkedEntries marked, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        await TryAsync([.. marked.SelectMany(pair => new[] { pair.Mark.Key, pair.Mark.KeyWithVariant }).Distinct()]);
        return refused;

        async Task TryAsync(string[] among)
        {
            if (among.Length == 0 || await TrialAsync(claimed, reading, marked, among, cancellationToken) is not { } fault)
            {
                return;
            }

            if (among.Length == 1)
            {
                refused[among[0]] = Words(fault);
                return;
            }

            await TryAsync(among[..(among.Length / 2)]);
            await TryAsync(among[(among.Length / 2)..]);
        }
    }

    private async Task<Exception?> TrialAsync(
        Feed claimed, FeedReading reading, MarkedEntries marked, string[] among, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            var feed = await db.Set<Feed>().Include(feed => feed.Outlet).SingleAsync(feed => feed.Id == claimed.Id, cancellationToken);
            var change = await CompareAsync(db, feed, marked, now, cancellationToken);
            change = change with { Found = [.. change.Found.Where(found => among.Contains(found.Row.Key))] };
            await TakeInAsync(db, feed, reading.Parsed!, change, NothingRefused, false, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (Exception fault) when (DatabaseFault.IsOfTheData(fault))
        {
            return fault;
        }
    }

    private static string Words(Exception fault)
    {
        var line = fault.GetBaseException().Message.Split('\n')[0].Trim();
        return line.Length > ReasonCharactersMax ? $"{line[..ReasonCharactersMax]}…" : line;
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
        if (url.Length > Feed.UrlCharactersMax)
        {
            return;
        }

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
        if (feed.PollCount > FeedFetch.KeptMax)
        {
            await db.Set<FeedFetch>()
                .Where(fetch => fetch.FeedId == feed.Id && fetch.Number <= feed.PollCount - FeedFetch.KeptMax)
                .ExecuteDeleteAsync(cancellationToken);
        }

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
            logger.FeedNotRead(feed.Id, ShownText.Of(feed.Title), feed.FailuresInARow, fetch.NextPollAt, fetch.Note);
        }
    }
}
