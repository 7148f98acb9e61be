using Monitor.Net;

namespace Monitor.Feeds.Discovery;

/// <summary>An address as a person types or pastes it: without a scheme, or with the one that readers register for feeds.</summary>
public static class TypedAddress
{
    private static readonly string[] FeedSchemes = ["feed://", "feed:", "rss://", "rss:", "webcal://"];

    /// <summary>What to try, the likeliest first; empty where it is no address.</summary>
    public static IReadOnlyList<Uri> Of(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = typed.Trim();
        foreach (var scheme in FeedSchemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                text = text[scheme.Length..].TrimStart('/');
                break;
            }
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return Web(text) is { } whole ? [whole] : [];
        }

        // Of a host with a port it is not known whether it speaks TLS, nor of any other: the encrypted way first.
        return IsHost(text) && Web($"https://{text}") is { } secure && Web($"http://{text}") is { } plain ? [secure, plain] : [];
    }

    private static Uri? Web(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && WebAddress.Refusal(address) is null ? address : null;

    // "harbour.example/news", "localhost:8080": a word alone is none, nor what has another scheme.
    private static bool IsHost(string text)
    {
        var end = text.AsSpan().IndexOfAny('/', '?', '#');
        var host = end < 0 ? text : text[..end];
        var colon = host.LastIndexOf(':');
        var name = colon > 0 && colon < host.Length - 1 && host[(colon + 1)..].All(char.IsAsciiDigit) ? host[..colon] : host;
        return name.Length > 0 && !name.Contains(':', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace)
            && (name.Contains('.', StringComparison.Ordinal) || name.Length < host.Length);
    }
}
