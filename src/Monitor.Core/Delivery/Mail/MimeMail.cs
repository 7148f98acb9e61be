using System.Text;
using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Makes the MIME message of a mail: the one that is written to the folder, piped to sendmail and sent. The same mail gives the same bytes,
/// however often it goes out.
/// </summary>
public static class MimeMail
{
    /// <summary>As mail travels: lines end with CRLF, everything is ASCII.</summary>
    private static readonly FormatOptions Travelling = MakeTravelling(international: false);

    /// <summary>The same with addresses that ASCII cannot write (RFC 6532).</summary>
    private static readonly FormatOptions International = MakeTravelling(international: true);

    // "root" alone is somebody on this machine, and no address for a mail that leaves it.
    internal static readonly ParserOptions WithDomain = new() { AllowAddressesWithoutDomain = false };

    /// <exception cref="FormatException">An address of the mail is none.</exception>
    public static MimeMessage Compose(OutgoingMail mail, string idDomain)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var message = new MimeMessage
        {
            Date = mail.ComposedAt.ToUniversalTime(),
            Body = mail.Html is null ? Part("plain", mail.Text) : Alternatives(mail, mail.Html),
        };
        EncodedSubject.Put(message, OneLine(mail.Subject));
        message.From.Add(MailboxAddress.Parse(WithDomain, mail.From));
        message.To.Add(MailboxAddress.Parse(WithDomain, mail.To));
        AddHeaders(message.Headers, mail, idDomain);
        return message;
    }

    /// <summary>The bytes that a server would get, without what SMTP adds for the transfer.</summary>
    public static byte[] Bytes(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var bytes = new MemoryStream();
        message.WriteTo(FormatOf(message), bytes);
        return bytes.ToArray();
    }

    /// <summary>How the message is written. A domain can be put into ASCII (IDNA); what stands before the @ cannot, and needs SMTPUTF8.</summary>
    public static FormatOptions FormatOf(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.To.Mailboxes.Concat(message.From.Mailboxes).All(mailbox => Ascii.IsValid(mailbox.LocalPart)) ? Travelling : International;
    }

    private static void AddHeaders(HeaderList headers, OutgoingMail mail, string idDomain)
    {
        headers.Replace("Message-ID", MessageId.Of(mail.Key, idDomain));
        // RFC 3834: out-of-office programs do not answer what says so.
        headers.Add("Auto-Submitted", "auto-generated");
        headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.ThreadKey is not null)
        {
            var root = MessageId.OfThread(mail.ThreadKey, idDomain);
            headers.Add(HeaderId.InReplyTo, root);
            headers.Add(HeaderId.References, root);
        }

        if (mail.ListId is not null)
        {
            headers.Add(HeaderId.ListId, $"<{OneLine(mail.ListId)}>");
        }

        if (mail.Unsubscribe.Count > 0)
        {
            headers.Add(HeaderId.ListUnsubscribe, string.Join(", ", mail.Unsubscribe.Select(address => $"<{OneLine(address)}>")));
            if (mail.Unsubscribe.Any(address => address.StartsWith("https://", StringComparison.Ordinal)))
            {
                // RFC 8058: the mail program's own button posts this to the address, without opening it.
                headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
            }
        }
    }

    private static MultipartAlternative Alternatives(OutgoingMail mail, string html) =>
        new(Part("plain", mail.Text), Part("html", html)) { Boundary = $"=-{MessageId.OfThread(mail.Key, "")[1..^2]}" };

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        // CRLF, as mail has it: the encoder takes a bare LF for a character.
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }

    // A line end in a header would begin another header.
    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static FormatOptions MakeTravelling(bool international)
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.EnsureNewLine = true;
        options.International = international;
        return options;
    }
}
