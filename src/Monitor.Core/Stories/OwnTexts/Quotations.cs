using System.Buffers;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>Finds what stands between quotation marks. A mark that is never closed ends with its paragraph.</summary>
internal static class Quotations
{
    private static readonly SearchValues<char> Opening = SearchValues.Create("\"“„«「『");
    private static readonly SearchValues<char> Closing = SearchValues.Create("\"”“»」』");

    public static void Mark(TokenizedText text, TextPart[] parts)
    {
        var open = -1;
        var sentences = text.Sentences;
        for (var s = 0; s < sentences.Length; s++)
        {
            var sentence = sentences[s];
            if (s > 0 && sentence.Paragraph != sentences[s - 1].Paragraph)
            {
                open = -1;
            }

            if (open < 0 && (Opens(text.Value.AsSpan(sentence.Start, text.Tokens[sentence.FirstToken].Start - sentence.Start))
                || OpensApart(text, text.Tokens[sentence.FirstToken].Start)))
            {
                open = sentence.FirstToken;
            }

            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                var gap = text.GapAfter(i);
                if (open >= 0 && Closes(gap))
                {
                    MarkLong(parts, open, i + 1);
                    open = -1;
                }

                if (open < 0 && i + 1 < sentence.EndToken && Opens(gap))
                {
                    open = i + 1;
                }
            }
        }
    }

    private static void MarkLong(TextPart[] parts, int first, int end)
    {
        if (end - first >= OwnText.QuotationWordsMin)
        {
            parts.AsSpan(first, end - first).Fill(TextPart.Quotation);
        }
    }

    private static bool Opens(ReadOnlySpan<char> gap)
    {
        var mark = gap.LastIndexOfAny(Opening);
        // A straight mark with a space behind it has closed something.
        return mark >= 0 && (gap[mark] != '"' || mark == gap.Length - 1);
    }

    /// <summary>French sets its marks apart from the words: "« Nous". A mark that follows a letter or a stop closes, as German ones may.</summary>
    private static bool OpensApart(TokenizedText text, int start)
    {
        var mark = start - 1;
        while (mark >= 0 && char.IsWhiteSpace(text.Value[mark]))
        {
            mark--;
        }

        return mark >= 0 && text.Value[mark] == '«' && (mark == 0 || char.IsWhiteSpace(text.Value[mark - 1]));
    }

    private static bool Closes(ReadOnlySpan<char> gap)
    {
        var mark = gap.IndexOfAny(Closing);
        return mark >= 0 && (gap[mark] is not ('"' or '“') || mark == 0 || gap[mark - 1] is not ' ');
    }
}
