using Monitor.Languages;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.Index;

/// <summary>
/// Whether an article is about many events: a newsletter, a weekly review, a page of court notes. Two signs are needed: its headline or its first
/// sentence speaks
/// as such pages do (pages.yaml, roundUps), or it is a numbered list; and its sentences have hardly a word in common, as they have where one
/// thing is told.
/// </summary>
internal static class RoundUp
{
    /// <summary>Of one event's report nearly every sentence shares a word of content with another one.</summary>
    private const double TiedShareMax = 0.65;

    /// <summary>A list without any phrase must hang together even less.</summary>
    private const double TiedShareOfListMax = 0.2;
    private const int ListItemsMin = 4;
    private const int SentencesMin = 2;
    private const int RootLength = 5;

    private static readonly Lazy<uint[][]> Phrases = new(() =>
        [.. LanguageBook.InForce.Pages.SelectMany(language => language.RoundUps).Select(phrase => ArticleTerms.Of(TokenizedText.Of(phrase)).Words)]);

    public static bool Is(OwnText own)
    {
        var text = own.Text;
        var body = text.Sentences.Length;
        var (first, items, holdsPhrase) = (0, 0, false);
        while (first < body && text.Sentences[first].Paragraph == 0)
        {
            first++;
        }

        for (var s = 0; s < body; s++)
        {
            var sentence = text.Sentences[s];
            if (s <= first)
            {
                holdsPhrase |= HoldsPhrase(own.Terms.Words.AsSpan(sentence.FirstToken, sentence.TokenCount), wordsMin: s < first ? 1 : 2);
            }

            items += text.Tokens[sentence.FirstToken].Kind is TokenKind.Number ? 1 : 0;
        }

        var isList = items >= ListItemsMin;
        return (holdsPhrase || isList) && TiedShare(own, first) is { } tied && tied <= (holdsPhrase ? TiedShareMax : TiedShareOfListMax);
    }

    /// <summary>The share of sentences behind the headline that have a word of content in common with another one; null where there are too few.</summary>
    private static double? TiedShare(OwnText own, int first)
    {
        var sentences = new List<HashSet<uint>>();
        for (var s = first; s < own.Text.Sentences.Length; s++)
        {
            var roots = new HashSet<uint>();
            var sentence = own.Text.Sentences[s];
            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (own.Parts[i] is TextPart.Own or TextPart.Quotation && own.Text.Tokens[i].Kind is not TokenKind.Number
                    && !own.Terms.Traits[i].HasFlag(TermTraits.Number) && CommonWords.Share(own.Terms.Terms[i]) == 0 && own.Terms.Terms[i] != 0)
                {
                    var folded = own.Text.Folded(i);
                    roots.Add(StableHash.Term(StableHash.Of(folded[..Math.Min(RootLength, folded.Length)])));
                }
            }

            if (roots.Count > 1)
            {
                sentences.Add(roots);
            }
        }

        return sentences.Count < SentencesMin
            ? null
            : sentences.Count(one => sentences.Exists(other => !ReferenceEquals(one, other) && one.Overlaps(other))) / (double)sentences.Count;
    }

    /// <summary>A single word ("briefing") tells in a headline; in a sentence it is one among others.</summary>
    private static bool HoldsPhrase(ReadOnlySpan<uint> words, int wordsMin)
    {
        for (var i = 0; i < words.Length; i++)
        {
            foreach (var phrase in Phrases.Value)
            {
                if (phrase.Length >= wordsMin && words[i..].StartsWith(phrase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
