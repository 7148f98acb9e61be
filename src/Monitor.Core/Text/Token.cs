namespace Monitor.Text;

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
