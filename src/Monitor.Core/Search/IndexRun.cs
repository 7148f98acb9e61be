using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>
/// Takes articles into the search index. Group and "tag again" do it in their own commit; what an older version kept without is taken in here,
/// the latest first, in small batches with rests between, by one worker at a time. How far it is stands with each article.
/// </summary>
public sealed class IndexRun(MonitorDbContextFactory contexts, TimeProvider clock) : IDisposable
{
    public const string LeaseName = "index";

    private const string Articles = "articles";
    private const int BatchMax = 100;

    /// <summary>The share of a processor that it takes: reading and grouping go before.</summary>
    private const double Share = 0.5;

    private readonly RunLease _lease = new(contexts, LeaseName);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.Index, [Articles]);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            HeldLease? lease = null;
            while (await BatchAsync(cancellationToken) is { } batch)
            {
                lease = batch.Lease;
                tally.Count(Articles, batch.Taken);
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

    /// <summary>
    /// Takes some articles into the index as they are in the database now, or exchanges what it holds of them. In the caller's transaction; what it
    /// notes with the articles is the caller's to save.
    /// </summary>
    internal static async Task PutAsync(MonitorDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await PutAsync(db, await db.Set<Article>().Where(article => ids.Contains(article.Id)).ToListAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>The same of articles that the caller holds, and tracks.</summary>
    internal static Task PutAsync(MonitorDbContext db, IReadOnlyList<Article> articles, CancellationToken cancellationToken) =>
        PutAsync(db, articles, _ => null, cancellationToken);

    /// <param name="textOf">The texts that are cut into words already; null for the others.</param>
    internal static async Task PutAsync(
        MonitorDbContext db, IReadOnlyList<Article> articles, Func<Article, TokenizedText?> textOf, CancellationToken cancellationToken)
    {
        var wanted = articles.Select(article => article.Id).ToList();
        var copies = await db.Set<StoryArticle>().Where(placed => wanted.Contains(placed.ArticleId) && placed.Relation == StoryRelation.Copy)
            .Select(placed => placed.ArticleId).ToHashSetAsync(cancellationToken);
        var texts = articles.Select(article => IndexedText.Of(article, copies.Contains(article.Id), textOf(article))).ToList();
        await ArticleIndex.PutAsync(db, texts, cancellationToken);
        for (var i = 0; i < articles.Count; i++)
        {
            articles[i].SearchKey = texts[i].Key;
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Takes one batch in and rests; null when nothing is left, or another worker does it.</summary>
    private async Task<(HeldLease Lease, int Taken)?> BatchAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = contexts.CreateDbContext();
        var batch = await db.Set<Article>().NotIndexed().Select(article => article.Id).Take(BatchMax).ToListAsync(cancellationToken);
        if (batch.Count == 0 || await _lease.TakeAsync(db, cancellationToken) is not { } lease)
        {
            return null;
        }

        await using var renewal = _lease.Keep(lease);
        var isKept = await db.CommitAsync(
            lease,
            async () =>
            {
                // Group may have taken one of them in meanwhile; that it is done again changes nothing.
                await PutAsync(db, batch, cancellationToken);
                return true;
            },
            cancellationToken);
        if (!isKept)
        {
            return null;
        }

        var worked = Stopwatch.GetElapsedTime(started);
        await Task.Delay(worked * ((1 / Share) - 1), clock, cancellationToken);
        return (lease, batch.Count);
    }
}
