namespace Monitor.Stories.Evaluation;

/// <summary>Precision, recall and their harmonic mean, with the 95 % interval of the latter.</summary>
public sealed record Measured(string Name, double Precision, double Recall, double F1, double F1Low, double F1High)
{
    public static double Harmonic(double precision, double recall) => precision + recall <= 0 ? 0 : 2 * precision * recall / (precision + recall);
}
