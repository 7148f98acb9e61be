using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Listings;
using Monitor.Runs;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories.Keeping;
using Monitor.Stories.OwnTexts;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Pipeline;

/// <summary>How far tagging again has come, in articles.</summary>
public sealed record TagAgainProgress(long Done, long Left);

/// <summary>
/// Tags grouped articles again whose tags were made with an older config, newest first, by one worker at a time. How far it is stands with
/// each article (<see cref="Article.TagStamp"/>), so that whoever comes next goes on. Only actors and topics are renewed: what an article
/// states has been told, and stays the evidence for it.
/// </summary>
public sealed class TagAgainRun(MonitorDbContextFactory contexts, CurrentTagger taggers, RulesOptions options, TimeProvider clock, ILogger<TagAgainRun> logger)
    : IDisposable
{
    public const string LeaseName = "tag again";

    private const string Articles = "articles";
    private const int BatchMax = 100;

    private readonly RunLease _lease = new(contexts, LeaseName);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>What appeared within the days, and at the share of a processor, that the settings name.</summary>
    public Task<RunReport> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(clock.GetUtcNow().AddDays(-options.TagAgainDays), options.TagAgainPercent, null, cancellationToken);

    /// <param name="since">What appeared before keeps the tags it has.</param>
    /// <param name="percent">How much of one processor may be used, 1 to 100.</param>
    public async Task<RunReport> RunAsync(DateTimeOffset since, int percent, IProgress<TagAgainProgress>? progress, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.TagAgain, [Articles]);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            HeldLease? lease = null;
            // Counted once: counting what is left anew after each batch costs more than tagging it.
            var all = progress is null ? 0 : await LeftAsync(since, cancellationToken);
            while (await BatchAsync(since, percent, cancellationToken) is { } batch)
            {
                lease = batch.Lease;
                tally.Count(Articles, batch.Written);
                progress?.Report(new TagAgainProgress(tally[Articles], Math.Max(0, all - tally[Articles])));
            }

            if (lease is not null)
            {
                await _lease.ReleaseAsync(lease, cancellationToken);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>How many articles that appeared since an instant wait for it.</summary>
    public async Task<long> LeftAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Set<Article>().ToTagAgain((await taggers.GetAsync(db, cancellationToken)).Stamp, since).LongCountAsync(cancellationToken);
    }

    /// <summary>The same for a page: counted no further than a list is.</summary>
    public async Task<ListCount> LeftOnPageAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await ListCount.OfAsync(db.Set<Article>().ToTagAgain((await taggers.GetAsync(db, cancellationToken)).Stamp, since), cancellationToken);
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Tags one batch again and rests; null when nothing is left, or another worker does it.</summary>
    private async Task<(HeldLease Lease, int Written)?> BatchAsync(DateTimeOffset since, int percent, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = contexts.CreateDbContext();
        // Asked for each batch: a change in between is followed at once, from the newest article on.
        var tagger = await taggers.GetAsync(db, cancellationToken);
        var outdated = db.Set<Article>().AsNoTracking().ToTagAgain(tagger.Stamp, since);
        var batch = await Read(db, outdated.Take(BatchMax)).ToListAsync(cancellationToken);
        if (batch.Count == 0 || await _lease.TakeAsync(db, cancellationToken) is not { } lease)
        {
            return null;
        }

        await using var renewal = _lease.Keep(lease);
        var tags = batch.ConvertAll(article => TagsOf(article, tagger));          // computing: no transaction is open
        if (await WriteAsync(db, lease, tagger.Stamp, batch, tags, cancellationToken) is not { } written)
        {
            return null;
        }

        logger.TaggedAgain(written, tagger.Stamp);
        var worked = Stopwatch.GetElapsedTime(started);
        await Task.Delay(worked * ((100.0 / percent) - 1), clock, cancellationToken);
        return (lease, written);
    }

    private static IQueryable<Outdated> Read(MonitorDbContext db, IQueryable<Article> articles) =>
        from article in articles
        join signature in db.Set<ArticleSignature>() on article.Id equals signature.ArticleId into signatures
        from signature in signatures.DefaultIfEmpty()
        select new Outdated(
            article.Id, article.Outlet, article.Url, article.Title, article.Text, article.Language, article.PublishedAt, article.Byline,
            article.ReadAt, article.GroupedAt, article.TagStamp, article.Tags, signature == null ? null : signature.Parts);

    /// <summary>The tags by the current config, without what Group found to be page boilerplate; those it has where tagging fails.</summary>
    private string? TagsOf(Outdated article, Tagger tagger)
    {
        try
        {
            var text = TokenizedText.Of(article.Title, article.Text);
            var tags = tagger.Tag(text, article.Outlet, article.Url, article.Language, article.PublishedAt, article.Byline);
            var found = ArticleFindings.Of(tags, []);
            if (article.Parts is not null)
            {
                var parts = TextParts.FromBytes(article.Parts, text.Tokens.Length);
                found = found.Without(span => TextParts.IsBoilerplate(text, parts, span));
            }

            return found.TagsAsKept();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.TagsKept(fault, article.Id);
            return article.Tags;
        }
    }

    /// <summary>
    /// One commit, fenced by the lease. An article that was read or grouped anew meanwhile is passed over: its tags are newer than these.
    /// </summary>
    /// <returns>How many articles were written; null when another worker holds the lease.</returns>
    private static async Task<int?> WriteAsync(
        MonitorDbContext db, HeldLease lease, long stamp, List<Outdated> batch, List<string?> tags, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(lease, cancellationToken))
        {
            return null;
        }

        var written = 0;
        var changed = new List<long>();
        for (var i = 0; i < batch.Count; i++)
        {
            var (was, now) = (batch[i], tags[i]);
            var isWritten = await db.Set<Article>()
                .Where(
                    article => article.Id == was.Id && article.TagStamp == was.TagStamp && article.ReadAt == was.ReadAt && article.GroupedAt == was.GroupedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(article => article.Tags, now).SetProperty(article => article.TagStamp, stamp), cancellationToken);
            written += isWritten;
            changed.AddRange(isWritten == 1 && now != was.Tags ? [was.Id] : []);
        }

        await IndexRun.PutAsync(db, changed, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>An article as tagging again reads it.</summary>
    /// <param name="Parts">Which tokens are page boilerplate (<see cref="TextParts"/>); null where it was set aside.</param>
    private sealed record Outdated(
        long Id, string Outlet, string? Url, string Title, string Text, string? Language, DateTimeOffset? PublishedAt, string? Byline,
        DateTimeOffset? ReadAt, DateTimeOffset? GroupedAt, long TagStamp, string? Tags, byte[]? Parts);
}
