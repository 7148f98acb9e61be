using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.IntegrationTests.Articles;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>Every kind of claim: free 30 seconds after the last sign of life, renewed by its holder, fenced once another has it.</summary>
public sealed class ClaimTests
{
    private static readonly DateTimeOffset LongAgo = DateTimeOffset.UnixEpoch.AddDays(1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_feed_is_renewed_by_who_polls_it_and_by_nobody_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.Add(Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "The Lamp" }, DateTimeOffset.UtcNow));
        await db.SaveChangesAsync();
        var feeds = db.Set<Feed>().AsNoTracking();

        var late = (await db.ClaimAsync(feeds.Single().Id, CancellationToken.None))!;
        await IsWithinAsync(db, late.LeaseUntil);
        Assert.Null(await db.ClaimAsync(late.Id, CancellationToken.None));
        await feeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)LongAgo));
        Assert.True(await db.RenewClaimAsync(late, CancellationToken.None));
        await IsWithinAsync(db, feeds.Single().LeaseUntil);

        await feeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)LongAgo));
        var current = await db.ClaimAsync(late.Id, CancellationToken.None);
        Assert.False(await db.RenewClaimAsync(late, CancellationToken.None));
        Assert.False(await db.EndClaimAsync(late, CancellationToken.None));
        Assert.True(await db.EndClaimAsync(current!, CancellationToken.None));
        Assert.False(await db.RenewClaimAsync(current!, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_claimed_feed_is_taken_by_who_polls_it_and_by_nobody_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.Add(Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "The Lamp" }, DateTimeOffset.UtcNow));
        await db.SaveChangesAsync();
        var feeds = db.Set<Feed>().AsNoTracking();
        var late = (await db.ClaimAsync(feeds.Single().Id, CancellationToken.None))!;
        await feeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LeaseUntil, (DateTimeOffset?)LongAgo));
        var current = (await db.ClaimAsync(late.Id, CancellationToken.None))!;

        Assert.Null(await TakeAsync(late));
        Assert.Equal("The Lamp", (await TakeAsync(current))!.Outlet.Name);
        Assert.Null(await TakeAsync(current));

        async Task<Feed?> TakeAsync(Feed claimed)
        {
            await using var polling = database.Contexts.CreateDbContext();
            await using var transaction = await polling.Database.BeginTransactionAsync();
            var feed = await polling.TakeClaimedAsync(claimed, CancellationToken.None);
            await polling.SaveChangesAsync();
            await transaction.CommitAsync();
            return feed;
        }
    }

    [Fact]
    public async Task Who_takes_a_claimed_feed_and_who_adds_to_it_do_not_wait_for_each_other()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var late = database.Contexts.CreateDbContext();
        late.Add(Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "The Lamp" }, DateTimeOffset.UtcNow));
        await late.SaveChangesAsync();
        var claimed = (await late.ClaimAsync(late.Set<Feed>().AsNoTracking().Single().Id, CancellationToken.None))!;
        await using var trial = await late.Database.BeginTransactionAsync();
        late.Add(new SeenEntry { FeedId = claimed.Id, Key = "key" });
        await late.SaveChangesAsync();
        await using var current = database.Contexts.CreateDbContext();
        await using var keeping = await current.Database.BeginTransactionAsync();
        await current.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = 1");

        Assert.NotNull(await current.TakeClaimedAsync(claimed, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_article_is_renewed_by_who_reads_it_and_by_nobody_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.Add(new Article { Outlet = "The Lamp", Title = "Dock closes", ReadDueAt = LongAgo });
        await db.SaveChangesAsync();
        var articles = db.Set<Article>().AsNoTracking();

        var late = (await db.ClaimNextToReadAsync(DateTimeOffset.UtcNow, LeaseTimes.Duration, CancellationToken.None))!;
        await IsWithinAsync(db, late.ReadLeaseUntil);
        await articles.ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)LongAgo));
        Assert.True(await db.RenewReadAsync(late, CancellationToken.None));
        await IsWithinAsync(db, articles.Single().ReadLeaseUntil);

        await articles.ExecuteUpdateAsync(set => set.SetProperty(article => article.ReadLeaseUntil, (DateTimeOffset?)LongAgo));
        Assert.NotNull(await db.ClaimNextToReadAsync(DateTimeOffset.UtcNow, LeaseTimes.Duration, CancellationToken.None));
        Assert.False(await db.RenewReadAsync(late, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hosts_turn_lasts_no_longer_than_a_lease_and_is_given_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var budget = new StoredHostBudget(database.Contexts, TimeProvider.System);

        var turn = (HostTurn.Granted)await budget.EnterAsync("lamp.example", CancellationToken.None);
        await IsWithinAsync(db, (await db.Set<WebHost>().AsNoTracking().SingleAsync()).FirstLeasedUntil);
        await budget.LeaveAsync(turn, CancellationToken.None);

        Assert.Equal(DateTimeOffset.UnixEpoch, (await db.Set<WebHost>().AsNoTracking().SingleAsync()).FirstLeasedUntil);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_asks_whether_the_lease_is_held_renews_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var held = (await db.TakeLeaseAsync("group", "one", LeaseTimes.Duration, CancellationToken.None))!;
        var leases = db.Set<Lease>().AsNoTracking();
        await IsWithinAsync(db, leases.Single().ExpiresAt);
        await leases.ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, LongAgo));

        Assert.True(await db.HoldsAsync(held, CancellationToken.None));

        await IsWithinAsync(db, leases.Single().ExpiresAt);
        Assert.Null(await db.TakeLeaseAsync("group", "two", LeaseTimes.Duration, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_waits_for_a_lease_that_its_holder_is_about_to_commit_under()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var holder = database.Contexts.CreateDbContext();
        var held = (await holder.TakeLeaseAsync("group", "one", LeaseTimes.Duration, CancellationToken.None))!;
        await using var transaction = await holder.Database.BeginTransactionAsync();
        Assert.True(await holder.HoldsAsync(held, CancellationToken.None));
        await using var other = database.Contexts.CreateDbContext();
        await other.Database.OpenConnectionAsync();
        await other.Database.ExecuteSqlAsync($"SET lock_timeout = 1");

        Assert.Null(await other.TakeLeaseAsync("group", "two", LeaseTimes.Duration, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_only_worker_frees_at_its_start_what_the_one_before_held(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        db.Add(Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "The Lamp" }, DateTimeOffset.UtcNow));
        db.Add(new Article { Outlet = "The Lamp", Title = "Dock closes", ReadDueAt = LongAgo });
        db.Add(OutboxMessage.Of("mail", "example.org", "key", "content", "desk", "subject", LongAgo, urgent: true));
        await db.SaveChangesAsync();
        var feed = (await db.ClaimAsync(db.Set<Feed>().AsNoTracking().Single().Id, CancellationToken.None))!;
        var article = (await db.ClaimNextToReadAsync(DateTimeOffset.UtcNow, LeaseTimes.Duration, CancellationToken.None))!;
        var message = await db.ClaimNextAsync(DateTimeOffset.UtcNow, LeaseTimes.Duration, ClosedWays.None, CancellationToken.None);
        var held = (await db.TakeLeaseAsync("group", "one", LeaseTimes.Duration, CancellationToken.None))!;
        await new StoredHostBudget(database.Contexts, TimeProvider.System).EnterAsync("lamp.example", CancellationToken.None);

        Assert.Equal(5, await OldClaims.FreeAsync(database.Contexts, NullLogger.Instance, CancellationToken.None));

        Assert.NotNull(await db.TakeLeaseAsync("group", "two", LeaseTimes.Duration, CancellationToken.None));
        Assert.NotNull(await db.ClaimAsync(feed.Id, CancellationToken.None));
        Assert.NotNull(await db.ClaimNextToReadAsync(DateTimeOffset.UtcNow, LeaseTimes.Duration, CancellationToken.None));
        Assert.Equal(message!.Id, Assert.Single(await db.AbandonedAsync(10, CancellationToken.None)).Id);
        Assert.Equal(LongAgo, (await db.Set<WebHost>().AsNoTracking().SingleAsync()).FirstLeasedUntil.AddDays(1));
        Assert.False(await db.HoldsAsync(held, CancellationToken.None));
        Assert.False(await db.EndClaimAsync(feed, CancellationToken.None));
        Assert.False(await db.RenewReadAsync(article, CancellationToken.None));
    }

    private static async Task IsWithinAsync(MonitorDbContext db, DateTimeOffset? leaseUntil)
    {
        var now = await db.NowAsync(CancellationToken.None);
        Assert.InRange(leaseUntil!.Value, now, now + LeaseTimes.Duration);
    }
}
