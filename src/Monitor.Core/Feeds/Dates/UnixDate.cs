using System.Globalization;

namespace Monitor.Feeds.Dates;

/// <summary>Instants as programs print them: seconds or milliseconds since 1970, alone or as "/Date(…)/".</summary>
internal static class UnixDate
{
    private const string Opening = "/Date(";
    private const string Closing = ")/";

    // From 9 September 2001 seconds have ten digits, and milliseconds thirteen, until the year 2286: fewer or more are something else.
    private const int SecondsDigits = 10;
    private const int MillisecondsDigits = 13;

    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(Opening, StringComparison.Ordinal) && text.EndsWith(Closing, StringComparison.Ordinal))
        {
            text = text[Opening.Length..^Closing.Length];
            // "+0200" behind the number says where it was written: the instant stays what it is.
            var offset = text.LastIndexOfAny('+', '-');
            return long.TryParse(offset > 0 ? text[..offset] : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
                ? OfMilliseconds(since) : null;
        }

        var point = text.IndexOf('.');
        if (point == SecondsDigits && text[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0)
        {
            text = text[..point];
        }

        return text.Length is SecondsDigits or MillisecondsDigits
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && text[0] != '0'
                ? OfMilliseconds(text.Length == SecondsDigits ? number * 1_000 : number) : null;
    }

    private static DateTimeOffset? OfMilliseconds(long milliseconds)
    {
        var seconds = Math.DivRem(milliseconds, 1_000, out var rest) - (rest < 0 ? 1 : 0);
        return seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
