using Monitor.Text;

namespace Monitor.Stories.Terms;

/// <summary>
/// The terms of a text, one for each token: stems of words, numbers as they are, pairs of neighbours where a script writes no word borders. All
/// comparing in this slice is done on these numbers; which word a number stands for is read from the text.
/// </summary>
public sealed class ArticleTerms
{
    private const uint AnyNumber = 0x23;

    private ArticleTerms(int count)
    {
        Terms = new uint[count];
        Words = new uint[count];
        Traits = new TermTraits[count];
    }

    /// <summary>The term of each token; 0 where a token makes none (the last of a run of ideographs).</summary>
    public uint[] Terms { get; }

    /// <summary>The unstemmed word of each token, all numbers alike: what page boilerplate repeats.</summary>
    public uint[] Words { get; }

    public TermTraits[] Traits { get; }

    public static ArticleTerms Of(TokenizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = text.Tokens;
        var result = new ArticleTerms(tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            result.Add(text, i);
        }

        MarkNames(text, result);
        return result;
    }

    /// <summary>The term of one folded word.</summary>
    public static uint TermOf(ReadOnlySpan<char> folded) => StableHash.Term(StableHash.Of(LightStemmer.Stem(folded)));

    /// <summary>The term of a name of several words, or of an actor.</summary>
    public static uint TermOf(uint first, uint second) => StableHash.Term(StableHash.Of(first, second));

    private void Add(TokenizedText text, int token)
    {
        var folded = text.Folded(token);
        switch (text.Tokens[token].Kind)
        {
            case TokenKind.Number:
                Words[token] = AnyNumber;
                Terms[token] = StableHash.Term(StableHash.Of(folded));
                Traits[token] = TermTraits.Number;
                break;
            case TokenKind.Ideograph:
                Words[token] = StableHash.Term(StableHash.Of(folded));
                Terms[token] = IdeographTerm(text, token);
                break;
            default:
                Words[token] = StableHash.Term(StableHash.Of(folded));
                if (Cardinals.DigitsOf(folded) is { } digits)
                {
                    Terms[token] = StableHash.Term(StableHash.Of(digits));
                    Traits[token] = TermTraits.Number;
                    break;
                }

                Terms[token] = TermOf(folded);
                // "12th", "10am": another number makes it another thing.
                Traits[token] = char.IsAsciiDigit(folded[0]) ? TermTraits.Number : TermTraits.None;
                break;
        }
    }

    /// <summary>A pair with the next ideograph; a lone one stands for itself, the last one of a run is in the pair before.</summary>
    private static uint IdeographTerm(TokenizedText text, int token)
    {
        if (IsRun(text, token))
        {
            return TermOf(StableHash.Term(StableHash.Of(text.Folded(token))), StableHash.Term(StableHash.Of(text.Folded(token + 1))));
        }

        return token > 0 && IsRun(text, token - 1) ? 0 : StableHash.Term(StableHash.Of(text.Folded(token)));
    }

    private static bool IsRun(TokenizedText text, int token) =>
        token + 1 < text.Tokens.Length
        && text.Tokens[token].Kind is TokenKind.Ideograph
        && text.Tokens[token + 1].Kind is TokenKind.Ideograph
        && text.Tokens[token].End == text.Tokens[token + 1].Start;

    /// <summary>
    /// A word with a capital inside a sentence is a name; one at the start of a sentence when it is a name elsewhere in the text. Sentences that
    /// capitalise nearly every word, such as headlines, tell nothing. Scripts without capitals do not tell names: what comes again in a text, and is no
    /// common word, stands for them.
    /// </summary>
    private static void MarkNames(TokenizedText text, ArticleTerms terms)
    {
        var names = new HashSet<uint>();
        foreach (var sentence in text.Sentences)
        {
            var informative = !IsHeadlineCase(text, terms, sentence);
            for (var i = sentence.FirstToken + 1; informative && i < sentence.EndToken; i++)
            {
                if (IsCapitalised(text, i) && !CommonWords.IsFunction(terms.Terms[i]))
                {
                    terms.Traits[i] |= TermTraits.Name;
                    names.Add(terms.Terms[i]);
                }
            }
        }

        AddAlwaysCapital(text, terms, names);
        var seen = new HashSet<uint>();
        for (var i = 0; i < terms.Terms.Length; i++)
        {
            if (IsWithoutCase(text, i) && terms.Terms[i] != 0 && !seen.Add(terms.Terms[i]) && CommonWords.Share(terms.Terms[i]) == 0)
            {
                names.Add(terms.Terms[i]);
            }
        }

        for (var i = 0; i < terms.Terms.Length; i++)
        {
            if (IsWithoutCase(text, i) && names.Contains(terms.Terms[i]))
            {
                terms.Traits[i] |= TermTraits.Name;
            }

            if (IsCapitalised(text, i) && names.Contains(terms.Terms[i]))
            {
                terms.Traits[i] |= TermTraits.Name;
            }
        }
    }

    /// <summary>
    /// "Moldova expels a diplomat. Moldova has given him three days": what begins two sentences or more, and stands nowhere without a capital, is a name too.
    /// </summary>
    private static void AddAlwaysCapital(TokenizedText text, ArticleTerms terms, HashSet<uint> names)
    {
        var (once, oftener, small) = (new HashSet<uint>(), new HashSet<uint>(), new HashSet<uint>());
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (!IsCapitalised(text, i))
                {
                    small.Add(terms.Terms[i]);
                }
                else if (i == sentence.FirstToken && CommonWords.Share(terms.Terms[i]) == 0 && !once.Add(terms.Terms[i]))
                {
                    oftener.Add(terms.Terms[i]);
                }
            }
        }

        oftener.ExceptWith(small);
        names.UnionWith(oftener);
    }

    private static bool IsCapitalised(TokenizedText text, int token)
    {
        var written = text.Written(token);
        return text.Tokens[token].Kind is TokenKind.Word && char.IsUpper(written[0]);
    }

    private static bool IsWithoutCase(TokenizedText text, int token) =>
        text.Tokens[token].Kind is TokenKind.Ideograph or TokenKind.Word && text.Written(token)[0] is var first
            && char.IsLetter(first) && !char.IsUpper(first) && !char.IsLower(first);

    private static bool IsHeadlineCase(TokenizedText text, ArticleTerms terms, Sentence sentence)
    {
        var capitalised = 0;
        var words = 0;
        for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
        {
            if (text.Tokens[i].Kind is TokenKind.Word && text.Tokens[i].End - text.Tokens[i].Start > 3 && !CommonWords.IsFunction(terms.Terms[i]))
            {
                words++;
                capitalised += IsCapitalised(text, i) ? 1 : 0;
            }
        }

        return words >= 4 && capitalised * 10 > words * 9;
    }
}
