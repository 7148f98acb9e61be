using System.Text;
using System.Text.RegularExpressions;
using Monitor.Feeds.Markup;

namespace Monitor.Articles.Extraction.Markup;

/// <summary>
/// Decodes a page as feeds are decoded: byte order mark, UTF-8 where the bytes are valid UTF-8, the server's charset, the page's own meta
/// element where the bytes refute the server; what declares nothing, or falsely UTF-8 or windows-1252, is guessed from its letters.
/// </summary>
public static partial class PageEncoding
{
    private const int DeclarationBytesMax = 4096;

    public static string Decode(byte[] bytes, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var head = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, DeclarationBytesMax)));
        var written = Declaration().Match(head) is { Success: true } match ? match.Groups[1].Value : null;
        // Nobody is told of a page's faults.
        return FeedEncoding.Decode(bytes, FeedEncoding.CharsetOf(contentType), written, new FeedFaults()).Text;
    }

    // Scripts and links have a charset of their own.
    [GeneratedRegex(
        """<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:+\-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
