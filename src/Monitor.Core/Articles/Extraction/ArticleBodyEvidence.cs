namespace Monitor.Articles.Extraction;

/// <summary>
/// Holds the text that was found in the page against the text that the page's JSON-LD gives (articleBody). Each corrects the other: the
/// found text has the paragraphs and may hold too much or the wrong part, the given one may be cut, or be left out by a template.
/// </summary>
internal static class ArticleBodyEvidence
{
    // A shorter given text is a teaser.
    private const int GivenLettersMin = 200;

    // Beyond this the comparison would cost more than it tells.
    private const int GivenLettersMax = 200_000;
    private const int BlocksMax = 2_000;

    // A shorter block may stand in any text by chance.
    private const int BlockLettersMin = 30;

    private const double CoveredFrom = 0.8;
    private const double MissedBelow = 0.5;

    /// <summary>The chosen blocks, without what stands before and after the given text; null where the given text should be taken instead.</summary>
    public static List<TextBlock>? Weigh(List<TextBlock> chosen, string given)
    {
        var letters = Letters(given);
        if (TextWeight.Of(letters) < GivenLettersMin || letters.Length > GivenLettersMax || chosen.Count > BlocksMax)
        {
            return chosen;
        }

        var (first, last, confirmed) = (-1, -1, 0);
        for (var i = 0; i < chosen.Count; i++)
        {
            var block = Letters(chosen[i].Text);
            if (TextWeight.Of(block) >= BlockLettersMin && letters.Contains(block, StringComparison.Ordinal))
            {
                first = first < 0 ? i : first;
                last = i;
                confirmed += block.Length;
            }
        }

        if (confirmed < MissedBelow * letters.Length)
        {
            return Letters(string.Concat(chosen.Select(block => block.Text))).Length > letters.Length ? chosen : null;
        }

        // What stands between confirmed blocks stays: quotations, headings, embedded posts.
        return confirmed >= CoveredFrom * letters.Length && IsComplete(given) ? chosen[first..(last + 1)] : chosen;
    }

    /// <summary>A text that was cut off says nothing about what follows.</summary>
    private static bool IsComplete(string given)
    {
        var end = given.TrimEnd();
        return !end.EndsWith("...", StringComparison.Ordinal) && !end.EndsWith('…') && !end.EndsWith(']');
    }

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
