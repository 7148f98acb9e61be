using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Telemetry;
using Monitor.Text;

namespace Monitor.IntegrationTests.Stories;

/// <summary>What Group places in memory while the database takes the batch before: with a real fault, decision or changed text in between.</summary>
public sealed class GroupAheadTests : IDisposable
{
    private const int Articles = 700;
    private const int Batch = 200;
    private const int Before = 60;

    // Spans are the only sign that Group gives of each article; those of other tests at the same time are not ours.
    private static readonly AsyncLocal<GroupAheadTests?> Owner = new();

    private readonly ActivityListener _listener;
    private readonly ConcurrentDictionary<long, int> _placed = new();
    private Action<int>? _whenPlaced;

    public GroupAheadTests()
    {
        Owner.Value = this;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.OperationName == "group")
                {
                    Owner.Value?.Note((long)span.GetTagItem("monitor.article")!);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => _listener.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_commit_that_fails_while_the_next_batch_is_placed_loses_nothing_and_repeats_nothing(DatabaseKind kind)
    {
        Owner.Value = this;
        await using var whole = await FilledAsync(kind);
        await using var broken = await FilledAsync(kind);
        using (var group = NewGroup(whole))
        {
            await group.RunAsync();
        }

        // From here on the code is warm: a first batch on a busy machine may be committed as far as it came.
        _placed.Clear();
        using var failing = NewGroup(broken);
        await RefuseAsync(broken, kind, Batch + 50);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => failing.RunAsync());
        Assert.Equal(Batch, await GroupedAsync(broken));
        // The batch that was refused, and the one behind it.
        Assert.Equal(3 * Batch, _placed.Count);
        await RefuseNothingAsync(broken, kind);
        await failing.RunAsync();

        Assert.Equal((Articles, 2 * Batch), (_placed.Count, _placed.Values.Count(times => times == 2)));
        Assert.Equal(await StoredAsync(whole), await StoredAsync(broken));
    }

    [Fact]
    public async Task A_session_that_is_ended_while_the_next_batch_is_placed_loses_nothing_and_repeats_nothing()
    {
        Owner.Value = this;
        await using var whole = await FilledAsync(DatabaseKind.PostgreSql);
        await using var broken = await FilledAsync(DatabaseKind.PostgreSql);
        using (var group = NewGroup(whole))
        {
            await group.RunAsync();
        }

        _placed.Clear();
        await using var other = broken.Contexts.CreateDbContext();
        IDbContextTransaction? held = null;
        _whenPlaced = number =>
        {
            if (number == Batch + 1)
            {
                held = HoldNumbers(other);
            }
            else if (number == (2 * Batch) + 1)
            {
                EndWhoWaits(other);
                held!.Dispose();
            }
        };
        using var failing = NewGroup(broken);
        await failing.RunAsync();

        Assert.Equal((Articles, 2 * Batch), (_placed.Count, _placed.Values.Count(times => times == 2)));
        Assert.Equal(await StoredAsync(whole), await StoredAsync(broken));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_merge_decided_while_batches_are_under_way_is_carried_out_in_the_same_run(DatabaseKind kind)
    {
        Owner.Value = this;
        await using var database = await FilledAsync(kind);
        using (var first = NewGroup(database))
        {
            await first.RunAsync(articlesMax: Before);
        }

        await using var db = database.Contexts.CreateDbContext();
        var stories = await db.Set<Story>().Standing().Select(story => story.Id).OrderBy(id => id).Take(2).ToListAsync();
        StoryDecision? decision = null;
        _placed.Clear();
        _whenPlaced = number =>
        {
            if (number == Batch + 1)
            {
                decision = Merge(database, stories[0], stories[1]);
            }
        };
        using var group = NewGroup(database);
        var report = await group.RunAsync();

        Assert.IsType<StoryDecision.Recorded>(decision);
        Assert.InRange(report.Counts["decisions"], 1, int.MaxValue);
        Assert.Equal(Articles - Before, report.Counts["articles"]);
        Assert.All(await db.Set<StoryLabel>().AsNoTracking().ToListAsync(), label => Assert.NotNull(label.CarriedOutAt));
        Assert.Equal(stories[0], (await db.Set<Story>().AsNoTracking().FindStoryAsync(stories[1], CancellationToken.None))!.Id);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_text_that_changes_while_its_batch_is_placed_is_grouped_as_it_is_now(DatabaseKind kind)
    {
        Owner.Value = this;
        await using var database = await FilledAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var changed = await db.Set<Article>().AsNoTracking().OrderBy(article => article.AppearedAt).ThenBy(article => article.Id).FirstAsync();
        _whenPlaced = number =>
        {
            if (number == 1)
            {
                Change(database, changed);
            }
        };
        using var group = NewGroup(database);
        await group.RunAsync();
        Assert.Equal(0, await GroupedAsync(database));
        await group.RunAsync();

        Assert.Equal((Articles, 2), (_placed.Count, _placed[changed.Id]));
        Assert.Equal(Articles, await GroupedAsync(database));
        Assert.True(await db.Set<StoryArticle>().Where(placed => placed.ArticleId == changed.Id).Select(placed => placed.IsTooShort).SingleAsync());
    }

    private void Note(long article)
    {
        _placed.AddOrUpdate(article, 1, (_, times) => times + 1);
        if (_placed[article] == 1)
        {
            _whenPlaced?.Invoke(_placed.Count);
        }
    }

    private static StoryDecision Merge(TestDatabase database, long first, long second)
    {
        using var db = database.Contexts.CreateDbContext();
        return db.MergeStoriesAsync(second, first, "ada", TimeProvider.System.GetUtcNow(), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>As Read does with a text that was changed.</summary>
    private static void Change(TestDatabase database, Article changed)
    {
        using var db = database.Contexts.CreateDbContext();
        db.Add(new ArticleRevision
        {
            ArticleId = changed.Id,
            Number = 1,
            Title = changed.Title,
            Text = changed.Text,
            ReplacedAt = TimeProvider.System.GetUtcNow(),
        });
        var article = db.Set<Article>().Single(one => one.Id == changed.Id);
        (article.Text, article.Revision) = ("Nothing of what stood here was so.", 2);
        db.SaveChanges();
    }

    /// <summary>The commit of the batch that is placed now will wait for this.</summary>
    private static IDbContextTransaction HoldNumbers(MonitorDbContext db)
    {
        var held = db.Database.BeginTransaction();
        db.Set<ChangeCounter>().ExecuteUpdate(set => set.SetProperty(counter => counter.Last, counter => counter.Last));
        return held;
    }

    private static void EndWhoWaits(MonitorDbContext db)
    {
        const string End =
            """
            SELECT count(pg_terminate_backend(pid))::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND backend_xid IS NOT NULL
            """;
        var patience = Stopwatch.StartNew();
        while (db.Database.SqlQueryRaw<int>(End).Single() == 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "no session waits for the commit of a batch");
            Thread.Sleep(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>From now on the database refuses the place of the article that comes at a place in the order.</summary>
    private static async Task RefuseAsync(TestDatabase database, DatabaseKind kind, int order)
    {
        await using var db = database.Contexts.CreateDbContext();
        string[] statements = kind is DatabaseKind.Sqlite
            ? [
                $"""
                CREATE TRIGGER "Refuse" BEFORE INSERT ON "ArticleSignatures" WHEN NEW."Order" = {order} BEGIN SELECT RAISE(ABORT, 'refused'); END
                """,
            ]
            : [
                """CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$ LANGUAGE plpgsql""",
                $"""
                CREATE TRIGGER "Refuse" BEFORE INSERT ON "ArticleSignatures" FOR EACH ROW WHEN (NEW."Order" = {order}) EXECUTE FUNCTION refuse()
                """,
            ];
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static async Task RefuseNothingAsync(TestDatabase database, DatabaseKind kind)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(kind is DatabaseKind.Sqlite ? """DROP TRIGGER "Refuse" """ : """DROP TRIGGER "Refuse" ON "ArticleSignatures" """);
    }

    private static async Task<TestDatabase> FilledAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var number = 0;
        foreach (var batch in Some.Stream(Articles).Chunk(100))
        {
            await using var db = database.Contexts.CreateDbContext();
            db.AddRange(batch.Select(article => Stating(article, number++)));
            await db.SaveChangesAsync();
        }

        return database;
    }

    /// <summary>Every ninth accuses somebody, so that there are facts to be told once.</summary>
    private static Article Stating(Article article, int number)
    {
        if (number % 9 == 0)
        {
            Statement[] statements =
            [
                new Statement
                {
                    Accusers = [number % 2 == 0 ? "country:US" : "country:GB"],
                    Accused = "country:CN",
                    AccusedCountry = "CN",
                    Act = "",
                    ActClass = "cyber-espionage",
                    Family = "cyber",
                    Strength = AttributionStrength.Official,
                    Rule = "test",
                    Evidence = new TextSpan(0, 10),
                },
            ];
            article.Statements = JsonSerializer.Serialize(statements, JsonSerializerOptions.Web);
        }

        return article;
    }

    private static GroupRun NewGroup(TestDatabase database) => new(
        database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);

    private static async Task<int> GroupedAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<Article>().CountAsync(article => article.GroupedAt != null);
    }

    /// <summary>
    /// Places, order, attributions and news, in the order of their numbers; not the numbers: a batch that takes long is committed as far as it came.
    /// </summary>
    private static async Task<List<string>> StoredAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var places = await db.Set<StoryArticle>().OrderBy(place => place.ArticleId).ToListAsync();
        var signatures = await db.Set<ArticleSignature>().OrderBy(signature => signature.Order).ToListAsync();
        var attributions = await db.Set<Attribution>().OrderBy(one => one.Id).ToListAsync();
        var news = await db.NewsAfter(0).ToListAsync();
        Assert.NotEmpty(news);
        return
        [
            .. places.Select(one => FormattableString.Invariant(
                $"{one.ArticleId} {one.StoryId} {one.CopyGroup} {one.Relation} {one.StoryScore:R}")),
            .. signatures.Select(one => $"{one.Order} {one.ArticleId} {Convert.ToHexString(one.Profile)}"),
            .. attributions.Select(one => $"{one.ArticleId} {one.Index} {one.Key} {one.CopyGroup}"),
            .. news.Select(one => $"{one.Kind} {one.Attribution!.ArticleId}"),
        ];
    }
}
