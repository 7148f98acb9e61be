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
}
