using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.IntegrationTests.AttributionEvents;

public sealed class AttributionRegisterTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly AttributionRegister Register = new(ActorRoots.ByIdAlone);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_accusation_leaves_event_evidence_fact_and_news(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var articles = await StoreAsync(database, 2);
        var news = await RecordAsync(
            database,
            Article(articles[0], Noon, Accusing("country:US", "country:CN")),
            Article(
                articles[1], Noon.AddHours(1), Accusing("agency:US-CISA", "gov:CN"), Accusing("alliance:NATO", "country:CN", AttributionStrength.Supports)));

        Assert.Equal([NewsKind.Event, NewsKind.Accuser], news.Select(one => one.Kind));
        await using var db = database.Contexts.CreateDbContext();
        var view = await db.EventViewAsync(news[0].EventId, CancellationToken.None);
        Assert.NotNull(view);
        Assert.Equal(("country:CN/cyber", Noon, AttributionStrength.Official, 2, 0),
            (view.Event.Key, view.Event.StartAt, view.Highest!.Value, view.IndependentReports, view.Copies));
        Assert.Equal(["country:US", "alliance:NATO"], view.Accusers.Select(one => one.Actor));
        Assert.Equal("agency:US-CISA", view.Evidence[1].Statement.Accusers[0]);
        Assert.Equal(
            ["accusation|alliance:NATO|country:CN/cyber|supports|2021-07-08", "accusation|country:US|country:CN/cyber|official|2021-07-08"],
            (await db.FactsOf(view.Event.Id).ToListAsync()).Select(fact => fact.Key).Order(StringComparer.Ordinal));
        Assert.Equal(news.Select(one => one.Id), (await db.NewsAfter(0).ToListAsync()).Select(one => one.Id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_name_of_endless_letters_keeps_no_batch_from_being_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var random = new Random(1);
        var letters = string.Concat(Enumerable.Range(0, 9_000).Select(_ => (char)('a' + random.Next(26))));

        var news = await RecordAsync(
            database,
            Article(
                (await StoreAsync(database, 1))[0], Noon,
                Accusing("country:US", "country:CN", AttributionStrength.Indictment) with { Instrument = [$"name:{letters} {letters}", "name:ada byron"] }));

        Assert.Equal(NewsKind.Event, Assert.Single(news).Kind);
        await using var db = database.Contexts.CreateDbContext();
        Assert.EndsWith("|name:ada byron", Assert.Single(await db.FactsOf(news[0].EventId).ToListAsync()).Key, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whatever_the_order_and_the_batches_the_rows_say_the_same_in_the_end(DatabaseKind kind)
    {
        string? first = null;
        foreach (var seed in Enumerable.Range(1, 4))
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var ids = await StoreAsync(database, 60);
            var articles = RandomArticles(ids).ToList();
            var random = new Random(seed);
            var shuffled = articles.Concat(articles.Take(10)).ToArray();
            random.Shuffle(shuffled);
            for (var start = 0; start < shuffled.Length;)
            {
                var batch = shuffled.Skip(start).Take(random.Next(1, 9)).ToArray();
                await RecordAsync(database, batch);
                start += batch.Length;
            }

            var state = await StateAsync(database);
            Assert.Equal(InMemory(articles), state);
            Assert.Equal(first ??= state, state);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_accusation_that_arrives_late_may_bring_two_events_together(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 3);
        var first = await RecordAsync(database, Article(ids[0], Noon, Accusing("country:US", "country:CN")));
        await RecordAsync(database, Article(ids[1], Noon.AddDays(15), Accusing("country:GB", "country:CN")));

        var late = await RecordAsync(database, Article(ids[2], Noon.AddDays(-1), Accusing("country:US", "country:CN")));

        Assert.Empty(late);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal([Noon.AddDays(-1), Noon.AddDays(15)], await db.StandingEvents().Select(one => one.StartAt).OrderBy(at => at).ToListAsync());
        Assert.Equal(2, (await db.EventViewAsync(first[0].EventId, CancellationToken.None))!.Evidence.Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_actor_that_gets_a_parent_belongs_to_it_from_the_next_batch_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var book = new ActorBook([], []);
        var register = new AttributionRegister((MonitorDbContext _, CancellationToken _) => Task.FromResult(book));

        await RecordAsync(Article(ids[0], Noon, Accusing("country:US", "threat-group:NEW")));
        book = new ActorBook(
            [
                new Actor { Id = "country:CN", Kind = ActorKind.State, Name = "China", Country = "CN" },
                new Actor { Id = "threat-group:NEW", Kind = ActorKind.ThreatGroup, Name = "New Panda", Country = "CN", Parent = "country:CN" },
            ],
            []);
        await RecordAsync(Article(ids[1], Noon, Accusing("country:US", "threat-group:NEW")));

        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(["country:CN", "threat-group:NEW"], await db.Set<Attribution>().Select(one => one.AccusedRoot).OrderBy(root => root).ToListAsync());

        async Task RecordAsync(ArticleStatements article) => await JudgeAsync(database, async (db, sequence) =>
            await register.RecordAsync(db, [article], sequence, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_an_analyst_rejects_is_corrected_once_and_stays_rejected_in_copies_to_come(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 3);
        var original = Article(ids[0], Noon, Accusing("country:US", "country:CN"));
        var opened = await RecordAsync(database, original);

        var corrections = await JudgeAsync(database, (db, sequence) =>
            Register.RejectAsync(db, opened[0].AttributionId, "analyst", Noon.AddHours(1), sequence, CancellationToken.None));
        var copied = await RecordAsync(database, original with { ArticleId = Id(ids[1]), IsCopy = true, PublishedAt = Noon.AddHours(2) });
        var again = await JudgeAsync(database, (db, sequence) =>
            Register.RejectAsync(db, opened[0].AttributionId, "analyst", Noon.AddHours(3), sequence, CancellationToken.None));

        Assert.Equal(NewsKind.Correction, Assert.Single(corrections!).Kind);
        Assert.Equal(opened[0].EventId, corrections![0].EventId);
        Assert.Empty(copied);
        Assert.Empty(again!);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Empty(await db.StandingEvents().ToListAsync());
        Assert.All(await db.Set<Attribution>().ToListAsync(), one => Assert.Equal("analyst", one.RejectedBy));
        Assert.NotNull((await db.Set<Fact>().SingleAsync()).WithdrawnAt);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fact_that_other_evidence_stands_for_needs_no_correction(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var opened = await RecordAsync(
            database,
            Article(ids[0], Noon, Accusing("country:US", "country:CN")),
            Article(ids[1], Noon.AddHours(1), Accusing("country:US", "country:CN")));

        var corrections = await JudgeAsync(database, (db, sequence) =>
            Register.RejectAsync(db, opened[0].AttributionId, "analyst", Noon.AddHours(1), sequence, CancellationToken.None));
        await using var db = database.Contexts.CreateDbContext();

        Assert.Empty(corrections!);
        Assert.Equal(Noon.AddHours(1), Assert.Single(await db.StandingEvents().ToListAsync()).StartAt);

        await JudgeAsync(database, (context, sequence) => Register.ReinstateAsync(context, opened[0].AttributionId, sequence, CancellationToken.None));

        Assert.Equal(Noon, Assert.Single(await db.StandingEvents().AsNoTracking().ToListAsync()).StartAt);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_retraction_after_months_belongs_to_the_event_it_takes_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 3);
        var opened = await RecordAsync(database, Article(ids[0], Noon, Accusing("country:US", "country:CN")));

        var retracted = await RecordAsync(database, Article(ids[1], Noon.AddDays(90), Accusing("country:US", "country:CN") with { Retraction = true }));
        await RecordAsync(database, Article(ids[2], Noon.AddDays(91), Accusing("country:GB", "country:CN")));

        Assert.Equal((NewsKind.Retraction, opened[0].EventId), (retracted[0].Kind, retracted[0].EventId));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(2, (await db.EventViewAsync(opened[0].EventId, CancellationToken.None))!.Evidence.Count);
    }

    private static Statement Accusing(string accuser, string accused, AttributionStrength strength = AttributionStrength.Official) => new()
    {
        Accusers = [accuser],
        Accused = accused,
        AccusedCountry = accused[^2..],
        Act = "espionage",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = strength,
        Rule = "test",
        Evidence = new TextSpan(0, 4),
    };

    private static ArticleStatements Article(long id, DateTimeOffset publishedAt, params Statement[] statements) =>
        new(Id(id), "They accuse them.", CopyGroup: Id(id), IsCopy: false, publishedAt, Live: true, statements);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<ArticleStatements> RandomArticles(List<long> ids)
    {
        var random = new Random(2021);
        string[] accusers = ["country:US", "country:GB", "alliance:NATO", "company:MICROSOFT"];
        string[] accused = ["country:CN", "country:RU"];
        string[] families = ["cyber", "cyber", "kinetic", "other"];
        string[] marks = ["name:ada byron", "name:byron", "name:ben okri", "count:3"];
        foreach (var id in ids)
        {
            var statements = Enumerable.Range(0, random.Next(0, 4)).Select(index =>
            {
                var form = random.Next(0, 12);
                var one = Accusing(accusers[random.Next(4)], accused[random.Next(2)], (AttributionStrength)random.Next(0, 7)) with
                {
                    Family = families[random.Next(4)],
                    Evidence = new TextSpan(0, 4 + index),
                    Retraction = form == 0,
                    Past = form == 1,
                    Instrument = form < 8 ? [marks[random.Next(4)]] : [],
                };
                return form is 2 or 3 ? one with { Accusers = [one.Accused!], Accused = null, Polarity = Polarity.Denied } : one;
            });
            yield return Article(id, Noon.AddHours(random.Next(0, 24 * 60)), [.. statements]);
        }
    }

    private static string InMemory(List<ArticleStatements> articles)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        articles.ForEach(article => ledger.Add(article));
        return State(
            ledger.Events.Select(one => $"{one.Key} {one.StartAt:O}"),
            ledger.Evidence.Select(one => $"{one.ArticleId}#{one.Index} {ledger.EventOf(one)?.Key} {ledger.EventOf(one)?.StartAt:O}"),
            ledger.Facts.Select(fact => fact.ToString()));
    }

    private static async Task<string> StateAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var attributions = await db.Set<Attribution>().Include(one => one.Event).ToListAsync();
        return State(
            (await db.StandingEvents().ToListAsync()).Select(one => $"{one.Key} {one.StartAt:O}"),
            attributions.Select(one => $"{one.ArticleId}#{one.Index} {one.Event?.Key} {one.Event?.StartAt:O}"),
            (await db.Set<Fact>().ToListAsync()).Select(fact => fact.Key));
    }

    private static string State(params IEnumerable<string>[] parts) =>
        string.Join('\n', parts.SelectMany(part => part.Order(StringComparer.Ordinal)));

    private static async Task<List<long>> StoreAsync(TestDatabase database, int count)
    {
        await using var db = database.Contexts.CreateDbContext();
        var articles = Enumerable.Range(1, count).Select(number => new Article
        {
            Outlet = "The Outlet",
            Title = $"Title {number}",
            CollectedAt = Noon,
        }).ToList();
        db.AddRange(articles);
        await db.SaveChangesAsync();
        return articles.ConvertAll(article => article.Id);
    }

    private static async Task<IReadOnlyList<AttributionNews>> RecordAsync(TestDatabase database, params ArticleStatements[] articles)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var commit = await db.Database.BeginTransactionAsync();
        var news = await Register.RecordAsync(db, articles, await SequenceAsync(db), CancellationToken.None);
        await db.SaveChangesAsync();
        await commit.CommitAsync();
        return news;
    }

    private static async Task<IReadOnlyList<AttributionNews>?> JudgeAsync(
        TestDatabase database, Func<MonitorDbContext, Func<long>, Task<IReadOnlyList<AttributionNews>?>> judge)
    {
        await using var db = database.Contexts.CreateDbContext();
        var corrections = await judge(db, await SequenceAsync(db));
        await db.SaveChangesAsync();
        return corrections;
    }

    private static async Task<Func<long>> SequenceAsync(MonitorDbContext db)
    {
        var news = await db.Set<AttributionNews>().MaxAsync(one => (long?)one.Sequence) ?? 0;
        var events = await db.Set<AttributionEvent>().MaxAsync(one => (long?)one.Sequence) ?? 0;
        var facts = await db.Set<Fact>().MaxAsync(one => (long?)one.Sequence) ?? 0;
        var last = Math.Max(news, Math.Max(events, facts));
        return () => ++last;
    }
}
