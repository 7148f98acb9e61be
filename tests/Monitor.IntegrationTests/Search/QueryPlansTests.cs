using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.Attributions;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.IntegrationTests.Admin;
using Monitor.Listings;
using Monitor.Pipeline;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;
using Monitor.Worker.Admin.Rules;

namespace Monitor.IntegrationTests.Search;

/// <summary>No list goes through all articles, stories, statements or mails: read off the plans of what it sends to the database.</summary>
public sealed partial class QueryPlansTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static readonly ListQuery[] Queries =
    [
        new(),
        new() { Words = "ransomware NOT hospital*" },
        new() { Words = "accus* NEAR/5 china", Order = ListOrder.Fit },
        new() { Filter = new ListFilter { From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UtcNow, Language = "en", WithoutCopies = true } },
        new() { Filter = new ListFilter { Outlet = "Quay", Actor = "country:CN", Topic = "hacking", Strength = AttributionStrength.Official } },
    ];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_list_reads_by_indexes_only(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var taggers = new CurrentTagger(() => Tagger.Load(PagesHost.Config));
        var articles = new ArticleSearch(new SearchExpressions(taggers), taggers);
        var (stories, events) = (new StorySearch(articles), new EventSearch(articles));
        await using var db = database.Contexts.CreateDbContext();
        using var commands = new ExecutedCommands(database.Contexts);
        foreach (var query in Queries)
        {
            Assert.NotNull((await articles.PageAsync(db, query, CancellationToken.None)).Parts.Page);
            Assert.NotNull((await stories.PageAsync(db, query, CancellationToken.None)).Parts.Page);
            Assert.NotNull((await events.PageAsync(db, query, CancellationToken.None)).Parts.Page);
        }

        foreach (var (state, to) in new (OutboxState?, string?)[] { (null, null), (OutboxState.Parked, null), (null, "ana") })
        {
            Assert.NotNull((await MessageList.PageAsync(db, state, to, null, 50, CancellationToken.None)).Parts.Page);
        }

        foreach (var filter in new AuditFilter[] { new(null, null, null), new("ana", null, null), new(null, Deed.FeedPaused, null) })
        {
            Assert.NotNull((await AuditList.PageAsync(db, filter, null, 50, CancellationToken.None)).Parts.Page);
        }

        Assert.NotNull((await SubscriberList.PageAsync(db, null, 50, CancellationToken.None)).Parts.Page);
        Assert.NotNull(await ActorSightings.LatelyAsync(db, "country:CN", 100, CancellationToken.None));
        Assert.Equal(0, (await ListCount.OfAsync(db.Set<Article>().ToTagAgain(1, DateTimeOffset.UnixEpoch), CancellationToken.None)).Known);
        Assert.True(commands.Seen.Count > 50, $"{commands.Seen.Count} statements");
        var walks = new List<string>();
        foreach (var (sql, parameters) in commands.Seen.Where(one => one.Sql.Contains("SELECT", StringComparison.Ordinal)).DistinctBy(one => one.Sql).ToList())
        {
            var plan = await PlanAsync(db, kind, sql, parameters);
            var inner = Inner().Matches(plan).Select(part => part.Groups[1].Value).ToHashSet();
            walks.AddRange(Walk().Matches(plan)
                .Where(walk => !walk.Value.Contains("INDEX", StringComparison.Ordinal) && !inner.Contains(walk.Groups[2].Value))
                .Select(walk => $"{walk.Value}\n{sql}"));
        }

        Assert.Empty(walks);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_start_sets_right_walks_through_no_articles(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        using var commands = new ExecutedCommands(database.Contexts);
        Assert.False((await new InstantSweep(database.Contexts, NullLogger<InstantSweep>.Instance).RunAsync(CancellationToken.None)).DidWork);
        Assert.Equal(0, await OldClaims.FreeAsync(database.Contexts, NullLogger.Instance, CancellationToken.None));

        var ofArticles = commands.Seen.Where(one => one.Sql.Contains("\"Articles\"", StringComparison.Ordinal)).DistinctBy(one => one.Sql).ToList();
        Assert.True(ofArticles.Count >= 3, $"{ofArticles.Count} statements");
        foreach (var (sql, parameters) in ofArticles)
        {
            // What waits to be read has an index of its own, which is short.
            var plan = await PlanAsync(db, kind, sql, parameters);
            Assert.DoesNotMatch(Walk(), plan.Replace("SCAN a USING INDEX IX_Articles_ToRead", "", StringComparison.Ordinal));
        }
    }

    /// <summary>After a stop much waits, and a claim that sorted all of it would take the longer the more there is.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task What_waits_is_taken_in_the_order_of_an_index_and_written_by_its_id(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        // Before the first statement: for a second EF remembers that nobody listens.
        using var commands = new ExecutedCommands(database.Contexts);
        await using var db = database.Contexts.CreateDbContext();
        var now = DateTimeOffset.UtcNow;
        db.AddRange(Enumerable.Range(0, 400).Select(number => new Article
        {
            Outlet = "The Lamp",
            Title = $"Report {number}",
            CollectedAt = now,
            ReadDueAt = now,
            ReadAt = number > 0 ? now : null,
            GroupedAt = now,
        }));
        await db.SaveChangesAsync();
        // Now nothing of it seems to wait: what is null looks like the shortest way to any row.
        await db.Database.ExecuteSqlAsync($"ANALYZE");
        commands.Seen.Clear();
        var claimed = Assert.Single(await db.ClaimToReadAsync(now, LeaseTimes.Duration, 32, CancellationToken.None));
        Assert.True(await db.RenewReadAsync(claimed, CancellationToken.None));
        Assert.Empty(await db.Set<Article>().ToGroup(200).ToListAsync());

        var byId = kind is DatabaseKind.Sqlite ? "INTEGER PRIMARY KEY" : "PK_Articles";
        var values = Enumerable.Range(0, 19).Select(at => ($"@p{at}", at switch { 17 => claimed.Id, 18 => claimed.ReadAttempt, _ => (object?)null })).ToList();
        var indexes = new[] { "IX_Articles_ToRead", byId, "IX_Articles_ToGroup", byId };
        var statements = commands.Seen.Where(one => one.Sql.Contains("\"Articles\"", StringComparison.Ordinal))
            .Append((ArticleClaims.ReadUpdate, values)).ToList();
        Assert.Equal(indexes.Length, statements.Count);
        foreach (var ((sql, parameters), index) in statements.Zip(indexes))
        {
            var plan = await PlanAsync(db, kind, sql, parameters);
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotMatch("Sort|TEMP B-TREE", plan);
        }
    }

    /// <summary>PostgreSQL walks through a small table by choice: here only where it must.</summary>
    internal static async Task<string> PlanAsync(MonitorDbContext db, DatabaseKind kind, string sql, List<(string Name, object? Value)> parameters)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // What EF sent.
        command.CommandText = kind is DatabaseKind.Sqlite ? $"EXPLAIN QUERY PLAN {sql}" : $"EXPLAIN {sql}";
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        if (kind is DatabaseKind.PostgreSql)
        {
            await db.Database.ExecuteSqlAsync($"SET enable_seqscan = off");
        }

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return string.Join('\n', lines);
    }

    // What is counted is a list of its own: walking through that is no walk through a table.
    [GeneratedRegex(@"(?:CO-ROUTINE|MATERIALIZE) (\w+)")]
    private static partial Regex Inner();

    // SQLite names a table by its alias: the first letters of its name. A list of values is no table.
    [GeneratedRegex("(?m)^.*(SCAN (a|a[0-9]|s|s[0-9]|o)\\b|Seq Scan on \"(Articles|ArticleTerms\\w*|Stories|StoryArticles|Attributions|Outbox|AuditEntries|Subscribers)\").*$")]
    private static partial Regex Walk();
}
