using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>
/// Finds who wrote a report where: "KYIV, May 3 (Reuters) –" before the first sentence, "Reporting by …; editing by …" behind the last. They are
/// evidence of where a copy comes from, and no part of what is compared.
/// </summary>
internal static class Credits
{
    private const int DatelineWordsMax = 8;
    private const int CreditWordsMax = 40;

    private static readonly string[] Openings =
        ["reporting by", "additional reporting by", "writing by", "editing by", "compiled by", "edited by", "with reporting by",
            "the associated press contributed"];

    /// <summary>Marks the credits; answers the agency they name, if any.</summary>
    public static string? Mark(TokenizedText text, TextPart[] parts)
    {
        string? origin = null;
        var sentences = text.Sentences;
        var firstOfText = FirstOfText(text);
        if (firstOfText < sentences.Length)
        {
            origin = MarkDateline(text, sentences[firstOfText], parts);
        }

        for (var s = Math.Max(firstOfText, 0); s < sentences.Length; s++)
        {
            var sentence = sentences[s];
            if (sentence.TokenCount > CreditWordsMax)
            {
                continue;
            }

            var opening = Joined(text, sentence.FirstToken, Math.Min(sentence.EndToken, sentence.FirstToken + 4));
            if (Openings.Any(phrase => opening.StartsWith(phrase, StringComparison.Ordinal)))
            {
                parts.AsSpan(sentence.FirstToken, sentence.TokenCount).Fill(TextPart.Credit);
                origin ??= AgencyIn(text, sentence.FirstToken, sentence.EndToken);
            }
        }

        return origin;
    }

    private static int FirstOfText(TokenizedText text)
    {
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            if (text.Sentences[s].Paragraph > 0)
            {
                return s;
            }
        }

        return text.Sentences.Length;
    }

    /// <summary>A few words, beginning in capitals or naming an agency in brackets, before a dash.</summary>
    private static string? MarkDateline(TokenizedText text, Sentence sentence, TextPart[] parts)
    {
        var last = Math.Min(sentence.EndToken - 1, sentence.FirstToken + DatelineWordsMax);
        for (var i = sentence.FirstToken; i < last; i++)
        {
            var gap = text.GapAfter(i).Trim();
            if (gap.IndexOfAny("–—") < 0 && !gap.EndsWith("-") && !gap.EndsWith("--"))
            {
                continue;
            }

            var agency = AgencyIn(text, sentence.FirstToken, i + 1);
            var written = text.Written(sentence.FirstToken);
            if (agency is null && (written.Length < 3 || written.IndexOfAnyInRange('a', 'z') >= 0))
            {
                return null;
            }

            // Where the reporter sat joins reports from one capital about different things; an event's own place is named again in the text.
            parts.AsSpan(sentence.FirstToken, i + 1 - sentence.FirstToken).Fill(TextPart.Credit);
            return agency;
        }

        return null;
    }

    private static string? AgencyIn(TokenizedText text, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            for (var words = Math.Min(3, end - i); words >= 1; words--)
            {
                if (Agencies.Named(Joined(text, i, i + words)) is { } agency && char.IsUpper(text.Written(i)[0]))
                {
                    return agency;
                }
            }
        }

        return null;
    }

    private static string Joined(TokenizedText text, int first, int end)
    {
        var joined = new System.Text.StringBuilder();
        for (var i = first; i < end; i++)
        {
            joined.Append(i > first ? " " : "").Append(text.Folded(i));
        }

        return joined.ToString();
    }
}
