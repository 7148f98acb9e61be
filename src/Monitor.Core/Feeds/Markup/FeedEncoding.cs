using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Monitor.Feeds.Markup;

/// <summary>
/// Turns the bytes of a document into text: byte order mark, then the HTTP charset, then the XML declaration, then UTF-8 if the bytes are
/// valid UTF-8, else windows-1252. Valid multi-byte UTF-8 beats a single-byte declaration, since no other encoding produces it by chance.
/// </summary>
internal static partial class FeedEncoding
{
    private const int DeclarationBytesMax = 1024;

    static FeedEncoding() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes, string? contentType, FeedFaults faults)
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

        var name = CharsetOf(contentType) ?? DeclaredIn(bytes);
        var isValidUtf8 = Utf8.IsValid(bytes);
        if (isValidUtf8 && Ascii.IsValid(bytes) && !IsEscaped(name))
        {
            return (System.Text.Encoding.Latin1.GetString(bytes), "us-ascii");
        }

        var declared = Find(name);
        if (name is not null && declared is null)
        {
            faults.Add(FeedFaultKind.Encoding, $"the encoding \"{name}\" is not known", default);
        }

        if (declared is null || declared.CodePage == System.Text.Encoding.UTF8.CodePage)
        {
            return isValidUtf8
                ? (System.Text.Encoding.UTF8.GetString(bytes), "utf-8")
                : Undeclared(bytes, declared is not null, faults);
        }

        if (isValidUtf8 && !IsEscaped(name))
        {
            faults.Add(FeedFaultKind.Encoding, $"declared as {name}, but it is UTF-8", default);
            return (System.Text.Encoding.UTF8.GetString(bytes), "utf-8");
        }

        return (declared.GetString(bytes), declared.WebName);
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

    private static (string Text, string Encoding) Undeclared(ReadOnlySpan<byte> bytes, bool declaredAsUtf8, FeedFaults faults)
    {
        // Mostly UTF-8 with a broken byte or two (a cut character, a pasted quotation mark) must not lose all its letters to windows-1252.
        var (sequences, strays) = CountUtf8(bytes);
        if (sequences > strays)
        {
            faults.Add(FeedFaultKind.Encoding, $"{strays} bytes are not valid UTF-8, read as windows-1252", default);
            return (Utf8OrMixed(bytes, faults), "utf-8");
        }

        if (declaredAsUtf8)
        {
            faults.Add(FeedFaultKind.Encoding, "declared as UTF-8, but it is not: read as windows-1252", default);
        }

        return (System.Text.Encoding.GetEncoding(1252).GetString(bytes), "windows-1252");
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
        [0x4C, 0x6F, 0xA7, 0x94, ..] => Find("ibm037"),
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

    private static System.Text.Encoding? Find(string? name)
    {
        // Names that browsers read as the larger encoding they are in practice (WHATWG Encoding Standard); declared as a wide encoding
        // the bytes would have shown it above, so what is left is an 8-bit document.
        var known = name?.Trim().ToLowerInvariant() switch
        {
            null or "" or "utf8" or "unicode-1-1-utf-8" => "utf-8",
            var wide when wide.StartsWith("utf-16", StringComparison.Ordinal) || wide.StartsWith("utf-32", StringComparison.Ordinal)
                || wide.StartsWith("ucs-", StringComparison.Ordinal) || wide.StartsWith("iso-10646", StringComparison.Ordinal) => "utf-8",
            "utf-7" => null,
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "cp1252" => "windows-1252",
            "iso-8859-9" => "windows-1254",
            "iso-8859-11" or "tis-620" => "windows-874",
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" => "gb18030",
            "ks_c_5601-1987" or "ksc5601" => "euc-kr",
            "sjis" or "x-sjis" or "cp932" => "shift_jis",
            "big5-hkscs" => "big5",
            var other => Regex.Replace(other, "^cp(125[0-8])$", "windows-$1"),
        };

        try
        {
            return known is null ? null : System.Text.Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

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
            position += isWhole ? length : 1;
        }

        return (sequences, strays);
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9][A-Za-z0-9._:+-]{0,39})""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CharsetParameter();

    [GeneratedRegex("""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9][A-Za-z0-9._:+-]{0,39})""", RegexOptions.NonBacktracking)]
    private static partial Regex XmlDeclaration();
}
