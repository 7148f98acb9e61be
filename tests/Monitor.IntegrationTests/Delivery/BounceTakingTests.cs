using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>What 'mail bounces' makes of a report: whom it concerns, and whether it is believed at once.</summary>
public sealed class BounceTakingTests
{
    private const string Ignored = "brings back no mail of ours: nothing changed";

    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_a_report_that_brings_back_a_mail_of_ours_to_its_recipient_ends_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        foreach (var name in (string[])["kim", "desk"])
        {
            await AddAsync(db, name);
        }

        foreach (var (returned, expected) in ((string?, string)[])
            [
                (null, Ignored), ("forged@example.org", Ignored), (MessageId.Of("digest/kim", "example.org"), Ignored),
                (MessageId.Of("digest/desk", "example.org").Trim('<', '>'), "nothing more is mailed to it"),
            ])
        {
            // Forwarded by kim's address, which is older: the desk is the recipient.
            var bounce = new Bounce("desk@example.org", BounceKind.NoSuchUser, "5.1.1", "no such user") { Aliases = ["kim@example.org"], MessageId = returned };
            Assert.Equal(("desk", expected), await ReportTaking.TakeAsync(db, bounce, Noon, Noon, isDry: false, CancellationToken.None));
        }

        Assert.Equal("desk", (await db.Set<Subscriber>().AsNoTracking().SingleAsync(one => one.SuppressedAddress != null)).Name);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Reports_that_anybody_can_write_end_nothing_however_many_days_they_come(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        await AddAsync(db, "desk");
        foreach (var (returned, isSuppressed) in ((string?, bool)[])[(null, false), ("forged@example.org", false), (MessageId.Of("digest/desk", "example.org"), true)])
        {
            for (var day = 0; day < 4; day++)
            {
                var bounce = new Bounce("desk@example.org", BounceKind.Refused, "5.2.2", "mailbox full") { MessageId = returned };
                await ReportTaking.TakeAsync(db, bounce, Noon.AddDays(day), Noon.AddDays(day), isDry: false, CancellationToken.None);
            }

            Assert.Equal(isSuppressed, (await db.Set<Subscriber>().AsNoTracking().SingleAsync()).IsSuppressed);
            Assert.Equal(isSuppressed, await db.Set<MailRefusal>().AnyAsync());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_report_changes_and_its_line_in_the_audit_log_are_one_commit(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var db = database.Contexts.CreateDbContext())
        {
            await AddAsync(db, "desk");
        }

        var bounce = new Bounce("desk@example.org", BounceKind.NoSuchUser, "5.1.1", "no such user") { MessageId = MessageId.Of("digest/desk", "example.org") };
        await using (var db = database.Contexts.CreateDbContext())
        {
            // The worker ends between the deed and its line.
            db.SavingChanges += (_, _) => Assert.False(db.ChangeTracker.Entries<AuditEntry>().Any(), "ended here");
            await Assert.ThrowsAnyAsync<Exception>(() => db.TakeReportsAsync("in/1.eml", [bounce], null, Noon, "mia", Noon, CancellationToken.None));
        }

        await using var after = database.Contexts.CreateDbContext();
        Assert.False((await after.Set<Subscriber>().AsNoTracking().SingleAsync()).IsSuppressed);
        Assert.Equal((0, 0), (await after.Set<MailRefusal>().CountAsync(), await after.Set<AuditEntry>().CountAsync()));

        await after.TakeReportsAsync("in/1.eml", [bounce], null, Noon, "mia", Noon, CancellationToken.None);
        Assert.True((await after.Set<Subscriber>().AsNoTracking().SingleAsync()).IsSuppressed);
        var told = await after.Set<AuditEntry>().SingleAsync();
        Assert.Equal((Deed.BouncesTaken, "file 1.eml", "1 report"), (told.Deed, told.Object, told.After));
    }

    private static async Task AddAsync(MonitorDbContext db, string name)
    {
        var address = name + "@example.org";
        db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, new SubscriberSettings()), Noon, 0, isFromFile: true));
        db.Add((MailKitTransportTests.Mail(address) with { Key = "digest/" + name }).ToOutbox(name, urgent: false));
        await db.SaveChangesAsync();
    }
}
