using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Monitor.Delivery.Mail;

/// <summary>
/// An outgoing mail as <see cref="MailMessage"/>, the same for all transports. It also knows whether its body was read to the end: as
/// long as it was not, no server can have taken the mail, however the connection broke.
/// </summary>
public sealed class ComposedMessage : IDisposable
{
    private readonly WatchedStream _last;

    private ComposedMessage(MailMessage message, WatchedStream last)
    {
        Message = message;
        _last = last;
    }

    public MailMessage Message { get; }

    /// <summary>Whether the whole body has been handed to the connection.</summary>
    public bool BodyWasRead => _last.ReachedEnd;

    /// <exception cref="FormatException">An address of the mail is none.</exception>
    public static ComposedMessage Of(OutgoingMail mail, string idDomain)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var message = new MailMessage
        {
            From = new MailAddress(mail.From),
            Subject = OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.To));
        AddHeaders(message.Headers, mail, idDomain);

        var last = AddView(message, mail.Text, MediaTypeNames.Text.Plain);
        if (mail.Html is not null)
        {
            last = AddView(message, mail.Html, MediaTypeNames.Text.Html);
        }

        return new ComposedMessage(message, last);
    }

    public void Dispose() => Message.Dispose();

    private static void AddHeaders(System.Collections.Specialized.NameValueCollection headers, OutgoingMail mail, string idDomain)
    {
        headers["Message-ID"] = MessageId.Of(mail.Key, idDomain);
        // RFC 3834: out-of-office programs do not answer what says so.
        headers["Auto-Submitted"] = "auto-generated";
        headers["X-Auto-Response-Suppress"] = "All";
        if (mail.ThreadKey is not null)
        {
            var root = MessageId.OfThread(mail.ThreadKey, idDomain);
            headers["In-Reply-To"] = root;
            headers["References"] = root;
        }

        if (mail.ListId is not null)
        {
            headers["List-Id"] = $"<{OneLine(mail.ListId)}>";
        }

        if (mail.Unsubscribe.Count > 0)
        {
            headers["List-Unsubscribe"] = string.Join(", ", mail.Unsubscribe.Select(address => $"<{OneLine(address)}>"));
            if (mail.Unsubscribe.Any(address => address.StartsWith("https://", StringComparison.Ordinal)))
            {
                // RFC 8058: the mail program's own button posts this to the address, without opening it.
                headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
            }
        }
    }

    private static WatchedStream AddView(MailMessage message, string text, string mediaType)
    {
        // CRLF, as mail has it: with bare LF the quoted-printable encoder writes "=0A" and one endless line.
        var lines = text.ReplaceLineEndings("\r\n");
        var stream = new WatchedStream(Encoding.UTF8.GetBytes(lines));
        message.AlternateViews.Add(new AlternateView(stream, new ContentType(mediaType) { CharSet = "utf-8" })
        {
            TransferEncoding = TransferEncoding.QuotedPrintable,
        });
        return stream;
    }

    // A line end in a header would begin another header.
    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private sealed class WatchedStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public bool ReachedEnd { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Watch(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Watch(base.Read(buffer));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Watch(await base.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Watch(await base.ReadAsync(buffer, cancellationToken));

        private int Watch(int read)
        {
            ReachedEnd |= Position == Length;
            return read;
        }
    }
}
