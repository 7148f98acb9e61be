using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Articles.Walls;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Pipeline;

/// <summary>Finds the attributions in a text, and who it says holds which office: <c>AttributionDetector.ReadArticle</c>.</summary>
public delegate Detected StatementFinder(
    TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language);

/// <summary>The finder by the config that the tagger was compiled from: <c>CurrentDetector.GetAsync</c>.</summary>
public delegate Task<StatementFinder> StatementFinders(MonitorDbContext db, Tagger tagger, CancellationToken cancellationToken);

/// <summary>
/// Reads pending articles: claim → page → text → language → tags → statements → one fenced commit, each article on its own. What fails is
/// tried again, and in the end read from title and feed text: nothing is dropped.
/// </summary>
public sealed class ReadRun(
    MonitorDbContextFactory contexts,
    ArticlePages pages,
    TextExtractor extractor,
    CurrentTagger taggers,
    StatementFinders finders,
    ReadOptions options,
    TimeProvider clock,
    ILogger<ReadRun> logger)
{
    private readonly ConcurrentDictionary<string, string?> _speaksFor = new(StringComparer.Ordinal);

    /// <param name="articlesMax">Stops after as many articles.</param>
    public async Task<RunReport> RunAsync(int articlesMax = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        // For whom an outlet speaks may have changed since the last run.
        _speaksFor.Clear();
        var tally = new RunTally(RunNames.Read, ["read"], "summary only", "waiting", "failed");
        var left = articlesMax;
        await Task.WhenAll(Enumerable.Range(0, options.ArticlesAtOnce).Select(_ => ReadAllAsync()));
        return tally.Report(Stopwatch.GetElapsedTime(started));

        async Task ReadAllAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await using var db = contexts.CreateDbContext();
                // Asked before the claim: a config that cannot be compiled stops the run, and uses up no attempt of an article.
                var tagger = await taggers.GetAsync(db, cancellationToken);
                var compiled = new Compiled(tagger, await finders(db, tagger, cancellationToken));
                var article = await db.ClaimNextToReadAsync(clock.GetUtcNow(), LeaseTimes.Duration, cancellationToken);
                if (article is null)
                {
                    return;
                }

                await ReadOneAsync(db, article, compiled, tally, cancellationToken);
            }
        }
    }

    private async Task ReadOneAsync(MonitorDbContext db, Article article, Compiled compiled, RunTally tally, CancellationToken cancellationToken)
    {
        using var place = new LargeDocuments.Place();
        await using var renewal = new LeaseRenewal(contexts, (other, token) => other.RenewReadAsync(article, token));
        try
        {
            await ReadAsync(db, article, compiled, place, tally, cancellationToken);
        }
        // A machine that fails ends the run: the article is not to blame, and the next one would meet the same.
        catch (Exception exception) when (exception is not OperationCanceledException && !MachineFault.Of(exception).IsOfTheMachine)
        {
            logger.ReadBroke(exception, article.Id);
            db.ChangeTracker.Clear();                                     // half-made changes must not ride along with what follows
            await FailAsync(db, article, $"{exception.GetType().Name}: {exception.Message}", retryAt: null, isBroken: true, compiled, tally, cancellationToken);
        }
    }

    private async Task ReadAsync(
        MonitorDbContext db, Article article, Compiled compiled, LargeDocuments.Place place, RunTally tally, CancellationToken cancellationToken)
    {
        if (IsLarge(article) && !await place.TakeAsync(cancellationToken))
        {
            var dueAt = clock.GetUtcNow() + LargeDocuments.RetryAfter;
            await WaitAsync(db, article, dueAt, "too many large texts are being read at once", tally, cancellationToken);
            return;
        }

        var feedText = ArticleReader.FeedText(article, extractor);
        if (article.IsFullText || ArticleReader.IsFullText(feedText))
        {
            await CompleteAsync(db, article, ArticleReader.FromFeed(article, feedText, null), compiled, tally, cancellationToken);
            return;
        }

        if (!Uri.TryCreate(article.Url, UriKind.Absolute, out var address))
        {
            await CompleteAsync(db, article, ArticleReader.FromFeed(article, feedText, "the entry has no address"), compiled, tally, cancellationToken);
            return;
        }

        switch (await pages.FetchAsync(address, cancellationToken, place))       // network: no transaction is open
        {
            case PageResult.Fetched page:
                var read = await FromPageAsync(db, article, feedText, address, page, place, cancellationToken);
                await CompleteAsync(db, article, read, compiled, tally, cancellationToken);
                break;
            case PageResult.Refused refused:
                await CompleteAsync(db, article, ArticleReader.FromFeed(article, feedText, refused.Reason), compiled, tally, cancellationToken);
                break;
            case PageResult.Later { Counts: true } later:
                await FailAsync(db, article, later.Reason, later.RetryAt, isBroken: false, compiled, tally, cancellationToken);
                break;
            case PageResult.Later later:
                await WaitAsync(db, article, later.RetryAt ?? clock.GetUtcNow() + options.RetryAfter, later.Reason, tally, cancellationToken);
                break;
        }
    }

    private static bool IsLarge(Article article) => (article.FeedContent?.Length ?? 0) + (article.FeedSummary?.Length ?? 0) > LargeDocuments.From;

    /// <summary>Nothing went wrong: it is read later, and the attempt does not count.</summary>
    private static async Task WaitAsync(
        MonitorDbContext db, Article article, DateTimeOffset dueAt, string reason, RunTally tally, CancellationToken cancellationToken)
    {
        await db.PostponeReadAsync(article, article.ReadFailures, dueAt, reason, cancellationToken);
        tally.Count("waiting");
    }

    /// <summary>The page is held against its entry, and against what its host showed before.</summary>
    private async Task<ArticleReading> FromPageAsync(
        MonitorDbContext db, Article article, string feedText, Uri asked, PageResult.Fetched page, LargeDocuments.Place place,
        CancellationToken cancellationToken)
    {
        var extracted = await ExtractAsync(page, place, cancellationToken);
        var sight = PageSight.Of(page.Address, article.FeedTitle ?? article.Title, extracted.Text);
        var stoodElsewhere = sight is not null && await db.StoodElsewhereAsync(sight, article.Id, cancellationToken);
        return ArticleReader.FromPage(article, feedText, extracted, asked, page.Address, stoodElsewhere) with { Sight = sight };
    }

    /// <summary>A stub is held against its AMP version, asked for once; whatever comes of that, the page itself has been read.</summary>
    private async Task<ExtractedPage> ExtractAsync(PageResult.Fetched page, LargeDocuments.Place place, CancellationToken cancellationToken)
    {
        var extracted = extractor.Extract(page.Body, page.ContentType, page.Address);
        return AmpVersion.ToAsk(extracted, page.Address) is { } address
            && await pages.FetchAmpAsync(address, page.Address, cancellationToken, place) is PageResult.Fetched version
                ? AmpVersion.Fuller(extracted, extractor.Extract(version.Body, version.ContentType, version.Address))
                : extracted;
    }

    private async Task CompleteAsync(
        MonitorDbContext db, Article article, ArticleReading reading, Compiled compiled, RunTally tally, CancellationToken cancellationToken)
    {
        var text = TokenizedText.Of(reading.Title, reading.Text);
        var tags = compiled.Tagger.Tag(text, article.Outlet, article.Url, reading.Language, reading.PublishedAt, reading.Byline);
        var speaksFor = await SpeaksForAsync(db, article.Outlet, cancellationToken);
        var found = compiled.FindStatements(text, tags, OutletVoice.Of(compiled.Tagger, article.Outlet, speaksFor), reading.PublishedAt, reading.Language);

        var findings = ArticleFindings.Of(tags, found.Statements) with { Lessons = found.Lessons, TagStamp = compiled.Tagger.Stamp };
        await CommitAsync(db, article, reading, findings, tally, cancellationToken);
    }

    private async Task CommitAsync(
        MonitorDbContext db, Article article, ArticleReading reading, ArticleFindings findings, RunTally tally, CancellationToken cancellationToken)
    {
        var isKept = await DatabaseRetry.RunAsync(
            () =>
            {
                db.ChangeTracker.Clear();
                return db.CompleteReadAsync(article, reading, findings.PutInto, clock.GetUtcNow(), cancellationToken);
            },
            cancellationToken);
        if (!isKept)
        {
            logger.ReadTooLate(article.Id, article.ReadAttempt);
            return;
        }

        tally.Count("read");
        if (reading.SummaryOnly)
        {
            logger.SummaryOnly(article.Id, reading.Note);
            tally.Count("summary only");
            tally.Skip($"article {article.Id}: page not used, {reading.Note}");
        }
    }

    /// <summary>After the last attempt the article is read from title and feed text; where even that broke, without findings.</summary>
    private async Task FailAsync(
        MonitorDbContext db, Article article, string reason, DateTimeOffset? retryAt, bool isBroken, Compiled compiled, RunTally tally,
        CancellationToken cancellationToken)
    {
        var failures = article.ReadFailures + 1;
        if (failures < options.AttemptsMax)
        {
            var now = clock.GetUtcNow();
            var dueAt = options.RetryAt(now, failures);
            dueAt = retryAt > dueAt ? retryAt.Value : dueAt;
            logger.ReadFailed(article.Id, failures, dueAt, reason);
            await db.PostponeReadAsync(article, failures, dueAt, reason, cancellationToken);
            tally.Count("failed");
            tally.Skip($"article {article.Id}: {reason}, next try {dueAt:u}");
        }
        else if (isBroken)
        {
            var bare = new ArticleReading(
                article.FeedTitle ?? article.Title, "", article.Byline, article.Language, article.PublishedAt, article.CanonicalUrl, SummaryOnly: true, reason);
            await CommitAsync(db, article, bare, ArticleFindings.None, tally, cancellationToken);
        }
        else
        {
            await CompleteAsync(
                db, article, ArticleReader.FromFeed(article, ArticleReader.FeedText(article, extractor), reason), compiled, tally, cancellationToken);
        }
    }

    private async Task<string?> SpeaksForAsync(MonitorDbContext db, string outlet, CancellationToken cancellationToken)
    {
        if (!_speaksFor.TryGetValue(outlet, out var actor))
        {
            actor = await db.Set<Outlet>()
                .Where(row => row.Name == outlet && row.SpeaksFor != null)
                .Select(row => row.SpeaksFor)
                .FirstOrDefaultAsync(cancellationToken);
            _speaksFor[outlet] = actor;
        }

        return actor;
    }

    /// <summary>What finds tags and statements, compiled from one config.</summary>
    private sealed record Compiled(Tagger Tagger, StatementFinder FindStatements);
}
