namespace Monitor.Feeds.Html;

/// <summary>
/// Resolves references against a base address by RFC 3986, section 5.2, on the text alone: no character is escaped, unescaped or dropped,
/// and nothing is ever refused.
/// </summary>
internal static class RelativeAddress
{
    /// <summary>The absolute form of <paramref name="reference"/>; unchanged when it is absolute or there is no base.</summary>
    public static string Resolve(string? baseAddress, string reference)
    {
        var relative = reference.Trim();
        if (string.IsNullOrEmpty(baseAddress) || SchemeLength(relative) > 0)
        {
            return relative;
        }

        var scheme = SchemeLength(baseAddress);
        if (scheme == 0 || !baseAddress.AsSpan(scheme).StartsWith("//"))
        {
            return relative;
        }

        var withoutFragment = Before(baseAddress, '#');
        if (relative.Length == 0)
        {
            return withoutFragment;
        }

        if (relative.StartsWith("//", StringComparison.Ordinal))
        {
            return baseAddress[..scheme] + relative;
        }

        var pathStart = baseAddress.AsSpan(scheme + 2).IndexOfAny('/', '?', '#');
        var authority = pathStart < 0 ? withoutFragment : baseAddress[..(scheme + 2 + pathStart)];
        var path = Before(Before(pathStart < 0 ? "" : baseAddress[(scheme + 2 + pathStart)..], '#'), '?');
        return relative[0] switch
        {
            '/' => authority + Merge("", relative),
            '?' => authority + path + relative,
            '#' => withoutFragment + relative,
            _ => authority + Merge(path.Length == 0 ? "/" : path[..(path.LastIndexOf('/') + 1)], relative),
        };
    }

    /// <summary>Characters of "http:", "mailto:" and the like at the beginning; 0 for a relative reference.</summary>
    public static int SchemeLength(ReadOnlySpan<char> address)
    {
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] == ':')
            {
                return i == 0 ? 0 : i + 1;
            }

            var isAllowed = char.IsAsciiLetter(address[i]) || (i > 0 && (char.IsAsciiDigit(address[i]) || address[i] is '+' or '-' or '.'));
            if (!isAllowed)
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Whether following the address would run something instead of fetching it.</summary>
    public static bool IsExecutable(string address)
    {
        // Browsers ignore blanks and controls inside a scheme, so they cannot hide one here.
        Span<char> scheme = stackalloc char[12];
        var length = 0;
        foreach (var character in address.AsSpan(0, Math.Min(address.Length, 64)))
        {
            if (character == ':' || length == scheme.Length)
            {
                break;
            }

            if (character > ' ')
            {
                scheme[length++] = char.ToLowerInvariant(character);
            }
        }

        return scheme[..length] is "javascript" or "data" or "vbscript";
    }

    // Puts the relative path behind the folder and removes the dot segments (section 5.2.4); the query and fragment go along.
    private static string Merge(string folder, string relative)
    {
        var pathEnd = relative.AsSpan().IndexOfAny('?', '#');
        var tail = pathEnd < 0 ? "" : relative[pathEnd..];
        var whole = folder + (pathEnd < 0 ? relative : relative[..pathEnd]);
        if (!whole.Contains("/.", StringComparison.Ordinal))
        {
            return whole + tail;
        }

        var segments = new List<string>();
        var parts = whole.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (segments.Count > 0)
                {
                    segments.RemoveAt(segments.Count - 1);
                }
            }
            else if (parts[i] != ".")
            {
                segments.Add(parts[i]);
                continue;
            }

            if (isLast)
            {
                segments.Add("");
            }
        }

        return "/" + string.Join('/', segments) + tail;
    }

    private static string Before(string text, char mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;
}
