using AngleSharp.Dom;

namespace Monitor.Articles.Extraction;

/// <summary>What a page hides by an attribute or a style, and what it hides only until the reader asks for the rest of the text.</summary>
internal static class HiddenText
{
    private const int StyleCharactersMax = 2_000;

    // A rest of the text has paragraphs; a menu or a tooltip has none.
    private const int ParagraphsMin = 2;
    private const int ParagraphCharactersMin = 80;
    private const int SiblingsMax = 40;

    private const int OfferCharactersMax = 40;

    public static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden"))
        {
            return true;
        }

        var style = element.GetAttribute("style");
        if (style is null || style.Length > StyleCharactersMax)
        {
            return false;
        }

        var compact = style.Replace(" ", "", StringComparison.Ordinal);
        return compact.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Paragraphs that go on from visible ones, with a button beside them that shows them.</summary>
    public static bool IsOffered(IElement hidden) =>
        (IsOffer(hidden.PreviousElementSibling) || IsOffer(hidden.NextElementSibling))
        && hidden.Children.Take(SiblingsMax).Count(IsParagraph) >= ParagraphsMin
        && FollowsParagraph(hidden);

    private static bool FollowsParagraph(IElement hidden)
    {
        var before = hidden.PreviousElementSibling;
        for (var taken = 0; before is not null && taken < SiblingsMax; taken++)
        {
            if (IsParagraph(before) && !IsHidden(before))
            {
                return true;
            }

            before = before.PreviousElementSibling;
        }

        return false;
    }

    private static bool IsParagraph(IElement element) =>
        element.LocalName is "p" && element.TextContent.Length >= ParagraphCharactersMin;

    private static bool IsOffer(IElement? element) => element switch
    {
        null => false,
        { LocalName: "button" } => true,
        { LocalName: "a" } => !LeadsAway(element),
        { ChildElementCount: 1, LocalName: "p" or "div" or "span" } =>
            element.FirstElementChild is { LocalName: "button" or "a" } only && !LeadsAway(only) && element.TextContent.Trim().Length <= OfferCharactersMax,
        _ => element.GetAttribute("role") is "button",
    };

    private static bool LeadsAway(IElement element) =>
        element.GetAttribute("href") is { Length: > 0 } address
        && address[0] is not '#'
        && !address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);
}
