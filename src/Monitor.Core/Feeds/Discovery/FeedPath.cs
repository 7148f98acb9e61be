namespace Monitor.Feeds.Discovery;

/// <summary>Tells by an address alone whether a feed is likely to be there.</summary>
public static class FeedPath
{
    private static readonly string[] Endings = [".rss", ".atom", ".rdf", "/feed", "/rss", "/atom"];

    public static bool IsLikely(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var path = address.Split('?', '#')[0].TrimEnd('/').ToLowerInvariant();
        return Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
            || (path.EndsWith(".xml", StringComparison.Ordinal)
                && (path.Contains("rss", StringComparison.Ordinal) || path.Contains("feed", StringComparison.Ordinal)
                    || path.Contains("atom", StringComparison.Ordinal)));
    }
}
