using System.Globalization;

namespace Monitor.Net;

/// <summary>The times that a server states in its headers (RFC 9110, RFC 9111).</summary>
public static class WebTimes
{
    private static readonly string[] DateFormats =
    [
        "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'UTC'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy",
        "ddd, d MMM yyyy HH:mm:ss zzz",
    ];

    /// <summary>
    /// How long the answer stays fresh: max-age, else Expires minus Date; null where the server does not say, or says that it is stale at
    /// once. The age in caches on the way is not deducted: asking a little later is never impolite.
    /// </summary>
    public static TimeSpan? FreshFor(WebHeaders headers, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var directives = (headers["Cache-Control"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var directive in directives)
        {
            if (directive.StartsWith("max-age", StringComparison.OrdinalIgnoreCase) && directive.IndexOf('=') is var equals and > 0)
            {
                return Seconds(directive[(equals + 1)..].Trim().Trim('"'));
            }
        }

        if (Date(headers["Expires"]) is not { } expires)
        {
            return null;
        }

        var span = expires - (Date(headers["Date"]) ?? receivedAt);
        return span > TimeSpan.Zero ? span : null;
    }

    /// <summary>The wait that the server asks for with Retry-After, in seconds or as a date; null where it asks for none.</summary>
    public static TimeSpan? RetryAfter(WebHeaders headers, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers["Retry-After"] is not { } text)
        {
            return null;
        }

        if (Seconds(text.Trim()) is { } seconds)
        {
            return seconds;
        }

        // Both clocks may be wrong: the server's own date, where it gave one, makes the difference right.
        var wait = Date(text) - (Date(headers["Date"]) ?? receivedAt);
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>An HTTP date in any of its three forms; null for anything else.</summary>
    public static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(
            text?.Trim(), DateFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite, out var instant)
            ? instant
            : null;

    private static TimeSpan? Seconds(string text)
    {
        var whole = text.Split('.', 2)[0];
        if (whole.Length == 0 || !whole.All(char.IsAsciiDigit))
        {
            return null;
        }

        // Longer than any wait we would honour: the caps lie with the caller.
        var seconds = whole.Length > 9 ? 1_000_000_000 : long.Parse(whole, CultureInfo.InvariantCulture);
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
