namespace Monitor.Text;

public enum TokenKind : byte
{
    /// <summary>Letters, possibly with digits: "China", "APT40", "U.S.".</summary>
    Word,

    /// <summary>Digits only, with inner separators: "2,864", "3.5".</summary>
    Number,

    /// <summary>One Han, Kana or Hangul character: those scripts are matched without word borders.</summary>
    Ideograph,
}

/// <summary>
/// One word, number or ideograph. Punctuation, spaces, hyphens and the possessive "'s" are no tokens: they stand in the gap behind one.
/// </summary>
/// <param name="Start">UTF-16 position of the first character in the text.</param>
/// <param name="End">UTF-16 position after the last character.</param>
/// <param name="FoldedStart">Position of the folded form in the text's folded buffer.</param>
/// <param name="FoldedEnd">End of the folded form in that buffer.</param>
public readonly record struct Token(int Start, int End, int FoldedStart, int FoldedEnd, TokenKind Kind)
{
    public TextSpan Span => new(Start, End);
}

/// <summary>
/// One sentence: its UTF-16 range without surrounding white space, its tokens as a half-open range of token indices (never empty), and the
/// number of its paragraph (0 is the title).
/// </summary>
public readonly record struct Sentence(int Start, int End, int FirstToken, int EndToken, int Paragraph)
{
    public TextSpan Span => new(Start, End);

    public int TokenCount => EndToken - FirstToken;
}
