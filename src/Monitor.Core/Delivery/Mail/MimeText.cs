using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Monitor.Delivery.Mail;

/// <summary>The bytes of a mail as an SMTP server would get them, for the transports that hand over a whole message.</summary>
public static class MimeText
{
    // What the pickup format adds for a mail server that sweeps the folder; a reader of the file has no use for it.
    private static readonly string[] PickupHeaders = ["X-Sender: ", "X-Receiver: "];

    /// <summary>Composes through a folder of its own under <paramref name="workFolder"/>, which is empty again afterwards.</summary>
    public static async Task<byte[]> ComposeAsync(OutgoingMail mail, string idDomain, string workFolder, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetFullPath(workFolder), $".compose-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            using var composed = ComposedMessage.Of(mail, idDomain);
            using (var pickup = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder })
            {
                await pickup.SendMailAsync(composed.Message, cancellationToken);
            }

            var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder).Single(), cancellationToken);
            return WithDate(WithoutPickupHeaders(bytes), mail.ComposedAt);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // SmtpClient writes the machine's time, whatever the message says; a mail that is kept bears the time it was composed at.
    private static byte[] WithDate(byte[] bytes, DateTimeOffset composedAt)
    {
        var start = bytes.AsSpan().IndexOf("\r\nDate: "u8) + 2;
        var end = start + bytes.AsSpan(start).IndexOf("\r\n"u8);
        var date = composedAt.ToUniversalTime().ToString("'Date: 'ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        return start < 2 ? bytes : [.. bytes[..start], .. Encoding.ASCII.GetBytes(date), .. bytes[end..]];
    }

    private static byte[] WithoutPickupHeaders(byte[] bytes)
    {
        var start = 0;
        while (PickupHeaders.Any(header => bytes.AsSpan(start).StartsWith(Encoding.ASCII.GetBytes(header))))
        {
            start += bytes.AsSpan(start).IndexOf("\r\n"u8) + 2;
        }

        return bytes[start..];
    }
}
