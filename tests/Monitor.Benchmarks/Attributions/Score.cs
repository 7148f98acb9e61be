namespace Monitor.Benchmarks.Attributions;

/// <summary>How many were found rightly, wrongly, and not, and how many articles with nothing to find fired.</summary>
internal sealed record Score(int Right, int Wrong, int Missed, int Broken)
{
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    public double Recall => (double)Right / Math.Max(1, Right + Missed);

    public static Score None { get; } = new(0, 0, 0, 0);

    public static Score operator -(Score a, Score b) => new(a.Right - b.Right, a.Wrong - b.Wrong, a.Missed - b.Missed, a.Broken - b.Broken);

    public static Score operator +(Score a, Score b) => new(a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed, a.Broken + b.Broken);

    public override string ToString() => $"P={Precision:0.000} R={Recall:0.000} (right {Right}, wrong {Wrong}, missed {Missed}, nothing there {Broken})";
}
