using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Attributions.Learnt;
using Monitor.IntegrationTests.Admin;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.AttributionEvents;

/// <summary>What the news teaches of office holders, from Read through Group and back to Read; and what analysts say of it. Persons are invented.</summary>
public sealed class OfficeHoldersTests
{
    private const string Headline = "Winterfeld blames Russia for the attack on the servers of the ministry in Graz";

    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly Tagger Tagger = Tagger.Load(Config);

    private static readonly string[] Errands =
    [
        "opened a conference on ferries and spoke of the Danube for an hour before a hall of bored pilots",
        "travelled north to look at railway tunnels that nobody had inspected since the flood",
        "received forty pupils of a village school and showed them the old maps in the library",
        "promised new money for lighthouse keepers and their families along the southern coast",
    ];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Three_outlets_on_three_days_teach_all_workers_a_surname_within_seconds(DatabaseKind kind)
    {
        await using var desk = await NewsDesk.StartAsync(kind);
        await desk.DayAsync("Vienna Herald", $"Austrian Foreign Minister Clara Winterfeld {Errands[0]}.");
        await desk.DayAsync("Tyrol Echo", $"Austrian Foreign Minister Clara Winterfeld {Errands[1]}.");
        Assert.Equal("", await desk.ReadAsync(Headline));
        await desk.DayAsync("Danube Post", $"Austria's foreign minister, Clara Winterfeld, {Errands[2]}.");
        desk.Clock.Advance(CurrentDetector.LearntFollowedWithin);

        Assert.Equal("country:AT > country:RU", await desk.ReadAsync(Headline));
        await using var db = desk.Database.Contexts.CreateDbContext();
        var learnt = Assert.Single(await db.LearntHoldingsAsync(10, CancellationToken.None));
        Assert.Equal(("learnt", "clara-winterfeld", "country:AT", "foreign-minister", 3), (
            learnt.State, learnt.Office.NameKey, learnt.Office.Owner, learnt.Office.Office, learnt.Office.Evidence.Count));
        Assert.All(await db.Set<Article>().ToListAsync(), article => Assert.Null(article.Lessons));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Copies_and_one_outlet_teach_nobody_however_often(DatabaseKind kind)
    {
        await using var desk = await NewsDesk.StartAsync(kind);
        var text = $"Austrian Foreign Minister Egon Brandl {Errands[0]}.\n\nHe said that the pilots had liked it, and left by the side door at noon in the rain.";
        foreach (var outlet in new[] { "Vienna Herald", "Tyrol Echo", "Danube Post", "Graz Mirror", "Linz Courier" })
        {
            await desk.DayAsync(outlet, text, "Minister at a conference");
        }

        for (var day = 0; day < 12; day++)
        {
            await desk.DayAsync("Volk Standard", $"Austrian Foreign Minister Egon Brandl {Errands[day % 4]}, on day {day}.");
        }

        await using var db = desk.Database.Contexts.CreateDbContext();
        Assert.Empty(await db.Set<LearntOffice>().ToListAsync());
        Assert.NotEmpty(await db.Set<OfficeSighting>().ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Refused_stays_refused_and_accepted_counts_against_doubt(DatabaseKind kind)
    {
        await using var desk = await NewsDesk.StartAsync(kind);
        await desk.TeachAsync("Austrian Foreign Minister Clara Winterfeld");
        await using var db = desk.Database.Contexts.CreateDbContext();
        Assert.Empty(await db.JudgeOfficeAsync("Nobody Known", null, isAccepted: true, "ann", desk.Clock.GetUtcNow(), CancellationToken.None));

        await db.JudgeOfficeAsync("Clara Winterfeld", null, isAccepted: false, "ann", desk.Clock.GetUtcNow(), CancellationToken.None);
        await desk.TeachAsync("Austrian Foreign Minister Clara Winterfeld");
        desk.Clock.Advance(CurrentDetector.LearntFollowedWithin);
        Assert.Equal("", await desk.ReadAsync(Headline));

        await db.JudgeOfficeAsync("Clara Winterfeld", "country:AT", isAccepted: true, "bob", desk.Clock.GetUtcNow(), CancellationToken.None);
        desk.Clock.Advance(CurrentDetector.LearntFollowedWithin);
        Assert.Equal("country:AT > country:RU", await desk.ReadAsync(Headline));
        Assert.Equal(["ann", "bob"], await db.Set<OfficeJudgement>().OrderBy(judgement => judgement.Id).Select(judgement => judgement.Author).ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_book_knows_otherwise_means_nobody_until_an_analyst_accepts_it(DatabaseKind kind)
    {
        await using var desk = await NewsDesk.StartAsync(kind);
        await desk.TeachAsync("Estonian Foreign Minister Clara Winterfeld");
        Assert.Equal("", await desk.ReadAsync(Headline));
        await using var db = desk.Database.Contexts.CreateDbContext();
        Assert.Equal("against-book", Assert.Single(await db.LearntHoldingsAsync(10, CancellationToken.None)).State);

        await db.JudgeOfficeAsync("Clara Winterfeld", null, isAccepted: true, "ann", desk.Clock.GetUtcNow(), CancellationToken.None);
        desk.Clock.Advance(CurrentDetector.LearntFollowedWithin);
        Assert.Equal("country:EE > country:RU", await desk.ReadAsync(Headline));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_said_long_ago_is_forgotten(DatabaseKind kind)
    {
        await using var desk = await NewsDesk.StartAsync(kind);
        await desk.DayAsync("Vienna Herald", $"Austrian Foreign Minister Clara Winterfeld {Errands[0]}.");
        desk.Clock.Advance(TimeSpan.FromDays(OfficeQuorum.WindowDays));
        await desk.DayAsync("Tyrol Echo", $"Austrian Foreign Minister Clara Winterfeld {Errands[1]}.");

        await using var db = desk.Database.Contexts.CreateDbContext();
        Assert.Equal("Tyrol Echo", (await db.Set<OfficeSighting>().SingleAsync()).Outlet);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_page_shows_what_was_learnt_and_takes_a_word_on_it(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        await using var db = host.Contexts.CreateDbContext();
        db.Add(new LearntOffice
        {
            NameKey = "clara-winterfeld",
            Name = "Clara Winterfeld",
            Owner = "country:AT",
            Office = "foreign-minister",
            From = new DateOnly(2026, 9, 1),
            NamedOn = new DateOnly(2026, 9, 3),
            Why = "3 outlets on 3 days say so",
            Evidence = [new OfficeEvidence(7, "Vienna <b>Herald</b>", new DateOnly(2026, 9, 1), "Clara Winterfeld spoke.")],
            Sequence = 1,
        });
        await db.SaveChangesAsync();

        using var stranger = host.Reader();
        var shown = await stranger.GetStringAsync("/office-holders");
        Assert.Contains("foreign minister of Austria, since 2026-09-01: 3 outlets on 3 days say so", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Herald", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(">Refuse<", shown, StringComparison.Ordinal);
        using var reader = await host.SignedInAsync();
        var refused = await PagesHost.SendAsync(reader, "/office-holders", "judge-1", ("verdict", "refuse"));

        Assert.Contains("Clara Winterfeld: refused.", refused, StringComparison.Ordinal);
        var judgement = await db.Set<OfficeJudgement>().SingleAsync();
        Assert.Equal((PagesHost.Name, false), (judgement.Author, judgement.IsAccepted));
        Assert.Contains($"refused by {PagesHost.Name}", await reader.GetStringAsync("/office-holders"), StringComparison.Ordinal);
    }

    /// <summary>A database that news comes to, a day an article, read with all that was learnt before and grouped.</summary>
    private sealed class NewsDesk(TestDatabase database, SimulatedClock clock) : IAsyncDisposable
    {
        private readonly CurrentDetector _detectors = new(Config, clock);
        private int _articles;

        public TestDatabase Database { get; } = database;

        public SimulatedClock Clock { get; } = clock;

        public static async Task<NewsDesk> StartAsync(DatabaseKind kind) =>
            new(await TestDatabase.CreateAsync(kind), new SimulatedClock(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero)));

        public async Task DayAsync(string outlet, string text, string title = "")
        {
            Clock.Advance(TimeSpan.FromDays(1));
            await using var db = Database.Contexts.CreateDbContext();
            title = title.Length > 0 ? title : $"From the desk of {outlet}";
            var tokens = TokenizedText.Of(title, text);
            var tags = Tagger.Tag(tokens, outlet, null, "en", Clock.GetUtcNow());
            var read = (await _detectors.GetAsync(db, Tagger, CancellationToken.None)).ReadArticle(tokens, tags, OutletVoice.Unknown, Clock.GetUtcNow(), "en");
            var article = new Article
            {
                Outlet = outlet,
                Title = title,
                Text = text,
                Url = string.Create(CultureInfo.InvariantCulture, $"https://{outlet.Replace(' ', '-')}.example/{++_articles}"),
                Language = "en",
                CollectedAt = Clock.GetUtcNow(),
                ReadAt = Clock.GetUtcNow(),
            };
            article.DateAs(Clock.GetUtcNow());
            (ArticleFindings.Of(tags, read.Statements) with { Lessons = read.Lessons }).PutInto(article);
            db.Add(article);
            await db.SaveChangesAsync();
            using var group = new GroupRun(
                Database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), Clock, NullLogger<GroupRun>.Instance);
            Assert.Empty((await group.RunAsync()).Skipped);
        }

        /// <summary>Three outlets on three days.</summary>
        public async Task TeachAsync(string officeAndName)
        {
            foreach (var (outlet, errand) in new[] { "Vienna Herald", "Tyrol Echo", "Danube Post" }.Zip(Errands))
            {
                await DayAsync(outlet, $"{officeAndName} {errand}, it was seen on visit {_articles}.");
            }

            Clock.Advance(CurrentDetector.LearntFollowedWithin);
        }

        /// <summary>Who accuses whom in a headline, as Read finds it now.</summary>
        public async Task<string> ReadAsync(string headline)
        {
            await using var db = Database.Contexts.CreateDbContext();
            var detector = await _detectors.GetAsync(db, Tagger, CancellationToken.None);
            var text = TokenizedText.Of(headline, "");
            var read = detector.ReadArticle(text, Tagger.Tag(text, language: "en"), OutletVoice.Unknown, Clock.GetUtcNow(), "en");
            return string.Join("; ", read.Statements.Where(statement => !statement.Likely).Select(statement => $"{string.Join(", ", statement.Accusers)} > {statement.Accused}"));
        }

        public async ValueTask DisposeAsync()
        {
            _detectors.Dispose();
            await Database.DisposeAsync();
        }
    }
}
