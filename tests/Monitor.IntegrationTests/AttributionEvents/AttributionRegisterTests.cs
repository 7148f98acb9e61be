using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Text;
using static Monitor.IntegrationTests.AttributionEvents.RecordedArticles;

namespace Monitor.IntegrationTests.AttributionEvents;

public sealed class AttributionRegisterTests
{
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
        Assert.All(news, one => Assert.Equal(news[0].EventId, one.EventId));
        await using var db = database.Contexts.CreateDbContext();
        var view = await db.EventViewAsync(news[0].EventId, CancellationToken.None);
        Assert.NotNull(view);
        Assert.Equal(("country:CN/cyber", Noon, AttributionStrength.Official, 2, 0),
            (view.Event.Key, view.Event.StartAt, view.Highest!.Value, view.IndependentReports, view.Copies));
        Assert.Equal(["country:US", "alliance:NATO"], view.Accusers.Select(one => one.Actor));
        Assert.Equal("agency:US-CISA", view.Evidence[1].Statement.Accusers[0]);
        Assert.Equal(
            ["accusation|alliance:NATO|country:CN/cyber|supports", "accusation|country:US|country:CN/cyber|official"],
            (await db.FactsOf(view.Event.Id).ToListAsync()).Select(fact => fact.Stated).Order(StringComparer.Ordinal));
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
    public async Task Whatever_the_batches_the_rows_say_what_a_ledger_in_memory_says(DatabaseKind kind)
    {
        foreach (var seed in Enumerable.Range(1, 3))
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var ids = await StoreAsync(database, 60);
            var random = new Random(seed);
            var articles = RandomArticles(ids).ToArray();
            random.Shuffle(articles);
            var arriving = articles.Concat(articles.Take(10)).ToArray();
            for (var start = 0; start < arriving.Length;)
            {
                var batch = arriving.Skip(start).Take(random.Next(1, 9)).ToArray();
                await RecordAsync(database, batch);
                start += batch.Length;
            }

            Assert.Equal(InMemory([.. articles]), await StateAsync(database));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_name_continues_its_incident_after_months(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 2);
        var named = Accusing("country:US", "country:CN") with { Incident = new Incident { Target = "Northnet", TargetName = "Northnet" } };

        var opened = await RecordAsync(database, Article(ids[0], Noon, named));
        var later = await RecordAsync(database, Article(ids[1], Noon.AddDays(200), named with { Accusers = ["country:GB"] }));

        Assert.Equal((NewsKind.Accuser, opened[0].EventId), (later[0].Kind, later[0].EventId));
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

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_told_by_fortnights_counts_for_the_events_of_then_and_for_none_that_come_later(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ids = await StoreAsync(database, 3);
        var old = await RecordAsync(database, Article(ids[0], Noon, Accusing("country:GB", "country:CN")));
        const string ToldOfUs = "accusation|country:US|country:CN/cyber|official|2021-07-08";
        await using var db = database.Contexts.CreateDbContext();
        (await db.Set<AttributionEvent>().SingleAsync()).PredatesIncidents = true;
        (await db.Set<Fact>().SingleAsync()).Key = "accusation|country:GB|country:CN/cyber|official|2021-07-08";
        db.Add(new Fact
        {
            Key = ToldOfUs,
            Kind = EvidenceKind.Accusation,
            Actor = "country:US",
            About = "country:CN/cyber",
            Strength = AttributionStrength.Official,
        });
        await db.SaveChangesAsync();

        var both = Accusing("country:GB", "country:CN") with { Accusers = ["country:GB", "country:US"] };
        await RecordAsync(database, Article(ids[1], Noon.AddHours(1), both));
        var later = await RecordAsync(
            database, Article(ids[2], Noon.AddHours(2), both with { Incident = new Incident { Target = "railways", TargetClass = "rail" } }));

        Assert.Equal(NewsKind.Event, Assert.Single(later).Kind);
        var facts = await db.Set<Fact>().AsNoTracking().Include(fact => fact.Aliases).Where(fact => fact.EventId != null).OrderBy(fact => fact.Id).ToListAsync();
        Assert.Equal(2, facts.Count(fact => fact.EventId == old[0].EventId));
        Assert.Equal([ToldOfUs], facts.Single(fact => fact.EventId == old[0].EventId && fact.Actor == "country:US").Aliases.Select(alias => alias.Key));
        Assert.All(facts.Where(fact => fact.EventId == later[0].EventId), fact => Assert.Empty(fact.Aliases));
    }

    private static IEnumerable<ArticleStatements> RandomArticles(List<long> ids)
    {
        var random = new Random(2021);
        string[] accusers = ["country:US", "country:GB", "alliance:NATO", "company:MICROSOFT"];
        string[] accused = ["country:CN", "country:RU"];
        string[] families = ["cyber", "cyber", "kinetic", "other"];
        string[] sectors = ["rail", "power", "any-systems"];
        string?[] names = [null, null, null, "Northnet"];
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
                    Incident = form % 3 == 0 ? null : new Incident { Target = "it", TargetClass = sectors[random.Next(3)], TargetName = names[random.Next(4)] },
                };
                return form is 2 or 3 ? one with { Accusers = [one.Accused!], Accused = null, Polarity = Polarity.Denied } : one;
            });
            yield return Article(id, Noon.AddHours(random.Next(0, 24 * 60)), [.. statements]) with
            {
                Story = random.Next(0, 12).ToString(CultureInfo.InvariantCulture),
            };
        }
    }

    private static string InMemory(List<ArticleStatements> articles)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        articles.ForEach(article => ledger.Add(article));
        return State(
            ledger.Events.Select(one => $"{one.Key} {one.StartAt:O}"),
            ledger.Evidence.Select(one => $"{one.ArticleId}#{one.Index} {ledger.EventOf(one)?.Key} {ledger.EventOf(one)?.StartAt:O}"),
            ledger.Facts.Select(one => $"{one.Event.Key} {one.Event.StartAt:O} {one.Fact}"));
    }

    private static async Task<string> StateAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var attributions = await db.Set<Attribution>().Include(one => one.Event).ToListAsync();
        return State(
            (await db.StandingEvents().ToListAsync()).Select(one => $"{one.Key} {one.StartAt:O}"),
            attributions.Select(one => $"{one.ArticleId}#{one.Index} {one.Event?.Key} {one.Event?.StartAt:O}"),
            (await db.Set<Fact>().Include(fact => fact.Event).Where(fact => fact.Evidence.Count > 0).ToListAsync())
                .Select(fact => $"{fact.Event!.Key} {fact.Event.StartAt:O} {fact.Stated}"));
    }

    private static string State(params IEnumerable<string>[] parts) =>
        string.Join('\n', parts.SelectMany(part => part.Order(StringComparer.Ordinal)));
}
