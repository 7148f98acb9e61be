namespace Monitor.Stories.Evaluation;

/// <summary>What one unit contributes to precision (right of found) and recall (right of wanted).</summary>
public readonly record struct Counts(double RightOfFound, double Found, double RightOfWanted, double Wanted)
{
    public double Precision => Found > 0 ? RightOfFound / Found : 0;

    public double Recall => Wanted > 0 ? RightOfWanted / Wanted : 0;

    public double F1 => Measured.Harmonic(Precision, Recall);

    public static Counts operator +(Counts left, Counts right) => left.Add(right);

    public Counts Add(Counts other) => new(
        RightOfFound + other.RightOfFound, Found + other.Found, RightOfWanted + other.RightOfWanted, Wanted + other.Wanted);
}
