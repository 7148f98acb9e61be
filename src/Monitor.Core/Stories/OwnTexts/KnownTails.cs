using System.Collections.Frozen;
using Monitor.Languages;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>
/// Phrases that stand on article pages in many places and are never the report itself (pages.yaml). They mark boilerplate before the memory has seen a host
/// often enough. A phrase takes its whole line along when the line is short.
/// </summary>
public static class KnownTails
{
    /// <summary>A line of at most so many words is boilerplate as a whole when it holds a phrase; a longer one from the phrase on.</summary>
    public const int LineWordsMax = 40;

    private static readonly Lazy<FrozenDictionary<uint, uint[][]>> ByFirstWord = new(Build);

    /// <summary>Marks the lines of <paramref name="mask"/> that hold a known phrase. <paramref name="words"/>: one folded word hash for each token.</summary>
    public static void Mark(TokenizedText text, ReadOnlySpan<uint> words, Span<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var sentence in text.Sentences)
        {
            var first = FirstPhrase(words[sentence.FirstToken..sentence.EndToken]);
            if (first >= 0 && sentence.Paragraph > 0)
            {
                var start = sentence.TokenCount <= LineWordsMax ? sentence.FirstToken : sentence.FirstToken + first;
                mask[start..sentence.EndToken].Fill(true);
            }
        }
    }

    private static int FirstPhrase(ReadOnlySpan<uint> words)
    {
        var byFirstWord = ByFirstWord.Value;
        for (var i = 0; i < words.Length; i++)
        {
            if (!byFirstWord.TryGetValue(words[i], out var phrases))
            {
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (words[i..].StartsWith(phrase) && (phrase.Length > 1 || i == 0))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static FrozenDictionary<uint, uint[][]> Build() =>
        LanguageBook.InForce.Pages.SelectMany(language => language.Tails).Select(phrase => ArticleTerms.Of(TokenizedText.Of(phrase)).Words)
            .GroupBy(words => words[0])
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
