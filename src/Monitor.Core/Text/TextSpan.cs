namespace Monitor.Text;

/// <summary>A half-open range of UTF-16 positions in a text: <c>Start</c> belongs to it, <c>End</c> does not.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    public string Of(string text) => text[Start..End];
}
