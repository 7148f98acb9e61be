namespace Monitor.Text;

/// <summary>
/// One sentence: its UTF-16 range without surrounding white space, its tokens as a half-open range of token indices (never empty), and the
/// number of its paragraph (0 is the title).
/// </summary>
public readonly record struct Sentence(int Start, int End, int FirstToken, int EndToken, int Paragraph)
{
    public TextSpan Span => new(Start, End);

    public int TokenCount => EndToken - FirstToken;
}
