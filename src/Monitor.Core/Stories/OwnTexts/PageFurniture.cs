using System.Collections.Frozen;
using Monitor.Languages;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>
/// Lines of a page that are told by their form, before a memory has seen the host: they speak to the reader about the page itself ("We use cookies", "Enjoying
/// this article? Subscribe"), point to another article behind a label ("Read also:"), or are a bar of labels ("Home | Sport | Shop"). An article about
/// subscriptions or cookies is none of this: where the headline, or most of the lines, speak of such things they are its subject.
/// </summary>
internal static class PageFurniture
{
    private const int LineWordsMax = 45;
    private const int LabelWordsMax = 5;
    private const int BarSeparatorsMin = 2;

    /// <summary>Where more than two thirds of the lines look like furniture, the page is about such things, or a page of nothing else.</summary>
    private const double FoundShareMax = 2 / 3d;

    private static readonly Lazy<FrozenSet<uint>> Furniture = new(() => WordsOf(language => language.Furniture));
    private static readonly Lazy<FrozenSet<uint>> Address = new(() => WordsOf(language => language.Address));
    private static readonly Lazy<uint[][]> Labels = new(() =>
        [.. LanguageBook.InForce.Pages.SelectMany(language => language.Labels).Select(phrase => ArticleTerms.Of(TokenizedText.Of(phrase)).Words)]);

    /// <summary>Marks the lines of <paramref name="mask"/> that are furniture. <paramref name="words"/>: one folded word hash for each token.</summary>
    public static void Mark(TokenizedText text, ReadOnlySpan<uint> words, Span<bool> mask)
    {
        var (lines, found, isSubject) = (0, new List<(int First, int End)>(), false);
        for (var s = 0; s < text.Sentences.Length;)
        {
            var first = s;
            while (s < text.Sentences.Length && text.Sentences[s].Paragraph == text.Sentences[first].Paragraph)
            {
                s++;
            }

            var (from, end) = (text.Sentences[first].FirstToken, text.Sentences[s - 1].EndToken);
            if (text.Sentences[first].Paragraph == 0)
            {
                isSubject = words[from..end].ContainsAny(Furniture.Value);
                continue;
            }

            lines++;
            if (end - from <= LineWordsMax
                && (BeginsWithLabel(text, words, from, end) || IsBar(text, from, end) || (!isSubject && SpeaksOfThePage(words[from..end]))))
            {
                found.Add((from, end));
            }
        }

        if (found.Count <= lines * FoundShareMax)
        {
            foreach (var (from, end) in found)
            {
                mask[from..end].Fill(true);
            }
        }
    }

    private static bool SpeaksOfThePage(ReadOnlySpan<uint> words)
    {
        var (furniture, address) = (0, 0);
        foreach (var word in words)
        {
            furniture += Furniture.Value.Contains(word) ? 1 : 0;
            address += Address.Value.Contains(word) ? 1 : 0;
        }

        return furniture >= 2 || (furniture == 1 && address > 0);
    }

    private static bool BeginsWithLabel(TokenizedText text, ReadOnlySpan<uint> words, int from, int end)
    {
        foreach (var label in Labels.Value)
        {
            if (words[from..end].StartsWith(label))
            {
                for (var i = from + label.Length - 1; i < Math.Min(end, from + label.Length + LabelWordsMax); i++)
                {
                    if (text.GapAfter(i).Contains(':'))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Words between bars or arrows, and no sentence.</summary>
    private static bool IsBar(TokenizedText text, int from, int end)
    {
        var separators = 0;
        for (var i = from; i < end - 1; i++)
        {
            separators += text.GapAfter(i).Trim() is "|" or ">" or "›" or "»" or "·" or "•" ? 1 : 0;
        }

        return separators >= BarSeparatorsMin;
    }

    private static FrozenSet<uint> WordsOf(Func<LanguagePages, IReadOnlyList<string>> list) =>
        LanguageBook.InForce.Pages.SelectMany(list).SelectMany(word => ArticleTerms.Of(TokenizedText.Of(word)).Words).ToFrozenSet();

    private static bool ContainsAny(this ReadOnlySpan<uint> words, FrozenSet<uint> set)
    {
        foreach (var word in words)
        {
            if (set.Contains(word))
            {
                return true;
            }
        }

        return false;
    }
}
