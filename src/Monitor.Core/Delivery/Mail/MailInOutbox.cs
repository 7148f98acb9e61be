using Microsoft.EntityFrameworkCore;

namespace Monitor.Delivery.Mail;

/// <summary>Mails in the outbox.</summary>
public static class MailInOutbox
{
    /// <param name="recipient">The subscriber's name.</param>
    public static OutboxMessage ToOutbox(this OutgoingMail mail, string recipient, bool urgent)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return OutboxMessage.Of(
            MailChannel.KindName, mail.To[(mail.To.LastIndexOf('@') + 1)..], mail.Key, mail, recipient, mail.Subject, mail.ComposedAt, urgent);
    }

    public static OutgoingMail Mail(this OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Read<OutgoingMail>();
    }

    /// <summary>The key of the mail of this <c>Message-ID</c> that was put into the outbox for somebody; null for none.</summary>
    /// <param name="recipient">The subscriber's name.</param>
    /// <param name="messageId">With or without brackets; null for none.</param>
    public static async Task<string?> FindMailToAsync(
        this IQueryable<OutboxMessage> messages, string recipient, string? messageId, CancellationToken cancellationToken)
    {
        if (messageId is null)
        {
            return null;
        }

        // Under whatever domain the installation gives ids now: the part before it is the key's.
        var local = messageId.Trim('<', '>').Split('@')[0];
        var keys = await messages.Where(message => message.ChannelKind == MailChannel.KindName && message.Recipient == recipient)
            .Select(message => message.Key).ToListAsync(cancellationToken);
        return keys.Find(key => MessageId.Of(key, "").Trim('<', '>', '@') == local);
    }
}
