using System.Text.RegularExpressions;
using Monitor.Feeds.Html;

namespace Monitor.Feeds.Addresses;

/// <summary>Addresses as people and programs write them into feeds: what is clear in meaning is mended, and nothing else is touched.</summary>
internal static partial class WrittenAddress
{
    /// <summary>The absolute form of an address by the base it stands under.</summary>
    public static string Of(string? baseAddress, string given) => RelativeAddress.Resolve(baseAddress, Mended(baseAddress, given.Trim()));

    private static string Mended(string? baseAddress, string given)
    {
        if (BrokenScheme().Match(given) is { Success: true } scheme)
        {
            given = $"{scheme.Groups[1].Value}://{given[scheme.Length..]}";
        }
        else if (RelativeAddress.SchemeLength(given) == 0 && IsHost(given, baseAddress))
        {
            // A host without its scheme is no file of a folder.
            given = baseAddress is null ? $"https://{given}" : $"//{given}";
        }

        // Escaped once too often: between parameters an "&amp;" stands for the sign.
        var query = given.IndexOf('?', StringComparison.Ordinal);
        return query < 0 || !given.Contains('&', StringComparison.Ordinal) ? given : given[..query] + EscapedSign().Replace(given[query..], "&");
    }

    private static bool IsHost(string given, string? baseAddress)
    {
        var end = given.AsSpan().IndexOfAny('/', '?', '#');
        var first = end < 0 ? given.AsSpan() : given.AsSpan(0, end);
        var isNamed = first.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && HostName().IsMatch(first);
        return isNamed || (first.Contains('.')
            && Uri.TryCreate(baseAddress, UriKind.Absolute, out var origin) && first.Equals(origin.Host, StringComparison.OrdinalIgnoreCase));
    }

    // "http:/host", "https:///host", "http//host", and with backslashes. "http:file" is relative by RFC 3986 and stays so.
    [GeneratedRegex(@"^(https?)(?:://{2,}|:/(?=[^/])|//|:\\{1,2})(?=[^/\\])", RegexOptions.IgnoreCase)]
    private static partial Regex BrokenScheme();

    [GeneratedRegex("&(?:amp;|#0*38;)+", RegexOptions.IgnoreCase)]
    private static partial Regex EscapedSign();

    [GeneratedRegex(@"^www(?:\.[a-z0-9-]+)+\.[a-z]{2,}(?::\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex HostName();
}
