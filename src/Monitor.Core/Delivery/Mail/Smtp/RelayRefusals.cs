using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>
/// Whether a server that does not relay to one domain relays to none: then nothing can leave, and the operator is needed. It is so where two domains
/// were refused within an hour, and one of them took mails before, or none ever did. Domains it never served may be a stranger's choice.
/// </summary>
internal static class RelayRefusals
{
    private static readonly TimeSpan LookedAt = TimeSpan.FromHours(1);

    /// <summary>The outcome in the light of what other domains got.</summary>
    public static async Task<DeliveryOutcome> JudgedAsync(
        this MonitorDbContext db, OutboxMessage claimed, DeliveryOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (outcome is not DeliveryOutcome.Deferred { IsNotRelayed: true } refusal)
        {
            return outcome;
        }

        var mails = db.Set<OutboxMessage>().AsNoTracking().Where(message => message.ChannelKind == claimed.ChannelKind);
        var since = now - LookedAt;
        var lately = await mails
            .Where(message => message.State == OutboxState.Deferred && message.EndedAt > since && message.EndedAt <= now)
            .Where(message => message.Destination != claimed.Destination)
            .Select(message => new { message.Destination, message.Reason })
            .Distinct()
            .ToListAsync(cancellationToken);
        var refused = lately.Where(one => one.Reason is not null && SmtpVerdict.IsRelayRefusal(one.Reason)).Select(one => one.Destination).ToList();
        if (refused.Count == 0)
        {
            return outcome;
        }

        refused.Add(claimed.Destination);
        var taken = mails.Where(message => message.State == OutboxState.Sent);
        var isOfAll = await taken.AnyAsync(message => refused.Contains(message.Destination), cancellationToken) || !await taken.AnyAsync(cancellationToken);
        return isOfAll ? new DeliveryOutcome.Halted(refusal.Reason, NeedsOperator: true) : outcome;
    }
}
