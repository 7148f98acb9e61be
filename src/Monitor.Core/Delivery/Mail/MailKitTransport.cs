#if WITH_MAILKIT
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Sends through MailKit, for servers that want TLS from the first byte (port 465). Part of a build with <c>-p:WithMailKit=true</c> only.
/// </summary>
public sealed class MailKitTransport(DeliveryOptions options) : IMailTransport
{
    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.AttemptTimeout);
        using var client = new SmtpClient();
        ComposedMessage? composed = null;
        try
        {
            composed = ComposedMessage.Of(mail, options.IdDomain);
            using var message = MimeMessage.CreateFromMailMessage(composed.Message);
            message.MessageId = MessageId.Of(mail.Key, options.IdDomain).Trim('<', '>');
            if (await ConnectAsync(client, timeout.Token) is { } trouble)
            {
                return trouble;
            }

            return await SendAsync(client, message, timeout.Token);
        }
        catch (FormatException fault)
        {
            return new DeliveryOutcome.Rejected(fault.Message);
        }
        finally
        {
            composed?.Dispose();
        }
    }

    private async Task<DeliveryOutcome.Deferred?> ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            var security = options.SmtpPort == 465 ? SecureSocketOptions.SslOnConnect
                : options.SmtpStartTls ? SecureSocketOptions.StartTls
                : SecureSocketOptions.None;
            await client.ConnectAsync(options.SmtpHost, options.SmtpPort, security, cancellationToken);
            if (options.Password() is { } password)
            {
                await client.AuthenticateAsync(options.SmtpUser, password, cancellationToken);
            }

            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)    // before the conversation began: nothing was taken
        {
            return new DeliveryOutcome.Deferred(fault.Message);
        }
    }

    private static async Task<DeliveryOutcome> SendAsync(SmtpClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(message, cancellationToken);
            return new DeliveryOutcome.Accepted();
        }
        catch (SmtpCommandException refusal)
        {
            var permanent = (int)refusal.StatusCode >= 500 && refusal.ErrorCode is not SmtpErrorCode.SenderNotAccepted;
            return permanent ? new DeliveryOutcome.Rejected(refusal.Message) : new DeliveryOutcome.Deferred(refusal.Message);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or ServiceNotConnectedException or OperationCanceledException)
        {
            return new DeliveryOutcome.Unknown(fault.Message);
        }
    }
}
#endif
