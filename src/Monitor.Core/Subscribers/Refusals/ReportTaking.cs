using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Storage;

namespace Monitor.Subscribers.Refusals;

/// <summary>What a mail that came back says of one address, and what came of it.</summary>
/// <param name="Kind">"no-such-user", "complaint" …</param>
/// <param name="Subscriber">Whose address it is; null for nobody's.</param>
public sealed record TakenReport(string File, string Recipient, string Kind, string Status, string Said, string? Subscriber, string Result);

/// <summary>Takes reports of mails that could not be delivered, and complaints: who refuses is written to no more.</summary>
public static class ReportTaking
{
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    /// <summary>Takes each thing that a mail says, in its order.</summary>
    /// <param name="date">As the mail dates itself.</param>
    public static async Task<IReadOnlyList<TakenReport>> TakeReportsAsync(
        this MonitorDbContext db, string file, IReadOnlyList<Bounce> bounces, Complaint? complaint, DateTimeOffset date, DateTimeOffset now, bool isDry,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bounces);
        // A report dates itself; one from the future, or without a date, is of today.
        var at = date > DateTimeOffset.UnixEpoch && date < now + Skew ? date : now;
        var lines = new List<TakenReport>();
        foreach (var bounce in bounces)
        {
            var (subscriber, result) = await TakeAsync(db, bounce, at, now, isDry, cancellationToken);
            lines.Add(new TakenReport(
                file, bounce.Recipient, JsonNamingPolicy.KebabCaseLower.ConvertName(bounce.Kind.ToString()), bounce.Status, bounce.Said, subscriber, result));
        }

        if (complaint is not null)
        {
            var (subscriber, result) = await db.RecordComplaintAsync(complaint, at, now, isDry, cancellationToken);
            lines.Add(new TakenReport(file, complaint.Recipient ?? "", "complaint", "", "", subscriber, result));
        }

        return lines;
    }

    /// <summary>What came of a report, in words.</summary>
    public static async Task<(string? Subscriber, string Result)> TakeAsync(
        MonitorDbContext db, Bounce bounce, DateTimeOffset at, DateTimeOffset now, bool isDry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(bounce);
        var subscriber = await OfAsync(db, [bounce.Recipient], cancellationToken) ?? await OfAsync(db, bounce.Aliases, cancellationToken);
        if (subscriber is null)
        {
            return (null, "nobody's address here");
        }

        if (bounce.Kind is BounceKind.Passing)
        {
            return (subscriber.Name, "may pass: nothing changed");
        }

        if (isDry)
        {
            return (subscriber.Name, "not noted: --dry-run");
        }

        // Anybody can write such a report, also one a day: it counts only where it brings back a mail that they were sent.
        if (await db.Set<OutboxMessage>().FindMailToAsync(subscriber.Name, bounce.MessageId, cancellationToken) is not { } key)
        {
            return (subscriber.Name, "brings back no mail of ours: nothing changed");
        }

        var said = bounce.Said.Replace(subscriber.Address, "(the recipient)", StringComparison.OrdinalIgnoreCase);
        await db.CameBackAsync(key, $"came back: {said}", cancellationToken);
        var suppressed = await db.RecordRefusalAsync(
            new MailRefusal
            {
                Address = subscriber.Address,
                Day = DateOnly.FromDateTime(at.UtcDateTime),
                NoSuchUser = bounce.Kind is BounceKind.NoSuchUser,
                Reason = said,
            },
            at,
            cancellationToken);
        return (subscriber.Name, suppressed.Count > 0 ? "nothing more is mailed to it" : subscriber.IsSuppressed ? "known: nothing is mailed to it" : "noted");
    }

    private static Task<Subscriber?> OfAsync(MonitorDbContext db, IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        db.Set<Subscriber>().AsNoTracking().WithAddress(addresses).OrderBy(one => one.Id).FirstOrDefaultAsync(cancellationToken);
}
