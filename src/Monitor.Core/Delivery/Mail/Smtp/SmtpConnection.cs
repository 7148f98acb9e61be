using System.Net.Security;
using MailKit.Net.Smtp;
using MimeKit;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>A connection that is open and signed in; it carries one mail after the other.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly Client _client;

    /// <param name="timeout">The client's own limit for a single read; ours are shorter, and this one must not come before them.</param>
    public SmtpConnection(RemoteCertificateValidationCallback? trust, TimeSpan timeout) =>
        _client = new Client(Conversation)
        {
            // Revocation lists are fetched over the network, which would make a certificate office's outage one of ours.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = trust,
            Timeout = (int)timeout.TotalMilliseconds,
        };

    public SmtpConversation Conversation { get; } = new();

    public SmtpClient Smtp => _client;

    /// <summary>How many mails it was tried with.</summary>
    public int Mails { get; set; }

    /// <summary>When it was last used (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public long UsedAt { get; set; }

    public void Dispose() => _client.Dispose();

    private sealed class Client(SmtpConversation conversation) : SmtpClient(conversation)
    {
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            conversation.Refuse(response);
            base.OnRecipientNotAccepted(message, mailbox, response);
        }
    }
}
