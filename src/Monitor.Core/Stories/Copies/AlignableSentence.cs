using Monitor.Text;

namespace Monitor.Stories.Copies;

/// <summary>A sentence of an <see cref="AlignableText"/>: its terms as a half-open range, and where it stands in the article.</summary>
public readonly record struct AlignableSentence(int First, int End, TextSpan Span)
{
    public int Length => End - First;
}
