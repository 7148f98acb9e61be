using System.Text;

namespace Monitor.Feeds.Html;

/// <summary>
/// Makes the addresses inside a fragment of HTML absolute, in one pass; everything else stays exactly as it is.
/// </summary>
internal static class HtmlAddresses
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "action", "cite", "background", "longdesc", "poster", "data", "classid", "codebase", "profile", "usemap", "formaction",
    };

    public static bool IsAddress(string attribute) => Names.Contains(attribute);

    public static string Resolve(string html, string? baseAddress)
    {
        if (string.IsNullOrEmpty(baseAddress) || !html.Contains('<', StringComparison.Ordinal) || !html.Contains('=', StringComparison.Ordinal))
        {
            return html;
        }

        StringBuilder? resolved = null;
        var copied = 0;
        var position = 0;
        while (html.AsSpan(position).IndexOf('<') is >= 0 and var next)
        {
            position += next + 1;
            if (position >= html.Length || !char.IsAsciiLetter(html[position]))
            {
                continue;
            }

            while (NextValue(html, ref position, out var name, out var value))
            {
                if (!Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(html.AsSpan(name)))
                {
                    continue;
                }

                var given = html[value];
                var absolute = RelativeAddress.SchemeLength(given.AsSpan().Trim()) > 0 ? given : RelativeAddress.Resolve(baseAddress, given);
                if (absolute != given)
                {
                    resolved ??= new StringBuilder(html.Length + 256);
                    resolved.Append(html, copied, value.Start.Value - copied).Append(absolute);
                    copied = value.End.Value;
                }
            }
        }

        return resolved is null ? html : resolved.Append(html, copied, html.Length - copied).ToString();
    }

    // The next attribute that has a value, inside the tag that the position stands in; false at the tag's end, which is then passed.
    private static bool NextValue(string html, ref int position, out Range name, out Range value)
    {
        (name, value) = (default, default);
        while (position < html.Length)
        {
            var mark = html.AsSpan(position).IndexOfAny('=', '>', '<');
            if (mark < 0 || html[position + mark] != '=')
            {
                position = mark < 0 ? html.Length : position + mark;
                return false;
            }

            var nameEnd = position + mark;
            position = nameEnd + 1;
            while (nameEnd > 0 && char.IsWhiteSpace(html[nameEnd - 1]))
            {
                nameEnd--;
            }

            var nameStart = nameEnd;
            while (nameStart > 0 && (char.IsAsciiLetterOrDigit(html[nameStart - 1]) || html[nameStart - 1] is '-' or ':' or '_'))
            {
                nameStart--;
            }

            while (position < html.Length && char.IsWhiteSpace(html[position]))
            {
                position++;
            }

            if (position >= html.Length)
            {
                return false;
            }

            var quote = html[position];
            var start = quote is '"' or '\'' ? position + 1 : position;
            var length = quote is '"' or '\'' ? html.AsSpan(start).IndexOf(quote) : html.AsSpan(start).IndexOfAny(" \t\r\n>");
            if (length < 0)
            {
                position = html.Length;
                return false;
            }

            position = start + length + (quote is '"' or '\'' ? 1 : 0);
            (name, value) = (nameStart..nameEnd, start..(start + length));
            return true;
        }

        return false;
    }
}
