namespace Monitor.Stories.Evaluation;

/// <summary>
/// Intervals by drawing the units of an evaluation again with replacement (Efron, Annals of Statistics 1979). A unit is what was labelled together
/// (a story, a pair), so that members of one story are not taken for independent.
/// </summary>
public static class Bootstrap
{
    public const int Draws = 1000;

    /// <summary>
    /// Measures sums of four counts over all units: right of found, found, right of wanted, wanted. The same <paramref name="seed"/> gives the
    /// same interval.
    /// </summary>
    public static Measured Measure(string name, IReadOnlyList<Counts> units, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(units);
        var whole = units.Aggregate(default(Counts), (sum, unit) => sum + unit);
        var random = new Random(seed);
        var drawn = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = default(Counts);
            for (var i = 0; i < units.Count; i++)
            {
                sum += units[random.Next(units.Count)];
            }

            drawn[draw] = sum.F1;
        }

        Array.Sort(drawn);
        return new Measured(name, whole.Precision, whole.Recall, whole.F1, drawn[Draws * 25 / 1000], drawn[Draws * 975 / 1000]);
    }
}
