using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.IntegrationTests.Readers;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>What a clock leaves behind that was a year ahead, and what a right one finds. The rules are in instants-ahead.cases.</summary>
public sealed class InstantSweepTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_lies_a_year_ahead_is_due_again_and_is_told_of_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, DateTimeOffset.UtcNow + Year);

        var report = await SweepAsync(database);

        Assert.Equal(
            "leases 3, hosts 1, polls 1, articles to read 1, messages 3, digests 2, ways out 1", string.Join(", ", report.Counts.Select(count => $"{count.Key} {count.Value}")));
        await using var db = database.Contexts.CreateDbContext();
        var (now, latest) = (await db.NowAsync(CancellationToken.None), DateTimeOffset.UtcNow.AddDays(1));
        var feed = await db.Set<Feed>().SingleAsync();
        Assert.InRange(feed.NextPollAt!.Value, now.AddMinutes(58), now.AddMinutes(61));
        Assert.True(feed.LastPolledAt <= now && feed.LeaseUntil <= now + LeaseTimes.Duration);
        Assert.True((await db.Set<Lease>().SingleAsync()).ExpiresAt <= now + LeaseTimes.Duration);
        Assert.All(await db.Set<Article>().ToListAsync(), article => Assert.True(article.ReadDueAt <= now && article.ReadLeaseUntil <= now + LeaseTimes.Duration));
        Assert.All(
            await db.Set<OutboxMessage>().Where(message => message.Key != "sent").ToListAsync(),
            message => Assert.True((message.DueAt ?? message.LeaseExpiresAt) < latest));
        Assert.True((await db.Set<Subscriber>().SingleAsync()).NextDigestAt <= latest);
        Assert.True((await db.Set<WebHost>().SingleAsync()).Use.FreeAt <= now);
        Assert.True((await db.Set<HaltedWay>().SingleAsync()).NextTryAt <= now);
        Assert.True((await db.Set<OutboxMessage>().SingleAsync(message => message.Key == "sent")).EndedAt <= now);
        Assert.True((await db.Set<Subscriber>().SingleAsync()).DigestsFrom <= now);
        Assert.False((await SweepAsync(database)).DidWork);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Alerts_told_in_a_year_count_no_longer_against_the_hour(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        await world.Desk.StateAsync("US");
        await world.Desk.NotifyAsync();
        await using var db = world.Host.Contexts.CreateDbContext();
        var ahead = DateTimeOffset.UtcNow + Year;
        Assert.NotEqual(0, await db.Set<AlertEntry>().Where(entry => entry.State == AlertEntryState.Told)
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.EndedAt, (DateTimeOffset?)ahead)));

        await new InstantSweep(world.Host.Contexts, NullLogger<InstantSweep>.Instance).RunAsync(CancellationToken.None);

        Assert.False(await db.Set<AlertEntry>().AnyAsync(entry => entry.EndedAt >= ahead));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_pause_that_ends_later_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, DateTimeOffset.UtcNow);
        await using var db = database.Contexts.CreateDbContext();
        var until = DateTimeOffset.UtcNow.AddDays(20);
        await db.Set<Subscriber>().ExecuteUpdateAsync(set => set
            .SetProperty(one => one.DigestsFrom, (DateTimeOffset?)until)
            .SetProperty(one => one.PausedUntil, (DateTimeOffset?)until));

        Assert.False((await SweepAsync(database)).DidWork);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_right_clock_wrote_stays_as_it_is(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, DateTimeOffset.UtcNow);

        Assert.False((await SweepAsync(database)).DidWork);
    }

    [Fact]
    public async Task A_pause_is_no_clock_that_was_ahead()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await FillAsync(database, DateTimeOffset.UtcNow);
        await using var db = database.Contexts.CreateDbContext();
        var (desk, now) = (await db.Set<Subscriber>().SingleAsync(), DateTimeOffset.UtcNow);
        await db.PauseAsync(desk, now.AddDays(40), now, CancellationToken.None);
        await db.SaveChangesAsync();

        Assert.False((await SweepAsync(database)).DidWork);
    }

    private static Task<Monitor.Runs.RunReport> SweepAsync(TestDatabase database) =>
        new InstantSweep(database.Contexts, NullLogger<InstantSweep>.Instance).RunAsync(CancellationToken.None);

    /// <summary>As a worker leaves it whose clock shows <paramref name="shown"/>, in the middle of its work.</summary>
    private static async Task FillAsync(TestDatabase database, DateTimeOffset shown)
    {
        await using var db = database.Contexts.CreateDbContext();
        var lease = shown + LeaseTimes.Duration;
        var feed = Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "The Lamp" }, shown);
        (feed.LastPolledAt, feed.NextPollAt, feed.LeaseUntil) = (shown, shown.AddHours(1), lease);
        db.Add(feed);
        db.Add(new Lease { Name = "group", Holder = "one", ExpiresAt = lease });
        db.Add(new Article { Outlet = "The Lamp", Title = "Dock closes", CollectedAt = shown, ReadDueAt = shown, ReadLeaseUntil = lease });
        db.Add(new WebHost { Name = "lamp.example", NextRequestAt = shown.AddMilliseconds(-1), FirstLeasedUntil = lease, SecondLeasedUntil = DateTimeOffset.UnixEpoch });
        db.Add(OutboxMessage.Of("mail", "example.org", "waits", "content", "desk", "subject", shown, urgent: true));
        var sending = OutboxMessage.Of("mail", "example.org", "sending", "content", "desk", "subject", shown, urgent: true);
        (sending.State, sending.DueAt, sending.LeaseExpiresAt) = (OutboxState.Sending, null, lease);
        db.Add(sending);
        var sent = OutboxMessage.Of("mail", "example.org", "sent", "content", "desk", "subject", shown, urgent: true);
        (sent.State, sent.DueAt, sent.EndedAt) = (OutboxState.Sent, null, shown);
        db.Add(sent);
        db.Add(new HaltedWay
        {
            ChannelKind = "mail",
            Since = shown,
            Reason = "nothing listens",
            NeedsOperator = true,
            Tries = 1,
            NextTryAt = shown + HaltedWay.Wait(1, true),
        });
        await db.ApplyAsync(
            [new SubscriberEntry("desk", "desk@example.org", new SubscriberSettings { Digests = [new DigestSlot(new TimeOnly(7, 0), [])] })], shown, CancellationToken.None);
        await db.SaveChangesAsync();
        var slot = Monitor.Digests.DigestTimes.Next([new DigestSlot(new TimeOnly(7, 0), [])], (await db.Set<Subscriber>().SingleAsync()).Settings.Zone(), shown)!;
        await db.Set<Subscriber>().ExecuteUpdateAsync(set => set
            .SetProperty(one => one.NextDigestAt, (DateTimeOffset?)slot.DueAt)
            .SetProperty(one => one.DigestsFrom, (DateTimeOffset?)shown));
    }
}
