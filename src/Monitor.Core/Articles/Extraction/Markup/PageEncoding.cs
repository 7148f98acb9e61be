using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction.Markup;

/// <summary>
/// Decodes a page: byte order mark, then the server's charset, then the page's own meta element, then UTF-8 if it is valid, then
/// windows-1252. Text with multi-byte characters that is valid UTF-8 is UTF-8, whatever a single-byte declaration says.
/// </summary>
public static partial class PageEncoding
{
    private const int DeclarationBytesMax = 4096;

    static PageEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(byte[] bytes, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8.GetString(bytes.AsSpan(3));
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes.AsSpan(2));
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2));
        }

        var declared = Named(Charset().Match(contentType ?? "")) ?? Named(Charset().Match(Beginning(bytes)));
        if (System.Text.Unicode.Utf8.IsValid(bytes) && (declared is null || declared.IsSingleByte || declared.CodePage == Encoding.UTF8.CodePage))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        return (declared ?? Encoding.GetEncoding(1252)).GetString(bytes);
    }

    private static string Beginning(byte[] bytes) => Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, DeclarationBytesMax)));

    private static Encoding? Named(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        try
        {
            // The web calls windows-1252 by the names of its subsets; a page that could say UTF-16 in ASCII is none.
            return match.Groups[1].Value.ToUpperInvariant() switch
            {
                "ISO-8859-1" or "LATIN1" or "LATIN-1" or "US-ASCII" or "ASCII" => Encoding.GetEncoding(1252),
                "UTF-16" or "UTF-16LE" or "UTF-16BE" or "UTF-7" or "UTF-32" => Encoding.UTF8,
                "GB2312" => Encoding.GetEncoding("gb18030"),
                "KS_C_5601-1987" or "KSC5601" => Encoding.GetEncoding("euc-kr"),
                var name => Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            // A name nobody knows declares nothing.
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
