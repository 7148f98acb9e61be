using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Audit;
using Monitor.Backtests;
using Monitor.Config;
using Monitor.Feeds;
using Monitor.IntegrationTests.AttributionEvents;
using Monitor.IntegrationTests.Stories;
using Monitor.Pipeline;
using Monitor.Pipeline.Grouping;
using Monitor.Pipeline.Retention;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>What is over its time goes by kind; what was told, labelled or stated stays.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Collected = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    // The index takes up the last article only: texts that it compares with would stay.
    private static readonly StoriesOptions SmallIndex = new() { ArticlesMax = 1 };

    private readonly FakeTimeProvider _clock = new(Collected);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Texts_go_first_then_articles_and_labels_attributions_and_the_index_keep_theirs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await GroupedAsync(database);
        var (labelled, stating, needed) = (ids[0], ids[1], ids[^1]);
        await LabelAsync(database, labelled);
        await RecordedArticles.RecordAsync(database, RecordedArticles.Article(stating, Collected, RecordedArticles.Accusing("country:US", "country:CN")));
        var stories = await StoriesAsync(database);
        await DivideTermsAsync(database);

        await WorkUntilAsync(database, Collected.AddDays(399));
        Assert.False((await LetGoAsync(database)).DidWork);
        await WorkUntilAsync(database, Collected.AddDays(402));
        Assert.Equal(4, (await LetGoAsync(database)).Counts["texts"]);
        Assert.False((await LetGoAsync(database)).DidWork);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var kept = await db.Set<Article>().Where(article => article.Text != "").Select(article => article.Id).ToListAsync();
            Assert.Equal([labelled, needed], kept.Order());
            Assert.Equal(6, await db.Set<Article>().CountAsync(article => article.Title != "" && article.Tags != null));
        }

        await WorkUntilAsync(database, Collected.AddDays(1830));
        Assert.Equal(3, (await LetGoAsync(database)).Counts["articles"]);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var grouped = await db.Set<Article>().Where(article => article.ReadAt != null).Select(article => article.Id).ToListAsync();
            Assert.Equal([labelled, stating, needed], grouped.Order());
            Assert.Equal("They", (await db.Set<Attribution>().SingleAsync()).Quote);
            Assert.Equal(1, await db.Set<Fact>().CountAsync());
            Assert.Equal(kind is DatabaseKind.Sqlite ? 0 : 2, await PartitionsAsync(db));
        }

        Assert.Equal(stories, await StoriesAsync(database));
        // A worker that takes over builds its index from what is left, and goes on.
        await GroupAsync(database);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_let_go_does_not_come_back_when_its_feed_changes_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await GroupedAsync(database);
        await using var db = database.Contexts.CreateDbContext();
        var feed = Feed.Of(new Uri("https://harbour.example/feed"), "", new Outlet { Name = "Harbour News" }, Collected);
        db.Add(feed);
        await db.SaveChangesAsync();
        db.Add(new ArticleListing { FeedId = feed.Id, EntryKey = "a", ArticleId = ids[0], ContentHash = 1, ListedAt = Collected });
        db.Add(new ArticleListing { FeedId = feed.Id, EntryKey = "b", ArticleId = ids[1], ContentHash = 1, ListedAt = Collected });
        await db.SaveChangesAsync();
        await WorkUntilAsync(database, Collected.AddDays(402));
        await LetGoAsync(database);
        await db.Set<ArticleListing>().Where(listing => listing.EntryKey == "b").ExecuteDeleteAsync();
        await db.Set<ArticleListing>().ExecuteUpdateAsync(set => set.SetProperty(listing => listing.ContentHash, 2));
        db.ChangeTracker.Clear();

        await using var transaction = await db.Database.BeginTransactionAsync();
        var kept = await ArticleIntake.KeepAsync(db, [Changed(feed.Id, "a"), Changed(feed.Id, "b")], _clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal((0, 0), (kept.Counts.Created, kept.Counts.Changed));
        Assert.Equal(6, await db.Set<Article>().CountAsync(article => article.ReadAt != null));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_clock_that_shows_a_time_before_which_nothing_was_collected_lets_nothing_go(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);

        _clock.SetUtcNow(Collected.AddDays(402));
        var ahead = await LetGoAsync(database);
        // What is collected while the clock is wrong does not bear it out.
        await CollectAsync(database, _clock.GetUtcNow());
        _clock.SetUtcNow(_clock.GetUtcNow().AddHours(1));
        var anHourLater = await LetGoAsync(database);
        _clock.SetUtcNow(_clock.GetUtcNow().AddDays(1));
        var aDayLater = await LetGoAsync(database);

        Assert.Equal((0, 0, 5), (ahead.Counts["texts"], anHourLater.Counts["texts"], aDayLater.Counts["texts"]));
        Assert.Contains("2032-04-09", Assert.Single(ahead.Skipped), StringComparison.Ordinal);
        Assert.Empty(aDayLater.Skipped);
    }

    [Fact]
    public async Task The_audit_log_and_former_versions_go_after_their_years_and_the_last_version_of_each_item_never()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        db.Record(Deed.FeedAdded, "ann", "feed 1", Collected);
        db.Record(Deed.FeedPaused, "ann", "feed 1", Collected.AddDays(3000));
        db.AddRange(Version("topics/a", 1, Collected), Version("topics/a", 2, Collected.AddDays(10)), Version("topics/b", 1, Collected));
        await db.SaveChangesAsync();

        await WorkUntilAsync(database, Collected.AddDays(3655));
        var early = await LetGoAsync(database);
        await WorkUntilAsync(database, Collected.AddDays(3670));
        var late = await LetGoAsync(database);

        Assert.Equal((1, false), (early.Counts["deeds"], early.Counts.ContainsKey("versions")));
        Assert.Equal((1, false), (late.Counts["versions"], late.Counts.ContainsKey("deeds")));
        Assert.Equal(["topics/a 2", "topics/b 1"], await db.Set<ConfigVersion>().OrderBy(one => one.Item).Select(one => $"{one.Item} {one.Number}").ToListAsync());
        Assert.Equal(Deed.FeedPaused, (await db.Set<AuditEntry>().SingleAsync()).Deed);
    }

    private static ConfigVersion Version(string item, int number, DateTimeOffset at) => new()
    {
        File = "topics.yaml",
        Item = item,
        Number = number,
        Body = "{}",
        Author = "ann",
        At = at,
        Reason = "",
    };

    private static ListedEntry Changed(int feedId, string key) => new(
        feedId, key, "Harbour News", $"https://harbour.example/{key}", "A new title", "A new text", null, null, Collected, "en", FromFirstFetch: false)
    {
        WasKept = true,
    };

    /// <summary>Six articles of two stories, grouped, and the states of the index kept with them.</summary>
    private static async Task<List<long>> GroupedAsync(TestDatabase database)
    {
        await using (var db = database.Contexts.CreateDbContext())
        {
            foreach (var article in Some.Articles(stories: 2))
            {
                article.Tags = "{}";
                db.Add(article);
            }

            await db.SaveChangesAsync();
        }

        await GroupAsync(database);
        var (index, order, _) = await new StoryIndexStore(database.Contexts, SmallIndex).LoadAsync(CancellationToken.None);
        await using (var db = database.Contexts.CreateDbContext())
        {
            await StoryIndexStore.KeepAsync(db, KeptStates.Of(index, order), CancellationToken.None);
            await db.SaveChangesAsync();
            return await db.Set<ArticleSignature>().OrderBy(signature => signature.Order).Select(signature => signature.ArticleId).ToListAsync();
        }
    }

    private static async Task GroupAsync(TestDatabase database)
    {
        using var group = new GroupRun(
            database.Contexts, SmallIndex, new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
    }

    /// <summary>PostgreSQL: what is grouped stands in a closed partition, one more article in a second, and the open one is empty.</summary>
    private async Task DivideTermsAsync(TestDatabase database)
    {
        if (database.Contexts.IsShared)
        {
            var segments = new TermSegments(database.Contexts, _clock);
            Assert.True(await segments.DivideAsync(1, CancellationToken.None));
            await using var db = database.Contexts.CreateDbContext();
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "ArticleTerms" SELECT max("Key") + {1L << 40}, 'harbour'::tsvector FROM "ArticleTerms" """);
            Assert.True(await segments.DivideAsync(1, CancellationToken.None));
            Assert.Equal(3, await PartitionsAsync(db));
        }
    }

    private static Task<int> PartitionsAsync(MonitorDbContext db) => db is SqliteMonitorDbContext ? Task.FromResult(0) : db.Database
        .SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_inherits WHERE inhparent = '"ArticleTerms"'::regclass""").SingleAsync();

    private static async Task LabelAsync(TestDatabase database, long article)
    {
        await using var db = database.Contexts.CreateDbContext();
        db.Add(new RuleLabel { RuleId = "damage", ArticleId = article, IsRight = true, Author = "ann", At = Collected });
        await db.SaveChangesAsync();
    }

    private static async Task<List<(string Title, int Articles, int Reports)>> StoriesAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var stories = await db.Set<Story>().OrderBy(story => story.Id).ToListAsync();
        return stories.ConvertAll(story => (story.Title, story.Articles, story.IndependentReports));
    }

    /// <summary>Time passes, and something is collected meanwhile.</summary>
    private async Task WorkUntilAsync(TestDatabase database, DateTimeOffset now)
    {
        await CollectAsync(database, now.AddDays(-2));
        _clock.SetUtcNow(now);
    }

    private static async Task CollectAsync(TestDatabase database, DateTimeOffset at)
    {
        await using var db = database.Contexts.CreateDbContext();
        db.Add(new Article
        {
            Outlet = "Harbour News",
            Url = $"https://harbour.example/{at.Ticks}",
            Title = "A ship came in",
            CollectedAt = at,
            ReadDueAt = at,
        });
        await db.SaveChangesAsync();
    }

    private Task<RunReport> LetGoAsync(TestDatabase database) =>
        new RetentionRun(database.Contexts, new RetentionOptions(), SmallIndex, _clock) { Rest = 0 }.RunAsync(CancellationToken.None);
}
