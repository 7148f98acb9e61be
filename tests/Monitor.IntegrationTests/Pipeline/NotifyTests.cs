using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Pipeline;

public sealed class NotifyTests
{
    private static readonly DateTimeOffset Noon = NotifyWorld.Noon;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_is_told_once_with_all_that_joined_in_time_and_later_joiners_in_one_update(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await world.StateAsync(NotifyWorld.Accuses("US"));
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddSeconds(20));
        await world.StateAsync(NotifyWorld.Accuses("GB"));
        await world.NotifyAsync();
        Assert.Empty(await world.MailsAsync());

        world.Clock.SetUtcNow(Noon.AddSeconds(31));
        await world.NotifyAsync();
        await world.NotifyAsync();
        await world.StateAsync(NotifyWorld.Accuses("JP"));
        world.Clock.SetUtcNow(Noon.AddMinutes(3));
        await world.NotifyAsync();
        Assert.Single(await world.MailsAsync());
        world.Clock.SetUtcNow(Noon.AddMinutes(7));
        await world.NotifyAsync();
        await world.NotifyAsync();

        var mails = await world.MailsAsync();
        Assert.Equal(
            ["US, UK accuse China: cyberespionage (official, 2 reports)", "More accuse China: cyberespionage (Japan joins)"],
            mails.Select(mail => mail.Subject));
        Assert.Contains("Japan joined.", mails[1].Text, StringComparison.Ordinal);
        Assert.Equal(mails[0].ThreadKey, mails[1].ThreadKey);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_denial_is_told_and_a_rejected_accusation_is_corrected_once(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await world.StateAsync(NotifyWorld.Accuses("US"));
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddMinutes(1));
        await world.NotifyAsync();
        await world.StateAsync(NotifyWorld.Denies("CN"));
        world.Clock.SetUtcNow(Noon.AddMinutes(10));
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddMinutes(20));
        await world.NotifyAsync();
        await RejectFirstAsync(world);
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddMinutes(30));
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddMinutes(40));
        await world.NotifyAsync();

        Assert.Equal(
            [
                "US accuses China: cyberespionage (official, 1 report)",
                "China denies accusations of cyberespionage",
                "Correction: US on China, cyberespionage",
            ],
            (await world.MailsAsync()).Select(mail => mail.Subject));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_digest_tells_each_change_once_and_a_slot_has_one(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await world.NotifyAsync();
        await world.StateAsync(NotifyWorld.Accuses("US"));
        for (var hours = 1; hours <= 48; hours++)
        {
            world.Clock.SetUtcNow(Noon.AddHours(hours));
            await world.NotifyAsync();
            await world.NotifyAsync();
            await world.DeliverAsync(new DeliveryOutcome.Accepted());
        }

        var digests = (await world.MailsAsync()).Where(mail => mail.Key.StartsWith("digest/", StringComparison.Ordinal)).ToList();
        var digest = Assert.Single(digests);
        Assert.Equal("digest/desk/2021-07-20/07:00", digest.Key);
        Assert.Equal("20 July: US accuses China: cyberespionage – 1 attribution", digest.Subject);
        Assert.Contains("1 independent report", digest.Text, StringComparison.Ordinal);
        await using var db = world.Contexts.CreateDbContext();
        Assert.Equal(["2021-07-20 mail", "2021-07-21 -"], (await db.Set<ComposedDigest>().OrderBy(one => one.LocalDate).ToListAsync())
            .Select(one => $"{one.LocalDate:yyyy-MM-dd} {(one.MessageKey is null ? "-" : "mail")}"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_past_is_told_to_nobody(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await world.StateAsync(NotifyWorld.Accuses("US"), past: true);
        world.Clock.SetUtcNow(Noon.AddDays(1));
        await world.NotifyAsync();

        Assert.Empty(await world.MailsAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_composed_and_not_committed_is_composed_again_and_told_once(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await world.StateAsync(NotifyWorld.Accuses("US"));
        await world.NotifyAsync();
        world.Clock.SetUtcNow(Noon.AddDays(1));
        // A worker that lost its lease meanwhile: everything it does is fenced off.
        await using (var db = world.Contexts.CreateDbContext())
        {
            var stale = await db.TakeLeaseAsync(NotifyRun.LeaseName, "another", TimeSpan.FromMinutes(2), CancellationToken.None);
            Assert.NotNull(stale);
            await world.NotifyAsync();
            Assert.Empty(await world.MailsAsync());
            await db.ReleaseLeaseAsync(stale, CancellationToken.None);
        }

        await world.NotifyAsync();
        await world.NotifyAsync();

        Assert.Equal(2, (await world.MailsAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_feed_that_falls_silent_is_named_once_to_who_looks_after_the_feeds(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind, feedTroubles: true);
        await world.NotifyAsync();
        await AddFeedAsync(world, "Meridian Wire", FeedState.Silent, Noon.AddHours(3));
        await AddFeedAsync(world, "Daily Beacon", FeedState.Healthy, Noon.AddHours(3));
        await AddFeedAsync(world, "Old Gazette", FeedState.Gone, Noon.AddDays(-9));
        // At the very instant of a slot (07:00 in Berlin): its poll may not be committed yet when the digest is composed.
        await AddFeedAsync(world, "Night Courier", FeedState.Failing, Noon.AddHours(17));
        for (var hours = 1; hours <= 72; hours++)
        {
            world.Clock.SetUtcNow(Noon.AddHours(hours));
            await world.NotifyAsync();
            await world.DeliverAsync(new DeliveryOutcome.Accepted());
        }

        var mails = await world.MailsAsync();
        Assert.Equal(
            ["digest/desk/2021-07-20/07:00 20 July: 1 feed needs a look", "digest/desk/2021-07-21/07:00 21 July: 1 feed needs a look"],
            mails.Select(mail => $"{mail.Key} {mail.Subject}"));
        Assert.Contains("Meridian Wire is silent since Mon 19 July, 17:00", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("Night Courier fails since Tue 20 July, 07:00", mails[1].Text, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain("Daily Beacon", mail.Text + mail.Html, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("Old Gazette", mail.Text + mail.Html, StringComparison.Ordinal));
        Assert.DoesNotContain("Meridian Wire", mails[1].Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Feeds_in_trouble_are_named_to_nobody_who_did_not_ask(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind);
        await AddFeedAsync(world, "Meridian Wire", FeedState.Silent, Noon.AddHours(3));
        world.Clock.SetUtcNow(Noon.AddDays(1));
        await world.NotifyAsync();

        Assert.Empty(await world.MailsAsync());
    }

    private static async Task AddFeedAsync(NotifyWorld world, string outlet, FeedState state, DateTimeOffset changedAt)
    {
        await using var db = world.Contexts.CreateDbContext();
        var address = new Uri($"https://{outlet.Replace(' ', '-')}.example.org/feed");
        var feed = Feed.Of(address, outlet, new Outlet { Name = outlet }, changedAt);
        (feed.State, feed.StateReason, feed.NextPollAt) = (state, "as the test says", changedAt.AddDays(9));
        db.Add(feed);
        await db.SaveChangesAsync();
    }

    private static async Task RejectFirstAsync(NotifyWorld world)
    {
        await using var db = world.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var first = await db.Set<Attribution>().Where(one => one.Kind == EvidenceKind.Accusation).OrderBy(one => one.Id).FirstAsync();
        await new AttributionRegister(ActorRoots.ByIdAlone).RejectAsync(db, first.Id, "an analyst", world.Clock.GetUtcNow(), sequence.Next, CancellationToken.None);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }
}
