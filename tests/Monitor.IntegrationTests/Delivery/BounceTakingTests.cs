using Microsoft.EntityFrameworkCore;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>What 'mail bounces' makes of a report: whom it concerns, and whether it is believed at once.</summary>
public sealed class BounceTakingTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_a_report_that_brings_back_a_mail_of_ours_to_its_recipient_ends_it_at_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        foreach (var name in (string[])["kim", "desk"])
        {
            var address = name + "@example.org";
            db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, new SubscriberSettings()), Noon, 0, isFromFile: true));
            db.Add((MailKitTransportTests.Mail(address) with { Key = "digest/" + name }).ToOutbox(name, urgent: false));
        }

        await db.SaveChangesAsync();
        foreach (var (returned, expected) in ((string?, string)[])
            [
                (null, "noted"), ("forged@example.org", "noted"), (MessageId.Of("digest/kim", "example.org"), "noted"),
                (MessageId.Of("digest/desk", "example.org").Trim('<', '>'), "nothing more is mailed to it"),
            ])
        {
            // Forwarded by kim's address, which is older: the desk is the recipient.
            var bounce = new Bounce("desk@example.org", BounceKind.NoSuchUser, "5.1.1", "no such user") { Aliases = ["kim@example.org"], MessageId = returned };
            Assert.Equal(("desk", expected), await ReportTaking.TakeAsync(db, bounce, Noon, Noon, isDry: false, CancellationToken.None));
        }

        Assert.Equal("desk", (await db.Set<Subscriber>().AsNoTracking().SingleAsync(one => one.SuppressedAddress != null)).Name);
    }
}
