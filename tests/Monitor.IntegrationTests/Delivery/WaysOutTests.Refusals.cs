using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>Addresses that refuse, and those that are nobody's any more.</summary>
public sealed partial class WaysOutTests
{
    [Theory, MemberData(nameof(Kinds))]
    public async Task An_address_that_nobody_has_is_written_to_no_more_until_it_changes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddSubscriberAsync(database, "desk", "Reader@example.org", new SubscriberSettings());
        await AddAsync(database, "digest/a");
        await Deliver(database, new Script(_ => new DeliveryOutcome.Rejected("550 5.1.1 no such user", NoSuchUser: true))).RunAsync();
        await AddAsync(database, "digest/b");
        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        await Deliver(database, transport).RunAsync();
        Assert.Empty(transport.Sent);

        await using var db = database.Contexts.CreateDbContext();
        var subscriber = await db.Set<Subscriber>().SingleAsync();
        Assert.True(subscriber.IsSuppressed);
        Assert.Equal("550 5.1.1 no such user", subscriber.SuppressedReason);
        subscriber.Address = "other@example.org";
        Assert.False(subscriber.IsSuppressed);
        Assert.Equal(
            ["550 5.1.1 no such user", "not tried: 550 5.1.1 no such user"],
            await db.Set<OutboxMessage>().OrderBy(message => message.Id).Select(message => message.Reason).ToListAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_composed_for_who_has_left_since_is_not_sent(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddSubscriberAsync(database, "desk", "reader@example.org", new SubscriberSettings());
        await AddAsync(database, "example.org", 1);
        await using var db = database.Contexts.CreateDbContext();
        (await db.Set<Subscriber>().SingleAsync()).Leave(Noon);
        await db.SaveChangesAsync();

        var transport = new Script(_ => new DeliveryOutcome.Accepted());
        await Deliver(database, transport).RunAsync();

        Assert.Empty(transport.Sent);
        Assert.Equal("not tried: the subscriber left", await db.Set<OutboxMessage>().Select(message => message.Reason).SingleAsync());
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("0 0 0 0", false)]
    [InlineData("0 1", false)]
    [InlineData("0 1 2", true)]
    [InlineData("0 10 29", true)]
    [InlineData("0 10 31", false)]
    [InlineData("0 31 62 93", false)]
    public async Task Other_refusals_end_it_after_three_days_of_thirty(string days, bool ends)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddSubscriberAsync(database, "desk", "reader@example.org", new SubscriberSettings());
        await using var db = database.Contexts.CreateDbContext();
        foreach (var day in days.Split(' '))
        {
            var at = Noon.AddDays(int.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
            await db.RecordRefusalAsync(
                new MailRefusal { Address = "reader@example.org", Day = DateOnly.FromDateTime(at.UtcDateTime), NoSuchUser = false, Reason = "552 full" },
                at,
                CancellationToken.None);
        }

        Assert.Equal(ends, (await db.Set<Subscriber>().AsNoTracking().SingleAsync()).IsSuppressed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_refused_before_an_address_was_confirmed_again_counts_no_more(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddSubscriberAsync(database, "desk", "Reader@example.org", new SubscriberSettings());
        await using var db = database.Contexts.CreateDbContext();
        var desk = await db.Set<Subscriber>().SingleAsync();
        foreach (var day in (int[])[1, 2, 3])
        {
            await RefuseAsync(day, noSuchUser: false);
        }

        Assert.True(desk.IsSuppressed);
        desk.Confirm(Noon.AddDays(4), 0);
        await db.ForgetRefusalsAsync(desk.Address, CancellationToken.None);
        await db.SaveChangesAsync();

        await RefuseAsync(3, noSuchUser: true);
        await RefuseAsync(5, noSuchUser: false);
        await RefuseAsync(6, noSuchUser: false);
        Assert.False(desk.IsSuppressed);
        Assert.Equal(2, await db.Set<MailRefusal>().CountAsync());
        await RefuseAsync(7, noSuchUser: true);
        Assert.True(desk.IsSuppressed);

        Task RefuseAsync(int day, bool noSuchUser)
        {
            var at = Noon.AddDays(day);
            return db.RecordRefusalAsync(
                new MailRefusal { Address = "reader@example.org", Day = DateOnly.FromDateTime(at.UtcDateTime), NoSuchUser = noSuchUser, Reason = "552 full" },
                at,
                CancellationToken.None);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_is_removed_leaves_no_address_behind(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddSubscriberAsync(database, "desk", "reader@example.org", new SubscriberSettings());
        await using var db = database.Contexts.CreateDbContext();
        var desk = await db.Set<Subscriber>().SingleAsync();
        db.Add(new AddressConfirmation { SubscriberId = desk.Id, Address = desk.Address, AskedAt = Noon, ExpiresAt = Noon.AddDays(7) });
        await db.RecordRefusalAsync(
            new MailRefusal { Address = desk.Address, Day = new DateOnly(2021, 7, 20), NoSuchUser = true, Reason = "550 5.1.1" },
            Noon.AddDays(1),
            CancellationToken.None);
        Assert.True(desk.IsSuppressed);

        await db.RemoveAsync(desk, CancellationToken.None);

        Assert.Equal(("", null, null), (desk.Address, desk.SuppressedAddress, desk.SuppressedReason));
        Assert.Equal((0, 0), (await db.Set<AddressConfirmation>().CountAsync(), await db.Set<MailRefusal>().CountAsync()));
    }
}
