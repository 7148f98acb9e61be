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
using Monitor.Telemetry;
using Monitor.Text;

namespace Monitor.Pipeline;

/// <summary>Finds the attributions in a text, and who it says holds which office: <c>AttributionDetector.ReadArticle</c>.</summary>
public delegate Detected StatementFinder(
    TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language);

/// <summary>The finder by the config that the tagger was compiled from: <c>CurrentDetector.GetAsync</c>.</summary>
public delegate Task<StatementFinder> StatementFinders(MonitorDbContext db, Tagger tagger, CancellationToken cancellationToken);

/// <summary>
/// Reads pending articles: claim → page → text → language → tags → statements → a commit that fences each article by itself. What fails is
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
    /// <summary>Read, and on their way into one of the next commits: the more of them, the fewer commits.</summary>
    private const int WaitingToCommit = 24;

    /// <summary>A text of more characters than a book's chapter costs as much as its page did.</summary>
    private const int SmallTextMax = LargeDocuments.From / 8;

    /// <summary>A feed without links says nothing new of itself with each entry: <see cref="FeedLinks"/> says it once.</summary>
    private const string NoAddress = "the entry has no address";

    private volatile Dictionary<string, string>? _speaksFor;

    /// <param name="articlesMax">Stops after as many articles.</param>
    public async Task<RunReport> RunAsync(int articlesMax = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        // For whom an outlet speaks may have changed since the last run.
        _speaksFor = null;
        var tally = new RunTally(RunNames.Read, ["read"], "summary only", "waiting", "failed");
        var commits = new ReadCommits(contexts, clock, cancellationToken);
        await using var claims = new ReadClaims(contexts, taggers, finders, clock, articlesMax);
        using var places = new SemaphoreSlim(options.ArticlesAtOnce);
        await Task.WhenAll(Enumerable.Range(0, options.ArticlesAtOnce + WaitingToCommit).Select(_ => Task.Run(ReadAllAsync, cancellationToken)));
        return tally.Report(Stopwatch.GetElapsedTime(started));

        async Task ReadAllAsync()
        {
            for (var hasRead = false; ; hasRead = true)
            {
                await places.WaitAsync(cancellationToken);
                using var place = new Place(places);
                if (await claims.NextAsync(hasRead, cancellationToken) is not { } claimed)
                {
                    return;
                }

                await using var renewal = claimed.Renewal;
                using var work = commits.Begin();
                await ReadOneAsync(new Reading(claimed.Article, claimed.Finders, commits, work, tally, place), cancellationToken);
            }
        }
    }

    private async Task ReadOneAsync(Reading reading, CancellationToken cancellationToken)
    {
        using var span = Traces.OfArticle("read", reading.Article.Id);
        using var place = new LargeDocuments.Place();
        try
        {
            await ReadAsync(reading, place, cancellationToken);
        }
        // A machine that fails ends the run: the article is not to blame, and the next one would meet the same.
        catch (Exception exception) when (exception is not OperationCanceledException && !MachineFault.Of(exception).IsOfTheMachine)
        {
            logger.ReadBroke(exception, reading.Article.Id);
            await FailAsync(reading, $"{exception.GetType().Name}: {exception.Message}", retryAt: null, isBroken: true, cancellationToken);
        }
    }

    private async Task ReadAsync(Reading reading, LargeDocuments.Place place, CancellationToken cancellationToken)
    {
        var article = reading.Article;
        if (IsLarge(article) && !await Resting(reading, () => place.TakeAsync(cancellationToken)))
        {
            await WaitAsync(reading, clock.GetUtcNow() + LargeDocuments.RetryAfter, "too many large texts are being read at once", cancellationToken);
            return;
        }

        var feedText = ArticleReader.FeedText(article, extractor);
        if (article.IsFullText || ArticleReader.IsFullText(feedText))
        {
            await CompleteAsync(reading, ArticleReader.FromFeed(article, feedText, null), cancellationToken);
            return;
        }

        if (!Uri.TryCreate(article.Url, UriKind.Absolute, out var address))
        {
            await CompleteAsync(reading, ArticleReader.FromFeed(article, feedText, NoAddress), cancellationToken);
            return;
        }

        switch (await Resting(reading, () => pages.FetchAsync(address, cancellationToken, place)))       // network: no transaction is open
        {
            case PageResult.Fetched page:
                await CompleteAsync(reading, await FromPageAsync(reading, feedText, address, page, place, cancellationToken), cancellationToken);
                break;
            case PageResult.Refused refused:
                await CompleteAsync(reading, ArticleReader.FromFeed(article, feedText, refused.Reason), cancellationToken);
                break;
            case PageResult.Later { Counts: true } later:
                await FailAsync(reading, later.Reason, later.RetryAt, isBroken: false, cancellationToken);
                break;
            case PageResult.Later later:
                await WaitAsync(reading, later.RetryAt ?? clock.GetUtcNow() + options.RetryAfter, later.Reason, cancellationToken);
                break;
        }
    }

    /// <summary>Whoever is ready does not wait for this.</summary>
    private static async Task<T> Resting<T>(Reading reading, Func<Task<T>> wait)
    {
        reading.Work.Rest();
        try
        {
            return await wait();
        }
        finally
        {
            reading.Work.GoOn();
        }
    }

    private static bool IsLarge(Article article) => (article.FeedContent?.Length ?? 0) + (article.FeedSummary?.Length ?? 0) > LargeDocuments.From;

    /// <summary>Nothing went wrong: it is read later, and the attempt does not count.</summary>
    private async Task WaitAsync(Reading reading, DateTimeOffset dueAt, string reason, CancellationToken cancellationToken)
    {
        reading.Work.Rest();
        await using var db = contexts.CreateForgetful();
        await db.PostponeReadAsync(reading.Article, reading.Article.ReadFailures, dueAt, reason, cancellationToken);
        reading.Tally.Count("waiting");
    }

    /// <summary>The page is held against its entry, and against what its host showed before.</summary>
    private async Task<ArticleReading> FromPageAsync(
        Reading reading, string feedText, Uri asked, PageResult.Fetched page, LargeDocuments.Place place, CancellationToken cancellationToken)
    {
        var article = reading.Article;
        var extracted = await ExtractAsync(reading, page, place, cancellationToken);
        var sight = PageSight.Of(page.Address, article.FeedTitle ?? article.Title, extracted.Text);
        await using var db = contexts.CreateForgetful();
        var stoodElsewhere = sight is not null && await db.StoodElsewhereAsync(sight, article.Id, cancellationToken);
        return ArticleReader.FromPage(article, feedText, extracted, asked, page.Address, stoodElsewhere) with { Sight = sight };
    }

    /// <summary>A stub is held against its AMP version, asked for once; whatever comes of that, the page itself has been read.</summary>
    private async Task<ExtractedPage> ExtractAsync(
        Reading reading, PageResult.Fetched page, LargeDocuments.Place place, CancellationToken cancellationToken)
    {
        var keepsPlace = IsLarge(reading.Article);
        var extracted = Extract(page, place, keepsPlace);
        return AmpVersion.ToAsk(extracted, page.Address) is { } address
            && await Resting(reading, () => pages.FetchAmpAsync(address, page.Address, cancellationToken, place)) is PageResult.Fetched version
                ? AmpVersion.Fuller(extracted, Extract(version, place, keepsPlace))
                : extracted;
    }

    /// <summary>What is left of most large pages is small: then others need not wait until it is committed, or its host answers again.</summary>
    private ExtractedPage Extract(PageResult.Fetched page, LargeDocuments.Place place, bool keepsPlace)
    {
        var extracted = extractor.Extract(page.Body, page.ContentType, page.Address);
        if (!keepsPlace && extracted.Text.Length <= SmallTextMax)
        {
            place.Dispose();
        }

        return extracted;
    }

    private async Task CompleteAsync(Reading reading, ArticleReading read, CancellationToken cancellationToken)
    {
        var (article, (tagger, findStatements)) = (reading.Article, reading.Finders);
        var text = TokenizedText.Of(read.Title, read.Text);
        var tags = tagger.Tag(text, article.Outlet, article.Url, read.Language, read.PublishedAt, read.Byline);
        var speaksFor = await SpeaksForAsync(article.Outlet, cancellationToken);
        var found = findStatements(text, tags, OutletVoice.Of(tagger, article.Outlet, speaksFor), read.PublishedAt, read.Language);
        await CommitAsync(reading, read, ArticleFindings.Of(tags, found.Statements) with { Lessons = found.Lessons, TagStamp = tagger.Stamp });
    }

    private async Task CommitAsync(Reading reading, ArticleReading read, ArticleFindings findings)
    {
        var article = reading.Article;
        var written = reading.Commits.CommitAsync(new CompletedReading(article, read, findings.PutInto));
        // It is read, and only waits for its commit: another one may begin.
        reading.Place.Dispose();
        reading.Work.Dispose();
        if (!await written)
        {
            logger.ReadTooLate(article.Id, article.ReadAttempt);
            return;
        }

        reading.Tally.Count("read");
        if (read.SummaryOnly)
        {
            logger.SummaryOnly(article.Id, read.Note);
            reading.Tally.Count("summary only");
            if (read.Note != NoAddress)
            {
                reading.Tally.Skip($"article {article.Id}: page not used, {read.Note}");
            }
        }
    }

    /// <summary>After the last attempt the article is read from title and feed text; where even that broke, without findings.</summary>
    private async Task FailAsync(Reading reading, string reason, DateTimeOffset? retryAt, bool isBroken, CancellationToken cancellationToken)
    {
        var article = reading.Article;
        var failures = article.ReadFailures + 1;
        if (failures < options.AttemptsMax)
        {
            var now = clock.GetUtcNow();
            var dueAt = options.RetryAt(now, failures);
            dueAt = retryAt > dueAt ? retryAt.Value : dueAt;
            logger.ReadFailed(article.Id, failures, dueAt, reason);
            reading.Work.Rest();
            await using var db = contexts.CreateForgetful();
            await db.PostponeReadAsync(article, failures, dueAt, reason, cancellationToken);
            reading.Tally.Count("failed");
            reading.Tally.Skip($"article {article.Id}: {reason}, next try {dueAt:u}");
        }
        else if (isBroken)
        {
            var bare = new ArticleReading(
                article.FeedTitle ?? article.Title, "", article.Byline, article.Language, article.PublishedAt, article.CanonicalUrl, SummaryOnly: true, reason);
            await CommitAsync(reading, bare, ArticleFindings.None);
        }
        else
        {
            await CompleteAsync(reading, ArticleReader.FromFeed(article, ArticleReader.FeedText(article, extractor), reason), cancellationToken);
        }
    }

    /// <summary>For whom the few outlets speak that do is asked once a run, and not for each outlet: mostly each article of a run is another's.</summary>
    private async Task<string?> SpeaksForAsync(string outlet, CancellationToken cancellationToken)
    {
        if (_speaksFor is not { } speakers)
        {
            await using var db = contexts.CreateDbContext();
            var rows = await db.Set<Outlet>().Where(row => row.SpeaksFor != null).Select(row => new { row.Name, Actor = row.SpeaksFor! })
                .ToListAsync(cancellationToken);
            _speaksFor = speakers = rows.DistinctBy(row => row.Name, StringComparer.Ordinal)
                .ToDictionary(row => row.Name, row => row.Actor, StringComparer.Ordinal);
        }

        return speakers.GetValueOrDefault(outlet);
    }

    /// <summary>An article at hand, where what comes of it goes, and its place among those that are read at the same time.</summary>
    private sealed record Reading(
        Article Article, CompiledFinders Finders, ReadCommits Commits, ReadCommits.Work Work, RunTally Tally, Place Place);

    /// <summary>A place among those that are read at the same time, given back once.</summary>
    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private bool _isLeft;

        public void Dispose()
        {
            if (!_isLeft)
            {
                _isLeft = true;
                places.Release();
            }
        }
    }
}
