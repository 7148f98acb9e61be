using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.IntegrationTests.Stories;
using Monitor.IntegrationTests.Worker;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>After a change of the rules, articles are tagged again; nothing of it is news.</summary>
public sealed class TagAgainTests : IDisposable
{
    private const string Topic = "{ id: damage, name: Damage, when: \"inspectors OR reserved\" }";

    private static readonly DateTimeOffset Start = new(2031, 3, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-retag-").FullName;
    private readonly FakeTimeProvider _clock = new(Start);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Old_articles_earn_a_new_topic_and_nobody_is_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await SubscribeAsync(database);
        await NotifyAsync(database);
        await GroupedAsync(database);
        _clock.SetUtcNow(Start.AddDays(1));
        await NotifyAsync(database);
        var mails = await MailsAsync(database);
        await SentAsync(database);
        var sequence = await SequenceAsync(database);

        await ChangeTopicAsync(database, Topic);
        var report = await TagAgainAsync(database, Start.AddDays(-30));
        _clock.SetUtcNow(Start.AddDays(3));
        await NotifyAsync(database);

        Assert.Equal(6, report.Counts["articles"]);
        Assert.Equal(["damage 1", "damage 1"], await TopicsAsync(database, "outlet0.example"));
        Assert.Equal(["", ""], await TopicsAsync(database, "outlet2.example"));
        Assert.NotEmpty(mails);
        Assert.Equal(mails, await MailsAsync(database));
        Assert.Equal(sequence, await SequenceAsync(database));
        Assert.Equal(0, (await TagAgainAsync(database, Start.AddDays(-30))).Counts["articles"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_lies_in_page_boilerplate_earns_nothing_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);

        // "All rights reserved." below the copies is a tail that Group knows.
        await ChangeTopicAsync(database, "{ id: damage, name: Damage, when: reserved }");
        await TagAgainAsync(database, Start.AddDays(-30));

        Assert.Equal(["", ""], await TopicsAsync(database, "outlet1.example"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Articles_before_the_window_and_those_of_another_worker_are_left(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);
        await ChangeTopicAsync(database, Topic);

        Assert.Equal(0, (await TagAgainAsync(database, Start.AddDays(1))).Counts["articles"]);
        await using (var db = database.Contexts.CreateDbContext())
        {
            Assert.NotNull(await db.TakeLeaseAsync(TagAgainRun.LeaseName, "another worker", TimeSpan.FromMinutes(5), CancellationToken.None));
        }

        Assert.Equal(0, (await TagAgainAsync(database, Start.AddDays(-30))).Counts["articles"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_that_changed_meanwhile_keeps_what_was_found_then(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await GroupedAsync(database);
        await ChangeTopicAsync(database, Topic);
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<Article>().Where(article => article.Outlet == "outlet0.example")
            .ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, (DateTimeOffset?)null));

        Assert.Equal(4, (await TagAgainAsync(database, Start.AddDays(-30))).Counts["articles"]);
        Assert.Equal(["", ""], await TopicsAsync(database, "outlet0.example"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_real_process_killed_in_between_goes_on_where_it_was(DatabaseKind kind)
    {
        const int count = 3_000;
        await using var database = await TestDatabase.CreateAsync(kind);
        await ManyAsync(database, count);
        await ChangeTopicAsync(database, Topic);
        WorkerProcess.WriteSettings(_folder, database.Url);
        var stamp = await StampAsync(database);
        int doneAtKill;
        using (var first = WorkerProcess.Start(_folder, "rules", "retag", "--all", "--percent", "20"))
        {
            await first.UntilAsync(async () => await DoneAsync(database, stamp) > 0, "some articles are tagged again");
            await first.KillAsync();
            doneAtKill = await DoneAsync(database, stamp);
        }

        // The dead one's lease would run out within a minute.
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<Lease>().ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch));
        using (var second = WorkerProcess.Start(_folder, "rules", "retag", "--all"))
        {
            await second.UntilEndAsync();
            Assert.Equal(0, second.ExitCode);
        }

        Assert.InRange(doneAtKill, 1, count - 1);
        Assert.Equal(count, await DoneAsync(database, stamp));
        Assert.Equal(count, await db.Set<Article>().CountAsync(article => article.Tags!.Contains("damage")));
        Assert.Equal(0, await db.Set<OutboxMessage>().CountAsync());
    }

    /// <summary>Two stories of three articles each, tagged by nobody and grouped.</summary>
    private static async Task GroupedAsync(TestDatabase database)
    {
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.AddRange(Some.Articles(stories: 2));
            await db.SaveChangesAsync();
        }

        using var group = new GroupRun(
            database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
    }

    private static async Task ManyAsync(TestDatabase database, int count)
    {
        await using var db = database.Contexts.CreateDbContext();
        for (var i = 0; i < count; i++)
        {
            var article = new Article
            {
                Outlet = "Harbour News",
                Title = $"Report {i}",
                Text = "Inspectors closed the pier.",
                CollectedAt = Start,
                ReadAt = Start,
                GroupedAt = Start,
                Tags = "{}",
            };
            article.DateAs(Start.AddMinutes(-i));
            db.Add(article);
        }

        await db.SaveChangesAsync();
    }

    private static async Task ChangeTopicAsync(TestDatabase database, string body)
    {
        await using var db = database.Contexts.CreateDbContext();
        ConfigChange[] changes =
        [
            new(ActorFile.FileName, "actors/country:NO", ConfigChangeKind.Added, null, "{ id: country:NO, name: Norway }", false, 0),
            new(RuleFile.FileName, RuleFile.ItemOf("damage"), ConfigChangeKind.Added, null, body, false, 0),
        ];
        await ConfigStore.WriteAsync(db, changes, "ann", "damage is news", Start, isFromFolder: false, CancellationToken.None);
    }

    private async Task<RunReport> TagAgainAsync(TestDatabase database, DateTimeOffset since)
    {
        using var taggers = new CurrentTagger(() => Tagger.Load(_folder));
        using var again = new TagAgainRun(database.Contexts, taggers, new RulesOptions(), _clock, NullLogger<TagAgainRun>.Instance);
        return await again.RunAsync(since, percent: 100, null, CancellationToken.None);
    }

    private static async Task SubscribeAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        var settings = new SubscriberSettings
        {
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), [])],
            Alerts = [new AlertRule { Name = "all" }],
        };
        await db.ApplyAsync([new SubscriberEntry("desk", "desk@example.org", settings)], Start.AddDays(-5), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task NotifyAsync(TestDatabase database) => await new NotifyRun(
        database.Contexts, new ActorBook([], []), new AlertOptions(), new DeliveryOptions
        {
            From = "Monitor <monitor@example.org>",
        }, _clock, NullLogger<NotifyRun>.Instance).RunAsync();

    private static async Task<List<string>> MailsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return [.. (await db.Set<OutboxMessage>().OrderBy(message => message.Id).ToListAsync()).Select(message => message.Mail().Subject)];
    }

    /// <summary>All mails have gone out: one that had not would be told again with the next digest.</summary>
    private static async Task SentAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Set<OutboxMessage>().ExecuteUpdateAsync(row => row.SetProperty(message => message.State, OutboxState.Sent));
    }

    private static async Task<List<string>> TopicsAsync(TestDatabase database, string outlet)
    {
        await using var db = database.Contexts.CreateDbContext();
        var articles = await db.Set<Article>().Where(article => article.Outlet == outlet).OrderBy(article => article.Id).ToListAsync();
        return articles.ConvertAll(article => string.Join(
            ", ", ArticleFindings.In(article).Topics.Select(topic => string.Create(CultureInfo.InvariantCulture, $"{topic.TopicId} {topic.RuleVersion}"))));
    }

    private static async Task<long> SequenceAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<ChangeCounter>().Select(counter => counter.Last).SingleAsync();
    }

    private static async Task<long> StampAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await ConfigStore.StampAsync(db, CancellationToken.None);
    }

    private static async Task<int> DoneAsync(TestDatabase database, long stamp)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<Article>().CountAsync(article => article.TagStamp == stamp);
    }
}
