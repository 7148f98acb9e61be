using System.Collections.Frozen;
using System.Text;

namespace Monitor.Articles.Extraction.Markup;

/// <summary>
/// Bounds what a page's markup can cost, before it is parsed: a tree builder takes quadratic time over elements nested without end, and
/// repeats every unclosed formatting element in each following paragraph. Tags beyond the limits are left out, their text stays.
/// </summary>
internal static class PageLimits
{
    private const int TagsMax = 100_000;
    private const int DepthMax = 600;
    private const int FormattingDepthMax = 8;

    private static readonly FrozenSet<string> Formatting = new[]
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Void elements, and those whose end tag the parser puts in by itself: they do not nest by being left open.
    private static readonly FrozenSet<string> NotNesting = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "rp", "rt", "html", "head", "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Their content is no markup.
    private static readonly FrozenSet<string> Raw = new[] { "script", "style", "textarea", "title", "xmp" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The page itself where it keeps within the limits, as all but hostile pages do.</summary>
    public static string Apply(string html)
    {
        StringBuilder? limited = null;
        var (copied, tags, depth, formattingDepth) = (0, 0, 0, 0);
        for (var at = NextTag(html, 0); at >= 0; at = NextTag(html, at))
        {
            var isEnd = html[at + 1] == '/';
            var nameStart = at + (isEnd ? 2 : 1);
            var nameEnd = nameStart;
            while (nameEnd < html.Length && (char.IsAsciiLetterOrDigit(html[nameEnd]) || html[nameEnd] == '-'))
            {
                nameEnd++;
            }

            var name = html.AsSpan(nameStart, nameEnd - nameStart);
            var tagEnd = html.IndexOf('>', nameEnd);
            tagEnd = tagEnd < 0 ? html.Length : tagEnd + 1;
            if (!isEnd && Contains(Raw, name))
            {
                tagEnd = EndOfRaw(html, tagEnd, name);
            }
            else if (!Contains(NotNesting, name))
            {
                var isFormatting = Contains(Formatting, name);
                depth = Math.Max(0, depth + (isEnd ? -1 : 1));
                formattingDepth = isFormatting ? Math.Max(0, formattingDepth + (isEnd ? -1 : 1)) : formattingDepth;
                if (!isEnd && (depth > DepthMax || (isFormatting && formattingDepth > FormattingDepthMax)))
                {
                    limited = (limited ?? new StringBuilder(html.Length)).Append(html, copied, at - copied);
                    copied = tagEnd;
                }
            }

            if (++tags > TagsMax)
            {
                return (limited ?? new StringBuilder()).Append(html, Math.Min(copied, at), at - Math.Min(copied, at)).ToString();
            }

            at = tagEnd;
        }

        return limited is null ? html : limited.Append(html, copied, html.Length - copied).ToString();
    }

    private static bool Contains(FrozenSet<string> names, ReadOnlySpan<char> name) => names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>The position of the next start or end tag; comments are passed over.</summary>
    private static int NextTag(string html, int from)
    {
        while (from < html.Length && html.IndexOf('<', from) is >= 0 and var at && at + 2 < html.Length)
        {
            if (char.IsAsciiLetter(html[at + 1]) || (html[at + 1] == '/' && char.IsAsciiLetter(html[at + 2])))
            {
                return at;
            }

            if (html.AsSpan(at).StartsWith("<!--"))
            {
                var end = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
                from = end < 0 ? html.Length : end + 3;
            }
            else
            {
                from = at + 1;
            }
        }

        return -1;
    }

    private static int EndOfRaw(string html, int from, ReadOnlySpan<char> name)
    {
        var rest = html.AsSpan(from);
        for (var at = rest.IndexOf("</"); at >= 0;)
        {
            if (rest[(at + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return from + at;
            }

            var next = rest[(at + 2)..].IndexOf("</");
            at = next < 0 ? -1 : at + 2 + next;
        }

        return html.Length;
    }
}
