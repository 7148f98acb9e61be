using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Articles;

public sealed class ReadTests
{
    private const string First =
        "The harbour council of Port Ellery voted on Tuesday to close the old ferry dock, after engineers had warned twice that its piles were rotten.";

    private const string Second =
        "Mayor Ines Tarrow said the vote came three winters too late, and that the city would pay for a shuttle bus until a new dock is built there.";

    private static readonly DateTimeOffset Start = new(2031, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Tagger Tagger = new(new ActorBook(
    [
        new Actor { Id = "country:NO", Kind = ActorKind.State, Name = "Norway", Country = "NO", Aliases = [new Alias("Norway", AliasRole.Name)] },
    ], []));

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_gets_text_tags_and_statements_from_its_page(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (200, Page(First, Second, "The ferries were built in Norway, and will be sold there again, said the owner."));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        var report = await world.ReadAsync();

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal(1, report.Counts["read"]);
        Assert.StartsWith(First + "\n\n" + Second, article.Text, StringComparison.Ordinal);
        Assert.Equal(("en", false), (article.Language, article.SummaryOnly));
        Assert.NotNull(article.ReadAt);
        var findings = ArticleFindings.In(article);
        Assert.Equal("Norway", Assert.Single(findings.Actors).Span.Of(TokenizedText.Of(article.Title, article.Text).Value));
        Assert.Equal("test/any", Assert.Single(findings.Statements).Rule);
    }

    [Fact]
    public async Task An_entry_without_a_link_is_read_from_its_feed_and_is_no_fault()
    {
        await using var world = await World.CreateAsync(DatabaseKind.Sqlite);
        await world.KeepAsync(world.Entry("lamp", "/dock") with { Url = null, Summary = "The old dock closes." });

        var report = await world.ReadAsync();

        Assert.Empty(report.Skipped);
        Assert.Equal((1, 1), (report.Counts["read"], report.Counts["summary only"]));
        Assert.Equal("the entry has no address", (await world.ArticlesAsync())[0].ReadNote);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_feed_with_the_full_text_spares_the_page(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        var full = string.Concat(Enumerable.Repeat($"<p>{First}</p><p>{Second}</p>", 5));
        await world.KeepAsync(world.Entry("lamp", "/dock") with { Content = full });

        await world.ReadAsync();

        Assert.Empty(world.Server.Requests);
        Assert.False((await world.ArticlesAsync())[0].SummaryOnly);
    }

    [Theory]
    [InlineData(401, "the server answered 401")]
    [InlineData(403, "the server answered 403")]
    [InlineData(410, "the server answered 410")]
    [InlineData(200, "the page holds no article text")]
    public async Task A_page_that_is_not_for_us_leaves_the_summary(int status, string note)
    {
        await using var world = await World.CreateAsync(DatabaseKind.Sqlite);
        world.Server.Answers["/dock"] = (status, "<html><body><p>Please sign in to go on reading.</p></body></html>");
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        var report = await world.ReadAsync();

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal((true, note, "The old dock closes, and a bus will run."), (article.SummaryOnly, article.ReadNote, article.Text));
        Assert.Equal(1, report.Counts["summary only"]);
    }

    [Fact]
    public async Task A_page_that_robots_txt_disallows_is_not_asked_for()
    {
        await using var world = await World.CreateAsync(DatabaseKind.Sqlite);
        world.Server.Answers["/robots.txt"] = (200, "User-agent: *\nDisallow: /dock\n");
        world.Server.Answers["/dock"] = (200, Page(First, Second));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        await world.ReadAsync();

        Assert.Equal(["lamp.example/robots.txt"], world.Server.Requests.Keys);
        Assert.True((await world.ArticlesAsync())[0].SummaryOnly);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_stub_is_read_from_its_amp_version(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (200, Stub("/amp/dock"));
        world.Server.Answers["/amp/dock"] = (200, Page(First, Second));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        await world.ReadAsync();

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal((false, null, $"{First}\n\n{Second}"), (article.SummaryOnly, article.ReadNote, article.Text));
        Assert.Equal((1, 1), (world.Server.Requests["lamp.example/dock"], world.Server.Requests["lamp.example/amp/dock"]));
    }

    /// <summary>Missing, a stub that names a further version, disallowed by robots.txt.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, 404, false, 1)]
    [InlineData(DatabaseKind.PostgreSql, 404, false, 1)]
    [InlineData(DatabaseKind.Sqlite, 200, false, 1)]
    [InlineData(DatabaseKind.Sqlite, 200, true, 0)]
    public async Task An_amp_version_that_does_not_help_leaves_the_summary(DatabaseKind kind, int status, bool isDisallowed, int requests)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/robots.txt"] = (200, isDisallowed ? "User-agent: *\nDisallow: /amp/\n" : "");
        world.Server.Answers["/dock"] = (200, Stub("/amp/dock"));
        world.Server.Answers["/amp/dock"] = (status, Stub("/amp/other"));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        await world.ReadAsync();

        await AssertSummaryOnlyAsync(world);
        Assert.Equal((1, requests), (world.Server.Requests["lamp.example/dock"], world.Server.Requests.GetValueOrDefault("lamp.example/amp/dock")));
        Assert.False(world.Server.Requests.ContainsKey("lamp.example/amp/other"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_amp_version_on_another_site_is_not_asked_for(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (200, Stub(world.Server.Url("cache", "/amp/dock")));
        world.Server.Answers["/amp/dock"] = (200, Page(First, Second));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        await world.ReadAsync();

        await AssertSummaryOnlyAsync(world);
        Assert.DoesNotContain(world.Server.Requests.Keys, request => request.StartsWith("cache", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_failing_page_is_tried_again_and_then_read_from_the_feed(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (500, "");
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await world.ReadAsync();
            Assert.Null((await world.ArticlesAsync())[0].ReadAt);
            Assert.Equal(0, (await world.ReadAsync()).Counts["read"]);
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        await world.ReadAsync();

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal((true, "the server answered 500"), (article.SummaryOnly, article.ReadNote));
        Assert.Equal(3, world.Server.Requests["lamp.example/dock"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_changed_text_makes_a_revision_and_is_grouped_again(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (200, Page(First, Second));
        await world.KeepAsync(world.Entry("lamp", "/dock"));
        await world.ReadAsync();
        await world.GroupAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));

        world.Server.Answers["/dock"] = (200, Page(First, Second, "Correction: the shuttle bus will be paid for by the ferry company, not by the city."));
        await world.KeepAsync(world.Entry("lamp", "/dock") with { Title = "Dock closes: a correction" });
        await world.ReadAsync();

        await using var db = world.Database.Contexts.CreateDbContext();
        var article = await db.Set<Article>().SingleAsync();
        var former = await db.Set<ArticleRevision>().SingleAsync();
        Assert.Equal((2, null, "Dock closes: a correction"), (article.Revision, article.GroupedAt, article.Title));
        Assert.Equal((1, "Dock closes", $"{First}\n\n{Second}"), (former.Number, former.Title, former.Text));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_worker_that_woke_up_late_writes_nothing(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.KeepAsync(world.Entry("lamp", "/dock"));
        await using var db = world.Database.Contexts.CreateDbContext();
        var late = await db.ClaimNextToReadAsync(Start, TimeSpan.FromMinutes(-1), CancellationToken.None);
        var current = await db.ClaimNextToReadAsync(Start, TimeSpan.FromMinutes(5), CancellationToken.None);

        Assert.Null(await db.ClaimNextToReadAsync(Start, TimeSpan.FromMinutes(5), CancellationToken.None));
        Assert.False(await CompleteAsync(db, late!, "late"));
        Assert.True(await CompleteAsync(db, current!, "in time"));
        Assert.False(await CompleteAsync(db, current!, "twice"));
        Assert.Equal("in time", (await world.ArticlesAsync())[0].Text);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Several_workers_read_each_article_once(DatabaseKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Server.Answers["/dock"] = (200, Page(First, Second));
        await world.KeepAsync([.. Enumerable.Range(0, 24).Select(number => world.Entry($"outlet{number}", "/dock"))]);

        var reports = await Task.WhenAll(world.ReadAsync(), world.ReadAsync(), world.ReadAsync());

        Assert.Equal(24, reports.Sum(report => report.Counts["read"]));
        // Claimed once, written once.
        Assert.All(await world.ArticlesAsync(), article => Assert.Equal((2, false), (article.ReadAttempt, article.SummaryOnly)));
    }

    [Fact]
    public async Task An_article_whose_reading_breaks_is_kept_without_findings()
    {
        await using var world = await World.CreateAsync(DatabaseKind.Sqlite);
        world.Server.Answers["/dock"] = (200, Page(First, Second));
        await world.KeepAsync(world.Entry("lamp", "/dock"));

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await world.ReadAsync((_, _, _, _, _) => throw new InvalidOperationException("a fault of ours"));
            world.Clock.Advance(TimeSpan.FromHours(2));
        }

        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal((true, "InvalidOperationException: a fault of ours"), (article.SummaryOnly, article.ReadNote));
        Assert.NotNull(article.ReadAt);
    }

    private static async Task AssertSummaryOnlyAsync(World world)
    {
        var article = Assert.Single(await world.ArticlesAsync());
        Assert.Equal(
            (true, "the page holds no article text", "The old dock closes, and a bus will run."), (article.SummaryOnly, article.ReadNote, article.Text));
    }

    private static string Stub(string amp) =>
        $"<html lang=en><head><title>Dock closes</title><link rel=amphtml href=\"{amp}\"></head><body><p>Please wait.</p></body></html>";

    private static string Page(params string[] paragraphs) =>
        $"<html lang=en><head><title>Dock "
            + $"closes</title></head><body><article>{string.Concat(paragraphs.Select(text => $"<p>{text}</p>"))}</article></body></html>";

    private static Task<bool> CompleteAsync(MonitorDbContext db, Article article, string text) =>
        db.CompleteReadAsync(
            article, new ArticleReading("Dock closes", text, null, "en", null, null, SummaryOnly: false, null), ArticleFindings.None.PutInto, Start,
            CancellationToken.None);

    private static Detected AnyStatement(
        TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language) =>
        new(
            [new Statement { Accusers = ["country:NO"], Act = "", ActClass = "unspecified", Family = "other", Evidence = new TextSpan(0, 4), Rule = "test/any" }],
            []);

    /// <summary>A database, outlets on loopback and a clock.</summary>
    private sealed class World(TestDatabase database, PageServer server, SimulatedClock clock) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public PageServer Server { get; } = server;

        public SimulatedClock Clock { get; } = clock;

        public static async Task<World> CreateAsync(DatabaseKind kind)
        {
            var clock = new SimulatedClock(Start);
            return new World(await TestDatabase.CreateAsync(kind), await PageServer.StartAsync(clock), clock);
        }

        public ListedEntry Entry(string host, string path) => new(
            1, $"{host}{path}", "The Ellery Lamp", Server.Url(host, path), "Dock closes", "The old dock closes, and a bus will run.",
            Content: null, Author: null, Clock.GetUtcNow(), "en", FromFirstFetch: false);

        public async Task KeepAsync(params ListedEntry[] entries)
        {
            await using var db = Database.Contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await ArticleIntake.KeepAsync(db, entries, Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        /// <summary>The clock moves on by itself where the host budget spaces requests.</summary>
        public async Task<RunReport> ReadAsync(StatementFinder? findStatements = null)
        {
            using var taggers = new CurrentTagger(() => Tagger);
            var read = new ReadRun(
                Database.Contexts, Server.Pages, new TextExtractor(), taggers, (_, _, _) => Task.FromResult(findStatements ?? AnyStatement), new ReadOptions(),
                Clock,
                NullLogger<ReadRun>.Instance);
            var run = read.RunAsync();
            while (!run.IsCompleted)
            {
                await Task.WhenAny(run, Task.Delay(80));
                Clock.Advance(run.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
            }

            return await run;
        }

        public async Task GroupAsync()
        {
            await using var db = Database.Contexts.CreateDbContext();
            await db.Set<Article>().ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, (DateTimeOffset?)Clock.GetUtcNow()));
        }

        public async Task<List<Article>> ArticlesAsync()
        {
            await using var db = Database.Contexts.CreateDbContext();
            return await db.Set<Article>().AsNoTracking().OrderBy(article => article.Id).ToListAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
