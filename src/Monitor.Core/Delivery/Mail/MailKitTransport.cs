using System.Globalization;
using System.Net.Security;
using System.Runtime.InteropServices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Sends through an SMTP server, one connection a mail: a connection that was kept may have been dropped by the server meanwhile, and that
/// looks the same as a mail of unknown outcome.
/// </summary>
/// <param name="trust">Decides on the server's certificate; null for the machine's own authorities.</param>
public sealed class MailKitTransport(DeliveryOptions options, RemoteCertificateValidationCallback? trust = null) : IMailTransport
{
    private const int ImplicitTlsPort = 465;

    // The mail is taken by then; who does not answer to a farewell is left without one.
    private static readonly TimeSpan FarewellWait = TimeSpan.FromSeconds(2);

    public async Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.AttemptTimeout);
        using var conversation = new Conversation();
        // Revocation lists are fetched over the network, which would make a certificate office's outage one of ours.
        using var client = new Client(conversation) { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust };
        try
        {
            await ConnectAsync(client, timeout.Token);
            await client.SendAsync(message, timeout.Token, conversation);
        }
        catch (SmtpCommandException refusal)                                // the server answered: it has not taken the mail
        {
            return IsAboutTheMail(refusal.ErrorCode, conversation)
                ? Refused((int)refusal.StatusCode, refusal.Message)
                : new DeliveryOutcome.Deferred(refusal.Message);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            var reason = broken is OperationCanceledException ? $"no answer within {options.AttemptTimeout.TotalSeconds:0} s" : broken.Message;
            return Broken(reason, conversation);
        }

        timeout.CancelAfter(FarewellWait);
        await client.DisconnectAsync(quit: true, timeout.Token);
        return new DeliveryOutcome.Accepted();
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var security = !options.SmtpStartTls ? SecureSocketOptions.None
            : options.SmtpPort == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        await client.ConnectAsync(options.SmtpHost, options.SmtpPort, security, cancellationToken);
        // One question, one answer: in a pipeline a refused sender looks like a refused recipient. And the end of a mail is its final dot:
        // in chunks it would be the mail's own last byte, of which nobody could tell whether it went out.
        client.Capabilities &= ~(SmtpCapabilities.Pipelining | SmtpCapabilities.Chunking);
        if (options.Password() is { } password && client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
        {
            await client.AuthenticateAsync(options.SmtpUser, password, cancellationToken);
        }
    }

    // A recipient, and a mail that was read, may be refused for good. A sender or a sign-in that is refused is ours to mend: the mail waits.
    private static bool IsAboutTheMail(SmtpErrorCode refused, Conversation conversation) =>
        refused is SmtpErrorCode.RecipientNotAccepted || conversation.WholeMailWasSent;

    private static DeliveryOutcome Refused(int status, string reason) =>
        status is >= 500 and < 600 ? new DeliveryOutcome.Rejected(reason) : new DeliveryOutcome.Deferred(reason);

    // Before the final dot nothing was taken; after it nobody can know (RFC 1047). A server that refuses and hangs up has said what it did.
    private static DeliveryOutcome Broken(string reason, Conversation conversation) =>
        conversation.Refusal is { } status ? Refused(status, $"{status}, and hung up")
        : conversation.WholeMailWasSent ? new DeliveryOutcome.Unknown(reason)
        : new DeliveryOutcome.Deferred(reason);

    /// <summary>Notes a refused recipient before the client does anything else: what comes then may hide the refusal.</summary>
    private sealed class Client(Conversation conversation) : SmtpClient(conversation)
    {
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            conversation.Refuse((int)response.StatusCode);
            base.OnRecipientNotAccepted(message, mailbox, response);
        }
    }

    /// <summary>What was said on one connection, as far as it decides what became of the mail.</summary>
    private sealed class Conversation : IProtocolLogger, ITransferProgress
    {
        private const int StatusDigits = 3;

        private readonly List<byte> _answer = [];

        /// <summary>Whether all of the mail was handed to the connection: only then may the final dot, which comes behind it, have left.</summary>
        public bool WholeMailWasSent { get; private set; }

        /// <summary>The status by which the recipient, or the mail after its final dot, was refused; null when neither was.</summary>
        public int? Refusal { get; private set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void Report(long bytesTransferred, long totalSize) => WholeMailWasSent |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred)
        {
        }

        public void LogConnect(Uri uri)
        {
        }

        public void LogClient(byte[] buffer, int offset, int count)
        {
        }

        /// <summary>The first thing that a server says after the whole mail is its answer to it.</summary>
        public void LogServer(byte[] buffer, int offset, int count)
        {
            if (!WholeMailWasSent || _answer.Count >= StatusDigits)
            {
                return;
            }

            _answer.AddRange(buffer.AsSpan(offset, Math.Min(count, StatusDigits - _answer.Count)));
            if (int.TryParse(CollectionsMarshal.AsSpan(_answer), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600)
            {
                Refuse(status);
            }
        }

        public void Refuse(int status) => Refusal = status;

        public void Dispose()
        {
        }
    }
}
