using System.Text.RegularExpressions;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>Words of a report as a mail quotes them: without the dateline that they may begin with.</summary>
public static partial class QuotedWords
{
    /// <summary>"WASHINGTON, July 19 (Atlantic Wire) - The United States …" without its dateline.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var opening = Opening().Match(text);
        return opening.Success && IsDateline(opening) ? text[opening.Length..] : text;
    }

    // "Mr Smith – a former officer – said" opens with names and a dash too: an agency, a day, or capitals before a new sentence tell.
    private static bool IsDateline(Match opening)
    {
        var place = opening.Groups["place"].Value;
        return opening.Groups["agency"].Success
            || place.Any(char.IsAsciiDigit)
            || (opening.Groups["capitals"].Success && (opening.Groups["first"].Value is [var next, ..] && !char.IsLower(next)));
    }

    [GeneratedRegex(
        @"^(?<place>(?<capitals>\p{Lu}{2}[\p{Lu}.'’\-]+)?\p{Lu}?[\p{L}.'’\-]*(?:[ /,]+(?:\p{Lu}[\p{L}.'’\-]*|\d{1,4}\.?|de|am|der|le))*,?(?: \p{Ll}{3,9})?)"
            + @"\s*(?<agency>\((?:\p{Lu}[^)]{1,40}|\p{Ll}+)\))?\s*(?:[-–—]{1,2})\s+(?=(?<first>\S))")]
    private static partial Regex Opening();
}
