using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Sends through an SMTP server with <see cref="SmtpClient"/>, one connection a mail: a connection that was kept may have been dropped
/// by the server meanwhile, and that looks the same as a mail of unknown outcome.
/// </summary>
public sealed class SmtpTransport(DeliveryOptions options) : IMailTransport
{
    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ComposedMessage composed;
        try
        {
            composed = ComposedMessage.Of(mail, options.IdDomain);
        }
        catch (FormatException fault)
        {
            return new DeliveryOutcome.Rejected(fault.Message);
        }

        using (composed)
        using (var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            timeout.CancelAfter(options.AttemptTimeout);
            return await SendAsync(composed, timeout.Token);
        }
    }

    private async Task<DeliveryOutcome> SendAsync(ComposedMessage composed, CancellationToken cancellationToken)
    {
        using var client = Client();
        try
        {
            await client.SendMailAsync(composed.Message, cancellationToken);
            return new DeliveryOutcome.Accepted();
        }
        catch (SmtpFailedRecipientException refusal)                        // the server named the recipient
        {
            return Refused(refusal.StatusCode, refusal.Message);
        }
        catch (SmtpException trouble) when (IsBeforeConversation(trouble))
        {
            return new DeliveryOutcome.Deferred(Words(trouble));
        }
        catch (SmtpException trouble) when (trouble.StatusCode is not SmtpStatusCode.GeneralFailure)
        {
            // Whatever status the server gave, it has not taken the mail. A sender or a sign-in that it refuses is ours to mend: it waits.
            return composed.BodyWasRead ? Refused(trouble.StatusCode, trouble.Message) : new DeliveryOutcome.Deferred(Words(trouble));
        }
        catch (SmtpException trouble)
        {
            return Broken(composed, Words(trouble));
        }
        catch (OperationCanceledException)
        {
            return Broken(composed, $"no answer within {options.AttemptTimeout.TotalSeconds:0} s");
        }
    }

    private SmtpClient Client()
    {
        var password = options.Password();
        return new SmtpClient(options.SmtpHost, options.SmtpPort)
        {
            EnableSsl = options.SmtpStartTls,
            UseDefaultCredentials = false,
            Credentials = password is null ? null : new NetworkCredential(options.SmtpUser, password),
        };
    }

    // A mail whose last byte was not handed over cannot have been taken: the final dot comes after it.
    private static DeliveryOutcome Broken(ComposedMessage composed, string reason) =>
        composed.BodyWasRead ? new DeliveryOutcome.Unknown(reason) : new DeliveryOutcome.Deferred(reason);

    private static bool IsBeforeConversation(SmtpException trouble) =>
        trouble.InnerException is SocketException or AuthenticationException || trouble.InnerException?.InnerException is AuthenticationException;

    private static DeliveryOutcome Refused(SmtpStatusCode status, string reason) =>
        (int)status is >= 500 and < 600 ? new DeliveryOutcome.Rejected(reason) : new DeliveryOutcome.Deferred(reason);

    private static string Words(SmtpException trouble) =>
        trouble.InnerException is { } inner ? $"{trouble.Message} {inner.Message}" : trouble.Message;
}
