using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Monitor.Feeds.Markup;

/// <summary>
/// Turns the bytes of a document into text: byte order mark, then UTF-8 if the bytes are valid UTF-8, since no other encoding produces that
/// by chance, then the HTTP charset, or the document's own declaration where the bytes refute the header; what declares nothing, or falsely
/// UTF-8 or windows-1252, is guessed from its letters, and else windows-1252. Pages are read by it too.
/// </summary>
internal static partial class FeedEncoding
{
    private const int DeclarationBytesMax = 1024;
    private const int SampleBytesMax = 100_000;

    static FeedEncoding() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes, string? contentType, FeedFaults faults) =>
        Decode(bytes, CharsetOf(contentType), DeclaredIn(bytes), faults);

    /// <param name="bytes">The whole document.</param>
    /// <param name="sent">The encoding that the server names; null where it names none.</param>
    /// <param name="written">The encoding that the document names itself; null where it names none.</param>
    /// <param name="faults">Takes what was not as it was declared.</param>
    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes, string? sent, string? written, FeedFaults faults)
    {
        if (ByteOrderMark(bytes) is var (marked, markBytes))
        {
            return marked.CodePage == System.Text.Encoding.UTF8.CodePage
                ? (Utf8OrMixed(bytes[markBytes..], faults), "utf-8")
                : (marked.GetString(bytes[markBytes..]), marked.WebName);
        }

        if (WideWithoutMark(bytes) is { } wide)
        {
            return (wide.GetString(bytes), wide.WebName);
        }

        var name = sent ?? written;
        if (Utf8.IsValid(bytes) && !IsEscaped(name))
        {
            return ReadAsUtf8(bytes, name, faults);
        }

        var declared = Named(name, bytes, faults);
        if (sent is not null && written is not null && declared is not null && (IsDefault(declared) || !IsSound(declared, bytes))
            && Named(written, bytes, faults) is { } inside && !IsUtf8(inside) && IsSound(inside, bytes))
        {
            // What a server says of all its files is often not true of this one; what stands in the document was written with it.
            declared = inside;
        }

        return declared is null || IsUtf8(declared) || (IsDefault(declared) && !GuessedEncoding.IsOfLatinLetters(bytes))
            ? Undeclared(bytes, declared, faults)
            : (declared.GetString(bytes), declared.WebName);
    }

    /// <summary>The charset parameter of a Content-Type header; null where it has none.</summary>
    public static string? CharsetOf(string? contentType)
    {
        if (contentType is null || contentType.Length > 1024)
        {
            return null;
        }

        var match = CharsetParameter().Match(contentType);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static (string Text, string Encoding) ReadAsUtf8(ReadOnlySpan<byte> bytes, string? name, FeedFaults faults)
    {
        if (Ascii.IsValid(bytes))
        {
            return (System.Text.Encoding.Latin1.GetString(bytes), "us-ascii");
        }

        if (name is not null && !IsUtf8(Named(name, bytes, faults)))
        {
            faults.Add(FeedFaultKind.Encoding, $"declared as {name}, but it is UTF-8", default);
        }

        return (System.Text.Encoding.UTF8.GetString(bytes), "utf-8");
    }

    private static System.Text.Encoding? Named(string? name, ReadOnlySpan<byte> bytes, FeedFaults faults)
    {
        var found = EncodingLabels.Find(name);
        if (name is not null && found is null)
        {
            faults.Add(FeedFaultKind.Encoding, $"the encoding \"{name}\" is not known", default);
        }

        return found is null ? null : EncodingLabels.AsMeant(found, bytes);
    }

    // Servers are set up to send one of these two with everything.
    private static bool IsDefault(System.Text.Encoding encoding) => IsUtf8(encoding) || encoding.CodePage == 1252;

    private static bool IsUtf8(System.Text.Encoding? encoding) => encoding?.CodePage == System.Text.Encoding.UTF8.CodePage;

    /// <summary>Whether the bytes can be of the encoding at all: one byte in a thousand may be broken.</summary>
    private static bool IsSound(System.Text.Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strays = encoding.GetString(bytes[..Math.Min(bytes.Length, SampleBytesMax)]).AsSpan().Count('\uFFFD');
        return strays * 1_000L <= Math.Min(bytes.Length, SampleBytesMax);
    }

    private static (string Text, string Encoding) Undeclared(ReadOnlySpan<byte> bytes, System.Text.Encoding? declared, FeedFaults faults)
    {
        // Mostly UTF-8 with a broken byte or two (a cut character, a pasted quotation mark) must not lose all its letters to windows-1252.
        var (sequences, strays) = CountUtf8(bytes);
        if (sequences > 0 && sequences >= strays)
        {
            faults.Add(FeedFaultKind.Encoding, $"{strays} bytes are not valid UTF-8, read as windows-1252", default);
            return (Utf8OrMixed(bytes, faults), "utf-8");
        }

        var guessed = GuessedEncoding.Of(bytes);
        var reading = guessed ?? System.Text.Encoding.GetEncoding(1252);
        if (IsUtf8(declared) || guessed is not null)
        {
            var claim = IsUtf8(declared) ? "declared as UTF-8, but it is not"
                : declared is null ? "no encoding is declared"
                : $"declared as {declared.WebName}, which nobody writes so";
            faults.Add(FeedFaultKind.Encoding, $"{claim}: {(guessed is null ? "read as" : "guessed from its letters:")} {reading.WebName}", default);
        }

        return (reading.GetString(bytes), reading.WebName);
    }

    private static (System.Text.Encoding Encoding, int Bytes)? ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    // "<" or "{" in a wide encoding: XML 1.0, appendix F.1.
    private static System.Text.Encoding? WideWithoutMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'<', 0, 0, 0, ..] => System.Text.Encoding.UTF32,
        [0, 0, 0, (byte)'<', ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        [(byte)'<' or (byte)'{', 0, not 0, 0, ..] => System.Text.Encoding.Unicode,
        [0, (byte)'<' or (byte)'{', 0, not 0, ..] => System.Text.Encoding.BigEndianUnicode,
        // EBCDIC: "<?xm".
        [0x4C, 0x6F, 0xA7, 0x94, ..] => EncodingLabels.Find("ibm037"),
        _ => null,
    };

    private static string? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytesMax)]);
        var match = XmlDeclaration().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    // Encodings whose letters hide behind ASCII escape sequences: there ASCII bytes are not ASCII text.
    private static bool IsEscaped(string? name) =>
        name is not null && (name.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("hz-gb", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase));

    private static string Utf8OrMixed(ReadOnlySpan<byte> bytes, FeedFaults faults)
    {
        if (Utf8.IsValid(bytes))
        {
            return System.Text.Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        var single = System.Text.Encoding.GetEncoding(1252);
        Span<char> letters = stackalloc char[2];
        while (bytes.Length > 0)
        {
            var invalid = FirstInvalid(bytes);
            text.Append(System.Text.Encoding.UTF8.GetString(bytes[..invalid]));
            bytes = bytes[invalid..];
            if (bytes.Length > 0)
            {
                text.Append(letters[..single.GetChars(bytes[..1], letters)]);
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            var ascii = bytes[position..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                return bytes.Length;
            }

            position += ascii;
            if (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) is not System.Buffers.OperationStatus.Done)
            {
                return position;
            }

            position += length;
        }

        return bytes.Length;
    }

    // Half an emoji, as UTF-16 software cuts it: one slip of three bytes.
    private static bool IsHalfSurrogate(ReadOnlySpan<byte> bytes) => bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    private static (int Sequences, int Strays) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        var (sequences, strays, position) = (0, 0, 0);
        while (position < bytes.Length)
        {
            var ascii = bytes[position..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            position += ascii;
            var isWhole = Rune.DecodeFromUtf8(bytes[position..], out _, out var length) is System.Buffers.OperationStatus.Done;
            sequences += isWhole ? 1 : 0;
            strays += isWhole ? 0 : 1;
            position += isWhole ? length : IsHalfSurrogate(bytes[position..]) ? 3 : 1;
        }

        return (sequences, strays);
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9][A-Za-z0-9._:+-]{0,39})""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CharsetParameter();

    // Made by the compiler, which NonBacktracking is not: it is asked for at starts, and 1,024 letters bound it.
    [GeneratedRegex("""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9][A-Za-z0-9._:+-]{0,39})""")]
    private static partial Regex XmlDeclaration();
}
