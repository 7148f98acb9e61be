using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Config;
using Monitor.Digests;
using Monitor.Feeds.Polling;
using Monitor.Pipeline.Grouping;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline.Retention;

/// <summary>
/// Lets go of what was kept for its time (<see cref="RetentionOptions"/>), in one worker at a time: small commits with a pause behind each, so that
/// nothing that collects, reads or sends waits for it by more than a moment. What goes does not come back: a clock that nothing bears out lets nothing go.
/// </summary>
public sealed class RetentionRun(MonitorDbContextFactory contexts, RetentionOptions options, StoriesOptions stories, TimeProvider clock)
{
    public const string LeaseName = "retention";

    private const string Texts = "texts";
    private const string Articles = "articles";
    private const string Digests = "digests";
    private const string Polls = "feeds' polls";
    private const string Versions = "versions";
    private const string Deeds = "deeds";

    /// <summary>Looked at in one statement, by id.</summary>
    private const int LookMax = 1000;

    /// <summary>Changed in one commit: some 10 ms.</summary>
    private const int BatchMax = 100;

    private readonly RunLease _lease = new(contexts, LeaseName);

    /// <summary>How long the run rests after each commit, as a multiple of what it took.</summary>
    public double Rest { get; init; } = 4;

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.Retention, [Texts, Articles], Digests, Polls, Versions, Deeds);
        HeldLease? lease;
        await using (var db = contexts.CreateDbContext())
        {
            lease = await _lease.TakeAsync(db, cancellationToken);
        }

        if (lease is not null)
        {
            await WorkAsync(lease, tally, cancellationToken);
            await _lease.ReleaseAsync(lease, cancellationToken);
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    private async Task WorkAsync(HeldLease lease, RunTally tally, CancellationToken cancellationToken)
    {
        await using var renewal = _lease.Keep(lease);
        var now = clock.GetUtcNow();
        await using (var db = contexts.CreateDbContext())
        {
            if (!await db.BearsOutAsync(now, cancellationToken))
            {
                tally.Skip($"all that is over its time: it is {now:yyyy-MM-dd} by the clock, and nothing was collected in the week before");
                return;
            }
        }

        var (texts, articles) = (now.AddDays(-options.TextDays), now.AddDays(-options.ArticleDays));
        var neededFrom = await new StoryIndexStore(contexts, stories).NeededFromAsync(cancellationToken);
        await EachAsync(
            lease, tally, Texts, (db, after, until) => db.ToForget(texts, neededFrom).Where(one => one.Id > after && one.Id <= until).Select(one => one.Id),
            (db, ids) => db.ForgetTextsAsync(ids, now, cancellationToken), texts, cancellationToken);
        await EachAsync(
            lease, tally, Articles, (db, after, until) => db.ToDelete(articles).Where(one => one.Id > after && one.Id <= until).Select(one => one.Id),
            (db, ids) => db.DeleteArticlesAsync(ids, cancellationToken), articles, cancellationToken);
        await MergeTermsAsync(tally, cancellationToken);
        await AllAsync(
            lease, tally, Digests, db => db.Set<ComposedDigest>().ToForget(now.AddDays(-options.DigestDays)).Select(one => one.Id),
            (db, ids) => db.Set<ComposedDigest>().Where(one => ids.Contains(one.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Content, (byte[]?)null), cancellationToken),
            cancellationToken);
        await AllAsync(
            lease, tally, Polls, db => db.ToForgetPolls(now.AddDays(-options.FetchDays)).Select(one => (long)one.Id),
            (db, ids) => db.Set<FeedFetch>().Where(fetch => ids.Contains(fetch.FeedId)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        await AllAsync(
            lease, tally, Versions, db => db.Set<ConfigVersion>().ToDelete(now.AddDays(-options.AuditDays)).Select(one => one.Id),
            (db, ids) => db.Set<ConfigVersion>().Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        await AllAsync(
            lease, tally, Deeds, db => db.Set<AuditEntry>().Where(one => one.At < now.AddDays(-options.AuditDays)).Select(one => one.Id),
            (db, ids) => db.Set<AuditEntry>().Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Puts together what is left of the index of terms; where somebody reads it for long, the next run does.</summary>
    private async Task MergeTermsAsync(RunTally tally, CancellationToken cancellationToken)
    {
        if (!contexts.IsShared || tally[Articles] == 0)
        {
            return;
        }

        try
        {
            await new TermSegments(contexts, clock).MergeAsync(TermSegments.ArticlesMax, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            tally.Skip($"old partitions of the index of terms could not be put together: {fault.GetBaseException().Message}");
        }
    }

    /// <summary>
    /// Goes through the articles by id, a stretch at a time, as far as they were collected before an instant: what is left standing there costs one look
    /// a run, and no index is kept for it.
    /// </summary>
    private async Task EachAsync(
        HeldLease lease, RunTally tally, string what, Func<MonitorDbContext, long, long, IQueryable<long>> ids, Func<MonitorDbContext, List<long>, Task> change,
        DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            await using var db = contexts.CreateDbContext();
            var stretch = await db.Set<Article>().Where(article => article.Id > after).OrderBy(article => article.Id).Take(LookMax)
                .Select(article => new { article.Id, article.CollectedAt }).ToListAsync(cancellationToken);
            if (stretch.Count == 0 || stretch[0].CollectedAt >= before)
            {
                return;
            }

            var found = await ids(db, after, stretch[^1].Id).OrderBy(id => id).ToListAsync(cancellationToken);
            await ChangeAsync(lease, tally, what, found, change, cancellationToken);
            after = stretch[^1].Id;
        }
    }

    private async Task AllAsync(
        HeldLease lease, RunTally tally, string what, Func<MonitorDbContext, IQueryable<long>> ids, Func<MonitorDbContext, List<long>, Task> change,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = contexts.CreateDbContext();
            var found = await ids(db).OrderBy(id => id).Take(LookMax).ToListAsync(cancellationToken);
            await ChangeAsync(lease, tally, what, found, change, cancellationToken);
            if (found.Count < LookMax)
            {
                return;
            }
        }
    }

    private async Task ChangeAsync(
        HeldLease lease, RunTally tally, string what, List<long> ids, Func<MonitorDbContext, List<long>, Task> change, CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(BatchMax))
        {
            var began = Stopwatch.GetTimestamp();
            await using var db = contexts.CreateDbContext();
            var isHeld = await db.CommitAsync(
                lease,
                async () =>
                {
                    await change(db, [.. batch]);
                    return true;
                },
                cancellationToken);
            if (!isHeld)
            {
                throw new OperationCanceledException("another worker has taken over what is let go");
            }

            tally.Count(what, batch.Length);
            await Task.Delay(Stopwatch.GetElapsedTime(began) * Rest, TimeProvider.System, cancellationToken);
        }
    }
}
