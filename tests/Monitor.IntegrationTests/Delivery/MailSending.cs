using Monitor.Delivery;
using Monitor.Delivery.Mail;

namespace Monitor.IntegrationTests.Delivery;

internal static class MailSending
{
    /// <summary>Composes a mail and tries once to send it.</summary>
    public static Task<DeliveryOutcome> SendAsync(this IMailTransport transport, OutgoingMail mail) =>
        transport.SendAsync(mail.Key, MimeMail.Compose(mail, "example.org"), CancellationToken.None);
}
