namespace Monitor.Benchmarks.Attributions;

/// <summary>Logistic regression by AdaGrad with an L2 penalty, always in the same order, so that a fit can be made again.</summary>
internal static class LogisticFit
{
    // Each order of the examples errs in its own way: the mean of some errs less.
    private static readonly int[] Orders = [17, 18, 19];

    public static float[] Fit(IReadOnlyList<Example> examples, int features, FitSetting setting)
    {
        var mean = new float[features];
        foreach (var weights in Orders.Select(order => Fit(examples, features, setting, order)))
        {
            for (var feature = 0; feature < features; feature++)
            {
                mean[feature] += weights[feature] / Orders.Length;
            }
        }

        return mean;
    }

    private static float[] Fit(IReadOnlyList<Example> examples, int features, FitSetting setting, int seed)
    {
        var (weights, squares) = (new float[features], new float[features]);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(seed);
        for (var pass = 0; pass < setting.Passes; pass++)
        {
            random.Shuffle(order);
            foreach (var index in order)
            {
                var example = examples[index];
                var slope = Probability(weights, example.Features) - (example.IsTrue ? 1 : 0);
                foreach (var feature in example.Features)
                {
                    var gradient = (float)(slope + (setting.Penalty * weights[feature]));
                    squares[feature] += gradient * gradient;
                    weights[feature] -= (float)(setting.Rate * gradient / (Math.Sqrt(squares[feature]) + 1e-6));
                }
            }
        }

        return weights;
    }

    public static double Probability(float[] weights, int[] features)
    {
        var sum = 0.0;
        foreach (var feature in features)
        {
            sum += weights[feature];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}

internal sealed record Example(int[] Features, bool IsTrue);
