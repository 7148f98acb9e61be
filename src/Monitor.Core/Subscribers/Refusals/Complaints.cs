using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Storage;

namespace Monitor.Subscribers.Refusals;

/// <summary>
/// What a complaint changes: the reader gets no more mails of the kind that they called junk, as if they had left it by its link. Only one that
/// names a mail of ours counts, since anybody can write such a report; the mail's row in the outbox keeps it, so that the same report read twice
/// does not take off who came back.
/// </summary>
public static class Complaints
{
    private const string CalledJunk = "the reader called it junk";

    /// <summary>Providers pass a complaint on at once; who finds an older mail is not looked for.</summary>
    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(60);

    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    /// <summary>Takes the reader off, saved; the subscriber's name, null where it names no mail of ours, and what came of it in words.</summary>
    /// <param name="at">When it was written.</param>
    /// <param name="isDry">Only says what would come of it.</param>
    public static async Task<(string? Subscriber, string Result)> RecordComplaintAsync(
        this MonitorDbContext db, Complaint complaint, DateTimeOffset at, DateTimeOffset now, bool isDry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(complaint);
        if (await FindAsync(db, complaint, at, cancellationToken) is not { } mail
            || await db.FindSubscriberAsync(mail.Recipient, cancellationToken) is not { } subscriber)
        {
            return (null, "names no mail of ours: nothing changed");
        }

        if (mail.Reason?.StartsWith(CalledJunk, StringComparison.Ordinal) == true)
        {
            return (subscriber.Name, "known");
        }

        if (isDry)
        {
            return (subscriber.Name, "not noted: --dry-run");
        }

        var result = await TakeOffAsync(db, subscriber, mail.Key.Split('/')[0], now, cancellationToken);
        mail.Reason = string.Create(CultureInfo.InvariantCulture, $"{CalledJunk}: {result}, since {now:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancellationToken);
        return (subscriber.Name, result);
    }

    private static async Task<string> TakeOffAsync(
        MonitorDbContext db, Subscriber subscriber, string kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case "digest":
                subscriber.WantDigest(false, now, await db.LastChangeAsync(cancellationToken));
                return "no digest any more";
            case "alert":
                subscriber.AlertsOffAt ??= now;
                return "no alerts by mail any more";
            default:
                return "such mails are not sent again";
        }
    }

    /// <summary>The mail that it is about. Ids are made of keys, so that none has to be stored.</summary>
    private static async Task<OutboxMessage?> FindAsync(MonitorDbContext db, Complaint complaint, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (complaint.MessageId is not { } id || id.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var end))
        {
            return null;
        }

        var (wanted, domain) = ($"<{id}>", id[(end + 1)..]);
        var (from, to) = (at - LookedBack, at + Skew);
        var keys = db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.ChannelKind == MailChannel.KindName && message.CreatedAt > from && message.CreatedAt < to)
            .Select(message => new { message.Id, message.Key })
            .AsAsyncEnumerable();
        await foreach (var message in keys.WithCancellation(cancellationToken))
        {
            if (MessageId.Of(message.Key, domain).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return await db.Set<OutboxMessage>().SingleAsync(one => one.Id == message.Id, cancellationToken);
            }
        }

        return null;
    }
}
