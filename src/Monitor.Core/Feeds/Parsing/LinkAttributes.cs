using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>What a link says of itself besides its address.</summary>
/// <param name="Language">Of the page that it leads to.</param>
/// <param name="OwnLanguage">Of the document at this place; null where it names none.</param>
/// <param name="IsAtom">Atom lists alternates, the foremost first; RSS has one link, and repeats it as it repeats any element.</param>
internal readonly record struct LinkAttributes(
    string? Relation, string? Type, string? Length, string? Language = null, string? Media = null, string? OwnLanguage = null, bool IsAtom = false)
{
    public static LinkAttributes Of(MarkupTag tag, string? ownLanguage, bool isAtom) =>
        new(tag["rel"], tag["type"], tag["length"], tag["hreflang"], tag["media"], ownLanguage, isAtom);

    /// <summary>How far an alternate at <paramref name="address"/> is from the page that a reader of the document is sent to.</summary>
    public int DistanceOf(string? address)
    {
        var isPage = Type?.Trim().ToLowerInvariant() is null or "" or "text/html" or "application/xhtml+xml";
        var isWeb = address is null || RelativeAddress.SchemeLength(address) == 0 || address.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var isOther = OwnLanguage is { } own && Language?.Trim() is { Length: > 0 } language && !IsSameLanguage(own, language);
        var isSmall = Media?.Contains("handheld", StringComparison.OrdinalIgnoreCase) == true;
        return (isWeb ? 0 : 4) + (isPage ? 0 : 2) + (isOther || isSmall ? 1 : 0);
    }

    private static bool IsSameLanguage(string one, string other) =>
        one.AsSpan(0, Primary(one)).Equals(other.AsSpan(0, Primary(other)), StringComparison.OrdinalIgnoreCase);

    private static int Primary(string language) => language.AsSpan().IndexOfAny('-', '_') is > 0 and var end ? end : language.Length;
}
