namespace Monitor.Text;

/// <summary>
/// An article's title and text as one string with its tokens, sentences and paragraphs, made once and read by every stage. All positions
/// are UTF-16 positions in <see cref="Value"/>, which is the title, an empty line and the text.
/// </summary>
public sealed class TokenizedText
{
    /// <summary>Longer texts are rare: what they need is not kept.</summary>
    private const int ScratchTokensMax = 20_000;

    // Nobody knows how many tokens a text has before it is cut: lists are filled, over and over the same ones, and copied out.
    [ThreadStatic]
    private static (List<Token> Tokens, List<char> Folded, List<Sentence> Sentences)? _scratch;

    private readonly Token[] _tokens;
    private readonly Sentence[] _sentences;
    private readonly char[] _folded;

    private TokenizedText(string value, int titleEnd)
    {
        Value = value;
        TitleEnd = titleEnd;
        var (tokens, folded, sentences) = _scratch ??= ([], [], []);
        tokens.Clear();
        folded.Clear();
        sentences.Clear();
        Tokenizer.Tokenize(value, tokens, folded);
        SentenceSplitter.Split(value, titleEnd, tokens, folded, sentences);
        (_tokens, _sentences, _folded) = ([.. tokens], [.. sentences], [.. folded]);
        if (tokens.Count > ScratchTokensMax)
        {
            _scratch = null;
        }
    }

    public string Value { get; }

    /// <summary>Where the title ends in <see cref="Value"/>; 0 where there is none.</summary>
    public int TitleEnd { get; }

    public ReadOnlySpan<Token> Tokens => _tokens;

    public ReadOnlySpan<Sentence> Sentences => _sentences;

    /// <summary>A text with a title. Offsets count from the title's first character.</summary>
    public static TokenizedText Of(string title, string text)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new TokenizedText(title + "\n\n" + text, title.Length);
    }

    /// <summary>A text without a title, such as a rule's phrase or a single sentence.</summary>
    public static TokenizedText Of(string text) => new(text, 0);

    /// <summary>The folded form of a token: lower case, without accents, "U.S." as "us".</summary>
    public ReadOnlySpan<char> Folded(int token)
    {
        var (_, _, start, end, _) = _tokens[token];
        return _folded.AsSpan(start, end - start);
    }

    /// <summary>The token as it is written.</summary>
    public ReadOnlySpan<char> Written(int token) => Value.AsSpan(_tokens[token].Start, _tokens[token].End - _tokens[token].Start);

    /// <summary>What stands between a token and the next one (or the end): spaces, punctuation, the possessive "'s".</summary>
    public ReadOnlySpan<char> GapAfter(int token)
    {
        var end = token + 1 < _tokens.Length ? _tokens[token + 1].Start : Value.Length;
        return Value.AsSpan(_tokens[token].End, end - _tokens[token].End);
    }

    /// <summary>The index of the sentence that holds a token.</summary>
    public int SentenceOf(int token)
    {
        var low = 0;
        var high = _sentences.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sentences[middle].EndToken <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The tokens that touch a range of characters, as a half-open range of token indices.</summary>
    public (int First, int End) TokensIn(TextSpan span)
    {
        var first = FirstTokenEndingAfter(span.Start);
        var end = first;
        while (end < _tokens.Length && _tokens[end].Start < span.End)
        {
            end++;
        }

        return (first, end);
    }

    private int FirstTokenEndingAfter(int position)
    {
        var low = 0;
        var high = _tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>All tokens' folded forms joined by a blank, for messages and tests.</summary>
    public override string ToString()
    {
        var words = new string[_tokens.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = new string(Folded(i));
        }

        return string.Join(' ', words);
    }

}
