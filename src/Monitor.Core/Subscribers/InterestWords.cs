using Monitor.Search;

namespace Monitor.Subscribers;

/// <summary>What a saved search is as an interest, in words.</summary>
public static class InterestWords
{
    /// <summary>
    /// "whatever has cyber or country:CN, in en": a search wants all that it names together, an interest any of it, and both want the language.
    /// Null where digests can go by nothing of it.
    /// </summary>
    public static string? Of(SavedSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var about = search.Topics.Concat(search.Actors).Concat(search.Filter.Outlet is { } outlet ? [outlet] : []).ToList();
        var language = search.Filter.Language is { } code ? $"in {code}" : null;
        return about.Count == 0 ? language is null ? null : $"whatever is {language}"
            : $"whatever has {string.Join(" or ", about)}{(language is null ? "" : $", {language}")}";
    }
}
