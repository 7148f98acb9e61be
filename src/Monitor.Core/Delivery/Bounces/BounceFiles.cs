using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>
/// Reads mails from a folder (a Maildir, or .eml files) or an mbox file, each by itself and within bounds: what is too large, too deep or no
/// mail is named and left out, and the others are read.
/// </summary>
public static class BounceFiles
{
    /// <summary>A report is a few kilobytes and the mail that came back.</summary>
    public const int MailBytesMax = 5_000_000;

    /// <summary>Mails of one run; the rest wait for the next.</summary>
    public const int MailsMax = 100_000;

    private const int DepthMax = 20;
    private const int FolderDepthMax = 3;

    private static readonly ParserOptions Bounded = new() { MaxMimeDepth = DepthMax };

    /// <exception cref="IOException">The folder or file cannot be read.</exception>
    public static IEnumerable<BounceFile> Read(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = FolderDepthMax };
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", options).Order(StringComparer.Ordinal).Take(MailsMax).Select(File)
            : Mbox(path).Take(MailsMax);
    }

    /// <summary>One mail by its bytes.</summary>
    public static BounceFile Of(string name, byte[] mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return mail.Length > MailBytesMax ? TooLarge(name) : Mail(name, mail);
    }

    private static BounceFile File(string file)
    {
        var info = new FileInfo(file);
        return info.Length > MailBytesMax ? TooLarge(file) : Mail(file, System.IO.File.ReadAllBytes(file));
    }

    /// <summary>Mails behind lines that begin with "From " (RFC 4155).</summary>
    private static IEnumerable<BounceFile> Mbox(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        var mail = new MemoryStream();
        var (number, isBlank, isOpen) = (0, true, false);
        foreach (var line in Lines(stream))
        {
            if (isBlank && line.AsSpan().StartsWith("From "u8))
            {
                if (isOpen)
                {
                    yield return Mail($"{path}#{number}", mail);
                }

                mail.SetLength(0);
                (number, isOpen) = (number + 1, true);
                continue;
            }

            isBlank = line.AsSpan().Trim("\r\n"u8).IsEmpty;
            if (isOpen && mail.Length <= MailBytesMax)
            {
                mail.Write(line);
            }
        }

        if (isOpen)
        {
            yield return Mail($"{path}#{number}", mail);
        }
        else
        {
            yield return new BounceFile(path, null, "is neither a folder nor an mbox file, which begins with \"From \"");
        }
    }

    /// <summary>Lines with their ends; one that is longer than a buffer comes in pieces.</summary>
    private static IEnumerable<byte[]> Lines(FileStream stream)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is >= 0 and var end)
            {
                yield return buffer[start..(end + 1)];
                start = end + 1;
            }

            if (read == 0 || (start == 0 && filled == buffer.Length))
            {
                if (filled > start)
                {
                    yield return buffer[start..filled];
                }

                start = filled;
            }

            Array.Copy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            if (read == 0)
            {
                yield break;
            }
        }
    }

    private static BounceFile Mail(string name, MemoryStream mail) => mail.Length > MailBytesMax ? TooLarge(name) : Mail(name, mail.ToArray());

    private static BounceFile Mail(string name, byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            return new BounceFile(name, MimeMessage.Load(Bounded, stream), null);
        }
        catch (Exception fault) when (fault is FormatException or IOException or ArgumentException)
        {
            return new BounceFile(name, null, $"is no mail: {fault.Message}");
        }
    }

    private static BounceFile TooLarge(string name) => new(name, null, $"is larger than {MailBytesMax:N0} bytes");
}
