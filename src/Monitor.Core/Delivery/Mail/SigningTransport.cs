using MimeKit;
using MimeKit.Cryptography;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Signs mails before another transport takes them (DKIM, RFC 6376): receivers find by it that the sender's domain stands behind the mail.
/// The same mail gets the same signature.
/// </summary>
public sealed class SigningTransport(IMailTransport transport, DeliveryOptions options) : IMailTransport
{
    /// <summary>What a reader sees or a program acts on; one-click leaving counts only where it is signed (RFC 8058, 4).</summary>
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.ContentTransferEncoding, HeaderId.InReplyTo, HeaderId.References, HeaderId.ListId, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    public Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            Sign(message);
        }
        catch (Exception fault) when (fault is SecretException or FormatException or ArgumentException)
        {
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Halted(
                $"mails cannot be signed with {options.DkimKeyFile} (Delivery:DkimKeyFile): {fault.Message}", NeedsOperator: true));
        }

        return transport.SendAsync(key, message, cancellationToken);
    }

    public Task RestAsync() => transport.RestAsync();

    private void Sign(MimeMessage message)
    {
        var domain = options.DkimDomain.Length > 0 ? options.DkimDomain : message.From.Mailboxes.Single().Domain;
        using var key = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SecretException.Read(options.DkimKeyFile, "Delivery:DkimKeyFile")));
        var signer = new Signer(key, domain, options.DkimSelector, message.Date)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        signer.Sign(MimeMail.FormatOf(message), message, [.. Signed.Where(message.Headers.Contains)]);
    }

    private sealed class Signer(Stream key, string domain, string selector, DateTimeOffset signedAt)
        : DkimSigner(key, domain, selector, DkimSignatureAlgorithm.RsaSha256)
    {
        // The time of composing, so that the same mail has the same bytes whenever it goes out.
        protected override long GetTimestamp() => signedAt.ToUnixTimeSeconds();
    }
}
