namespace Monitor.Rules;

/// <summary>A half-open range of token numbers in a text: one place that a rule hit.</summary>
public readonly record struct TokenRange(int First, int End) : IComparable<TokenRange>
{
    public bool Overlaps(TokenRange other) => First < other.End && other.First < End;

    public int CompareTo(TokenRange other) => First != other.First ? First.CompareTo(other.First) : End.CompareTo(other.End);

    public static bool operator <(TokenRange left, TokenRange right) => left.CompareTo(right) < 0;

    public static bool operator >(TokenRange left, TokenRange right) => left.CompareTo(right) > 0;

    public static bool operator <=(TokenRange left, TokenRange right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TokenRange left, TokenRange right) => left.CompareTo(right) >= 0;
}
