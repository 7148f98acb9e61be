using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>A digest that could not be delivered comes again with the next one, which says so.</summary>
public sealed class UndeliveredDigestTests
{
    private static readonly DateTimeOffset Noon = NotifyWorld.Noon;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_refused_or_waits_is_told_with_the_next_one_and_once_only(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind, alerts: false);
        await DayAsync(world, 1, "US", new DeliveryOutcome.Rejected("5.7.1 no"));
        await DayAsync(world, 2, "GB", new DeliveryOutcome.Deferred("4.2.2 mailbox full"));
        await DayAsync(world, 3, "JP", new DeliveryOutcome.Accepted());
        await DayAsync(world, 4, null, new DeliveryOutcome.Accepted());

        var mails = await world.MailsAsync();
        Assert.Equal(
            [
                "20 July: US accuses China: cyberespionage – 1 attribution",
                "21 July: US, UK accuse China: cyberespionage – 1 attribution",
                "22 July: US, UK, Japan accuse China: cyberespionage – 1 attribution",
            ],
            mails.Select(mail => mail.Subject));
        Assert.DoesNotContain("could not be delivered", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("The digest of Tuesday, 20 July could not be delivered; what it held is here too.", Flat(mails[1].Text), StringComparison.Ordinal);
        Assert.Contains(
            "The digests of Tuesday, 20 July and Wednesday, 21 July could not be delivered; what they held is here too.", Flat(mails[2].Text),
            StringComparison.Ordinal);
        Assert.Equal(["Withdrawn", "Withdrawn", "Sent"], await StatesAsync(world));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_came_back_behind_one_that_arrived_is_told_without_what_that_one_told(DatabaseKind kind)
    {
        await using var world = await NotifyWorld.StartAsync(kind, alerts: false);
        await DayAsync(world, 1, "US", new DeliveryOutcome.Accepted());
        await DayAsync(world, 2, "GB", new DeliveryOutcome.Accepted());
        await using (var db = world.Contexts.CreateDbContext())
        {
            var bounce = new Bounce("desk@example.org", BounceKind.Refused, "5.7.1", "desk@example.org: no")
            {
                MessageId = MessageId.Of("digest/desk/2021-07-20/07:00", "example.org").Trim('<', '>'),
            };
            await ReportTaking.TakeAsync(db, bounce, Noon.AddDays(2), Noon.AddDays(2), isDry: false, CancellationToken.None);
            Assert.Equal("came back: (the recipient): no", (await db.Set<OutboxMessage>().AsNoTracking().OrderBy(one => one.Id).FirstAsync()).Reason);
        }

        await DayAsync(world, 3, "JP", new DeliveryOutcome.Accepted());

        var last = (await world.MailsAsync())[^1];
        Assert.Contains("The digest of Tuesday, 20 July could not be delivered", Flat(last.Text), StringComparison.Ordinal);
        Assert.Contains("Report 1", last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("New: United Kingdom", last.Text, StringComparison.Ordinal);
        Assert.Equal(["Withdrawn", "Sent", "Sent"], await StatesAsync(world));
        await using var after = world.Contexts.CreateDbContext();
        Assert.Equal(
            ["digest/desk/2021-07-22/07:00", null, null], await after.Set<ComposedDigest>().OrderBy(one => one.Id).Select(one => one.ToldAgainBy).ToListAsync());
    }

    [Fact]
    public async Task A_look_at_a_digest_says_what_is_kept_no_more_and_where_there_was_nothing_new()
    {
        await using var world = await NotifyWorld.StartAsync(DatabaseKind.Sqlite, alerts: false);
        await DayAsync(world, 1, "US", new DeliveryOutcome.Accepted());
        await DayAsync(world, 2, null, new DeliveryOutcome.Accepted());
        Assert.Contains("US accuses China", Assert.IsType<PreviewedDigest.Shown>(await world.PreviewAsync(Noon)).Mail.Text, StringComparison.Ordinal);
        await using (var db = world.Contexts.CreateDbContext())
        {
            await db.Set<ComposedDigest>().ExecuteUpdateAsync(set => set.SetProperty(digest => digest.Content, (byte[]?)null));
        }

        Assert.IsType<PreviewedDigest.NotKept>(await world.PreviewAsync(Noon));
        Assert.IsType<PreviewedDigest.NothingNew>(await world.PreviewAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_first_digest_goes_back_a_week_and_no_further()
    {
        await using var world = await NotifyWorld.StartAsync(DatabaseKind.Sqlite, alerts: false);
        // Here for months, for alerts say, and wants the digest only now.
        await world.ChangeAsync(desk => desk.NextDigestAt = null);
        await world.StateAsync(NotifyWorld.Accuses("US"));
        world.Clock.SetUtcNow(Noon.AddDays(100));
        await world.StateAsync(NotifyWorld.Denies("CN"));
        await world.ChangeAsync(desk => desk.NextDigestAt = Noon);

        await world.NotifyAsync();

        var mail = Assert.Single(await world.MailsAsync());
        Assert.Contains("Report 2", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Report 1", mail.Text, StringComparison.Ordinal);
    }

    /// <summary>What the day brings, its digest at seven in the morning (five, in UTC), and what becomes of that.</summary>
    private static async Task DayAsync(NotifyWorld world, int day, string? accuser, DeliveryOutcome outcome)
    {
        world.Clock.SetUtcNow(Noon.AddDays(day).AddHours(-9));
        await world.NotifyAsync();
        if (accuser is not null)
        {
            await world.StateAsync(NotifyWorld.Accuses(accuser));
        }

        world.Clock.SetUtcNow(Noon.AddDays(day).AddHours(-6.5));
        await world.NotifyAsync();
        await world.DeliverAsync(outcome);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<List<string>> StatesAsync(NotifyWorld world)
    {
        await using var db = world.Contexts.CreateDbContext();
        return await db.Set<OutboxMessage>().OrderBy(one => one.Id).Select(one => one.State.ToString()).ToListAsync();
    }
}
