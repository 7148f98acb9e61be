using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Text;
using Npgsql;

namespace Monitor.IntegrationTests.Stories;

/// <summary>Commits of Group that meet another transaction: once, and each time. PostgreSQL only, where two write at a time.</summary>
public sealed class GroupAgainTests
{
    private const int Articles = 30;
    private const string Tail = "Daily Example";

    /// <summary>As often as <see cref="DatabaseRetry"/> tries a unit.</summary>
    private const int Attempts = 8;

    [Fact]
    public async Task A_commit_that_meets_another_one_each_time_ends_the_run()
    {
        await using var database = await FilledAsync();
        await using var db = database.Contexts.CreateDbContext();
        // A sequence counts what is rolled back too. Tried for ever, the fault would turn into one that is not tried again.
        string[] statements =
        [
            "CREATE SEQUENCE attempts",
            $"""
            CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN
                IF nextval('attempts') > {Attempts} THEN RAISE EXCEPTION 'tried once too often'; END IF;
                RAISE EXCEPTION 'met another one' USING ERRCODE = '40001';
            END $$ LANGUAGE plpgsql
            """,
            """CREATE TRIGGER "Refuse" BEFORE INSERT ON "ArticleSignatures" FOR EACH STATEMENT EXECUTE FUNCTION refuse()""",
        ];
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }

        using var group = NewGroup(database);
        var fault = await Assert.ThrowsAnyAsync<DbUpdateException>(() => group.RunAsync());
        Assert.Equal(PostgresErrorCodes.SerializationFailure, Assert.IsType<PostgresException>(fault.GetBaseException()).SqlState);
        Assert.False(await db.Set<Article>().AnyAsync(article => article.GroupedAt != null));

        await db.Database.ExecuteSqlRawAsync("""DROP TRIGGER "Refuse" ON "ArticleSignatures" """);
        await group.RunAsync();
        Assert.Equal(Articles, await db.Set<ArticleSignature>().CountAsync());
    }

    [Fact]
    public async Task What_is_confirmed_while_the_commit_waits_stays_confirmed()
    {
        await using var database = await FilledAsync();
        using var group = NewGroup(database);
        await group.RunAsync();
        var changed = await ChangeAsync(database);
        await using var judging = database.Contexts.CreateDbContext();
        await using var transaction = await judging.Database.BeginTransactionAsync();
        // As a judgement does: its numbers first, then what the article states.
        await ChangeSequence.BeginAsync(judging, CancellationToken.None);
        var article = await judging.Set<Article>().SingleAsync(one => one.Id == changed);
        var findings = ArticleFindings.In(article);
        (findings with { Statements = [.. findings.Statements.Select(one => one with { Likely = false })] }).PutInto(article);
        await judging.SaveChangesAsync();

        var run = Task.Run(() => group.RunAsync());
        await WaitForWhoWaitsAsync(database);
        await transaction.CommitAsync();
        await run;
        await group.RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        var grouped = await db.Set<Article>().SingleAsync(one => one.Id == changed);
        Assert.NotNull(grouped.GroupedAt);
        // Without the one in the tail of the headline.
        Assert.False(Assert.Single(ArticleFindings.In(grouped).Statements).Likely);
    }

    /// <summary>Changes a grouped article as Read does; it likely states something, and again in what is no part of its headline.</summary>
    private static async Task<long> ChangeAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var article = await db.Set<Article>().OrderBy(one => one.Id).FirstAsync();
        db.Add(new ArticleRevision
        {
            ArticleId = article.Id,
            Number = article.Revision,
            Title = article.Title,
            Text = article.Text,
            ReplacedAt = TimeProvider.System.GetUtcNow(),
        });
        const string Title = "Ministry names those who broke in - " + Tail;
        (article.Title, article.Revision, article.GroupedAt) = (Title, article.Revision + 1, null);
        Statement[] statements = [Likely(new TextSpan(0, 8)), Likely(new TextSpan(Title.Length - Tail.Length, Title.Length))];
        article.Statements = JsonSerializer.Serialize(statements, JsonSerializerOptions.Web);
        await db.SaveChangesAsync();
        return article.Id;
    }

    private static Statement Likely(TextSpan evidence) => new()
    {
        Accusers = ["country:US"],
        Accused = "country:CN",
        AccusedCountry = "CN",
        Act = "",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = AttributionStrength.Official,
        Rule = "test",
        Evidence = evidence,
        Likely = true,
    };

    private static async Task WaitForWhoWaitsAsync(TestDatabase database)
    {
        const string Waiting =
            """
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND backend_xid IS NOT NULL
            """;
        await using var db = database.Contexts.CreateDbContext();
        var patience = Stopwatch.StartNew();
        while (await db.Database.SqlQueryRaw<int>(Waiting).SingleAsync() == 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "no session waits for the judgement");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static async Task<TestDatabase> FilledAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var db = database.Contexts.CreateDbContext();
        db.AddRange(Some.Stream(Articles));
        await db.SaveChangesAsync();
        return database;
    }

    private static GroupRun NewGroup(TestDatabase database) => new(
        database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
}
