using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Articles;

public sealed class IntakeTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public static MatrixTheoryData<DatabaseKind, bool, bool> Races => new([DatabaseKind.Sqlite, DatabaseKind.PostgreSql], [false, true], [false, true]);

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_that_two_feeds_list_is_kept_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var first = await KeepAsync(database, Entry(feed: 1, "a", url: "https://lamp.example/dock?utm_source=rss"));
        var second = await KeepAsync(database, Entry(feed: 2, "b", url: "https://lamp.example/dock#top", title: "Dock closes (city news)"));

        Assert.Equal(new IntakeCounts(1, 0, 0), first);
        Assert.Equal(new IntakeCounts(0, 1, 0), second);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal("https://lamp.example/dock", (await db.Set<Article>().SingleAsync()).Address);
        Assert.Equal(2, await db.Set<ArticleListing>().CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_link_that_several_entries_share_identifies_none_of_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var counts = await KeepAsync(
            database,
            Entry(1, "a", "https://lamp.example/live", "The vote begins"),
            Entry(1, "b", "https://lamp.example/live", "The vote is over"),
            Entry(1, "c", "https://lamp.example/own", "A story of its own"));
        var later = await KeepAsync(database, Entry(1, "d", "https://lamp.example/own", "Another story under the same link"));

        Assert.Equal((3, 1), (counts.Created, later.Created));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(
            ["https://lamp.example/own"], await db.Set<Article>().Where(article => article.Address != null).Select(article => article.Address!).ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_entry_seen_again_changes_nothing_and_a_changed_one_is_read_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await KeepAsync(database, Entry(1, "a"));
        await using (var db = database.Contexts.CreateDbContext())
        {
            await db.Set<Article>().ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadAt, (DateTimeOffset?)Now));
        }

        Assert.Equal(new IntakeCounts(0, 0, 0), await KeepAsync(database, Entry(1, "a")));
        Assert.Equal(new IntakeCounts(0, 0, 1), await KeepAsync(database, Entry(1, "a", summary: "The council changed its mind.")));
        await using var after = database.Contexts.CreateDbContext();
        Assert.Null((await after.Set<Article>().SingleAsync()).ReadAt);
    }

    /// <summary>A worker claims it, or completes it, between the moment at which a poll or an import looks at it and their commit.</summary>
    [Theory, MemberData(nameof(Races))]
    public async Task A_change_is_read_whoever_reads_the_former_text_meanwhile(DatabaseKind kind, bool isImport, bool isCompleted)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        Assert.Equal(1, (isImport ? await ImportAsync(database, [Line("a", null)]) : await KeepAsync(database, Entry(1, "a"))).Created);
        await using var reading = database.Contexts.CreateDbContext();
        await using var changing = database.Contexts.CreateDbContext();
        // What a context has met before, it does not read anew.
        _ = await changing.Set<Article>().SingleAsync();
        var claimed = Assert.Single(await reading.ClaimToReadAsync(Now, LeaseTimes.Duration, 1, CancellationToken.None));
        if (isCompleted)
        {
            Assert.True(await CompleteAsync());
        }

        var counts = isImport
            ? await ImportAsync(changing, [Line("a", null) with { Text = "The new dock closes." }])
            : await KeepAsync(changing, Entry(1, "a", summary: "The new dock closes."));

        Assert.Equal(1, counts.Changed);
        Assert.False(await CompleteAsync());
        var again = Assert.Single(await reading.ClaimToReadAsync(Now, LeaseTimes.Duration, 1, CancellationToken.None));
        Assert.Equal("The new dock closes.", again.FeedContent ?? again.FeedSummary);

        async Task<bool> CompleteAsync()
        {
            var read = new ArticleReading(claimed.Title, "The old dock closes.", null, "en", null, null, SummaryOnly: false, null);
            return Assert.Single(await reading.CompleteReadAsync(
                [new CompletedReading(claimed, read, ArticleFindings.None.PutInto)], Now, CancellationToken.None));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_appeared_long_before_it_was_collected_is_past(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await KeepAsync(
            database,
            Entry(1, "old") with { PublishedAt = Now.AddHours(-49) },
            Entry(1, "new", "https://lamp.example/2") with { PublishedAt = Now.AddHours(-47) },
            Entry(1, "ahead", "https://lamp.example/3") with { PublishedAt = Now.AddYears(1) },
            Entry(1, "first", "https://lamp.example/4") with { FromFirstFetch = true });

        await using var db = database.Contexts.CreateDbContext();
        var articles = await db.Set<Article>().OrderBy(article => article.Id).ToListAsync();
        Assert.Equal([true, false, false, true], articles.Select(article => article.Past));
        Assert.Equal(Now, articles[2].AppearedAt);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Text_that_a_database_cannot_hold_is_kept_without_the_fault(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await KeepAsync(database, Entry(1, "a", title: "Dock\0 closes \ud800 today", summary: "\0"));

        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal("Dock closes \ufffd today", (await db.Set<Article>().SingleAsync()).Title);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_import_can_be_repeated_and_loses_no_line(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var lines = new[] { Line("1", "https://lamp.example/dock"), Line("2", "https://lamp.example/dock"), Line("3", null) };

        Assert.Equal(new IntakeCounts(3, 0, 0), await ImportAsync(database, lines));
        Assert.Equal(new IntakeCounts(0, 3, 0), await ImportAsync(database, lines));
        Assert.Equal(new IntakeCounts(0, 2, 1), await ImportAsync(database, [lines[0], lines[1], lines[2] with { Text = "Corrected." }]));
    }

    private static ListedEntry Entry(
        int feed, string key, string url = "https://lamp.example/dock", string title = "Dock closes", string summary = "The old dock closes.") =>
        new(feed, key, "The Ellery Lamp", url, title, summary, Content: null, Author: null, Now.AddHours(-1), "en", FromFirstFetch: false);

    private static ArticleLine Line(string id, string? url) => new(id, "The Ellery Lamp", url, "Dock closes", "The old dock closes.", Now, "en");

    private static async Task<IntakeCounts> KeepAsync(TestDatabase database, params ListedEntry[] entries)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await KeepAsync(db, entries);
    }

    private static async Task<IntakeCounts> KeepAsync(MonitorDbContext db, params ListedEntry[] entries)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var kept = await ArticleIntake.KeepAsync(db, entries, Now, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return kept.Counts;
    }

    private static async Task<IntakeCounts> ImportAsync(TestDatabase database, ArticleLine[] lines)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await ImportAsync(db, lines);
    }

    private static async Task<IntakeCounts> ImportAsync(MonitorDbContext db, ArticleLine[] lines)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var counts = await ArticleImport.KeepAsync(db, lines, live: true, Now, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return counts;
    }
}
