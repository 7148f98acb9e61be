using System.Text;
using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>
/// A subject that holds what looks like an encoded word (RFC 2047, "=?utf-8?q?…?="): written as it is, mail programs would decode it, and show
/// another one, line ends and all. Such a subject is encoded whole, so that it is shown as it was written.
/// </summary>
internal static class EncodedSubject
{
    /// <summary>Of 75 characters that an encoded word may have; divisible by three, so that its base64 needs no filling.</summary>
    private const int BytesMax = 42;

    public static void Put(MimeMessage message, string subject)
    {
        if (!subject.Contains("=?", StringComparison.Ordinal))
        {
            message.Subject = subject;
            return;
        }

        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in subject.EnumerateRunes())
        {
            // A character is never parted between two words.
            var length = rune.EncodeToUtf8(utf8);
            if (bytes.Count + length > BytesMax)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(utf8[..length]);
        }

        words.Add(Word(bytes));
        var header = new Header(HeaderId.Subject, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", words)}\r\n"));
        message.Headers.Replace(header);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?b?{Convert.ToBase64String([.. bytes])}?=";
}
