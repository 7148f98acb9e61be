namespace Monitor.Search;

/// <summary>
/// An article's place in the search index: the second in which it appeared, then its id. Keys are ordered as articles are listed, so that the
/// index answers the latest first, a time span is a range of keys, and a page begins at a key.
/// </summary>
public static class SearchKey
{
    // Seconds since 1970 up to the year 2514, and half a billion articles before two of one second could share a key.
    private const int IdBits = 29;
    private const long SecondsMax = (1L << 34) - 1;

    public static long Of(DateTimeOffset appearedAt, long articleId) => From(appearedAt) | (articleId & ((1L << IdBits) - 1));

    /// <summary>The first key of what appeared in this second or later.</summary>
    public static long From(DateTimeOffset appearedAt) => Math.Clamp(appearedAt.ToUnixTimeSeconds(), 0, SecondsMax) << IdBits;

    /// <summary>The second in which the article of this key appeared.</summary>
    public static DateTimeOffset InstantOf(long key) => DateTimeOffset.FromUnixTimeSeconds(key >> IdBits);
}
