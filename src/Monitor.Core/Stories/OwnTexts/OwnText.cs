using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>An article's text with each token's part: own text, long quotations, credits, page boilerplate.</summary>
public sealed class OwnText
{
    /// <summary>Shorter quotations are the reporter's sentences like any other.</summary>
    public const int QuotationWordsMin = 20;

    /// <summary>Where the memory takes more of a text, it may have met the article itself before.</summary>
    private const double MaskedShareMax = 0.5;
    private const int TitleWordsMaskedMin = 2;

    private OwnText(TokenizedText text, ArticleTerms terms, TextPart[] parts, string? origin)
    {
        Text = text;
        Terms = terms;
        Parts = parts;
        Origin = origin;
        OwnWords = parts.Count(part => part is TextPart.Own);
    }

    public TokenizedText Text { get; }

    public ArticleTerms Terms { get; }

    public TextPart[] Parts { get; }

    /// <summary>The agency that the credits name; null where they name none.</summary>
    public string? Origin { get; }

    public int OwnWords { get; }

    /// <summary>Cuts own text from the rest. <paramref name="memory"/> is asked, not taught.</summary>
    public static OwnText Of(TokenizedText text, BoilerplateMemory memory, ulong host, DateTimeOffset? seenAt)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(memory);
        var terms = ArticleTerms.Of(text);
        var boilerplate = new bool[terms.Words.Length];
        memory.Mark(terms.Words, host, seenAt, boilerplate);
        ClearTouched(text, boilerplate);
        ClearWhereArticleIsMasked(text, terms, boilerplate);
        KnownTails.Mark(text, terms.Words, boilerplate);
        PageFurniture.Mark(text, terms.Words, boilerplate);
        MarkTitleTail(text, boilerplate);
        FillSentences(text, terms, boilerplate);

        var parts = new TextPart[boilerplate.Length];
        Quotations.Mark(text, parts);
        var origin = Credits.Mark(text, parts);
        for (var i = 0; i < parts.Length; i++)
        {
            if (boilerplate[i])
            {
                parts[i] = TextPart.Boilerplate;
            }
        }

        return new OwnText(text, terms, parts, origin);
    }

    /// <summary>A text whose parts were cut before.</summary>
    public static OwnText Of(TokenizedText text, TextPart[] parts, string? origin)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(parts);
        return new OwnText(text, ArticleTerms.Of(text), parts, origin);
    }

    /// <summary>Whether most of a range of characters is page boilerplate.</summary>
    public bool IsBoilerplate(TextSpan span) => TextParts.IsBoilerplate(Text, Parts, span);

    /// <summary>The ranges of one part, for showing it dim or bright.</summary>
    public IEnumerable<TextSpan> Spans(TextPart part)
    {
        for (var i = 0; i < Parts.Length; i++)
        {
            if (Parts[i] == part)
            {
                var first = i;
                while (i + 1 < Parts.Length && Parts[i + 1] == part)
                {
                    i++;
                }

                yield return new TextSpan(Text.Tokens[first].Start, Text.Tokens[i].End);
            }
        }
    }

    /// <summary>
    /// A page of which hardly anything is left, and nothing of what its headline speaks of, was published before as a whole: what it repeats is the article.
    /// </summary>
    private static void ClearWhereArticleIsMasked(TokenizedText text, ArticleTerms terms, bool[] boilerplate)
    {
        var (_, titleTokens) = text.TokensIn(new TextSpan(0, text.TitleEnd));
        var body = boilerplate.AsSpan(titleTokens);
        if (body.Count(true) <= body.Length * MaskedShareMax)
        {
            return;
        }

        var title = terms.Terms[..titleTokens].Where(term => !CommonWords.IsFunction(term)).ToHashSet();
        var (masked, left) = (new HashSet<uint>(), new HashSet<uint>());
        for (var i = titleTokens; i < boilerplate.Length; i++)
        {
            if (title.Contains(terms.Terms[i]))
            {
                (boilerplate[i] ? masked : left).Add(terms.Terms[i]);
            }
        }

        if (masked.Count >= TitleWordsMaskedMin && left.Count * 2 < masked.Count)
        {
            body.Clear();
        }
    }

    /// <summary>A run that pages repeat, in the middle of a sentence that is not repeated, is a turn of phrase.</summary>
    private static void ClearTouched(TokenizedText text, bool[] boilerplate)
    {
        foreach (var sentence in text.Sentences)
        {
            var tokens = boilerplate.AsSpan(sentence.FirstToken, sentence.TokenCount);
            if (tokens.Count(true) * 5 < sentence.TokenCount * 2)
            {
                tokens.Clear();
            }
        }
    }

    /// <summary>
    /// A sentence that is boilerplate for the most part is boilerplate, unless the rest of it names somebody: then it is a form filled in
    /// anew.
    /// </summary>
    private static void FillSentences(TokenizedText text, ArticleTerms terms, bool[] boilerplate)
    {
        foreach (var sentence in text.Sentences)
        {
            var tokens = boilerplate.AsSpan(sentence.FirstToken, sentence.TokenCount);
            var marked = tokens.Count(true);
            if (marked * 5 >= sentence.TokenCount * 3 && !NamesSomebodyElse(terms, sentence, tokens))
            {
                tokens.Fill(true);
            }
        }
    }

    private static bool NamesSomebodyElse(ArticleTerms terms, Sentence sentence, ReadOnlySpan<bool> masked)
    {
        for (var i = 0; i < masked.Length; i++)
        {
            if (!masked[i] && terms.Traits[sentence.FirstToken + i].HasFlag(TermTraits.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Four charged - Daily Example", "Four charged | Example": the outlet's name is no part of the headline.</summary>
    private static void MarkTitleTail(TokenizedText text, bool[] boilerplate)
    {
        const int tailWordsMax = 6;
        const int headWordsMin = 4;
        var (_, titleTokens) = text.TokensIn(new TextSpan(0, text.TitleEnd));
        for (var i = titleTokens - 2; i >= headWordsMin - 1 && i >= titleTokens - 1 - tailWordsMax; i--)
        {
            var gap = text.GapAfter(i);
            if (gap.Contains(" - ", StringComparison.Ordinal) || gap.Contains(" – ", StringComparison.Ordinal)
                || gap.Contains(" — ", StringComparison.Ordinal) || gap.Contains(" | ", StringComparison.Ordinal)
                || gap.Contains(" :: ", StringComparison.Ordinal))
            {
                boilerplate.AsSpan(i + 1, titleTokens - i - 1).Fill(true);
                return;
            }
        }
    }
}
