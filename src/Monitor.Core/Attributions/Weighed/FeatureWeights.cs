using System.Globalization;
using System.Reflection;

namespace Monitor.Attributions.Weighed;

/// <summary>
/// How much each feature speaks for a judgement, as fitted to labelled items: lines of feature, judgement and weight, split by tabs. The least
/// probability that counts, and the languages that the items were in, stand among them as words with a colon.
/// </summary>
internal sealed class FeatureWeights
{
    public const string Accuses = "accuses";
    public const string Again = "accuses, beside the others";
    public const string Denies = "denies";
    public const string LeastLine = "least:";
    public const string LanguageLine = "language:";

    private const string Resource = "weights.tsv";

    private static readonly Lazy<FeatureWeights> Loaded = new(() => Read(Shipped()));

    private readonly Dictionary<string, HashedWeights> _weights;
    private readonly Dictionary<string, double> _least;
    private readonly HashSet<string> _languages;

    private FeatureWeights(Dictionary<string, HashedWeights> weights, Dictionary<string, double> least, HashSet<string> languages) =>
        (_weights, _least, _languages) = (weights, least, languages);

    /// <summary>Those that are part of the program.</summary>
    public static FeatureWeights OfProgram => Loaded.Value;

    public bool IsFor(string language) => _languages.Contains(language);

    public bool Has(string judgement) => _weights.ContainsKey(judgement);

    /// <summary>The least probability at which the judgement counts.</summary>
    public double Least(string judgement) => _least.GetValueOrDefault(judgement, 1);

    /// <summary>What the features say together of the judgement.</summary>
    public double Sum(string judgement, ReadOnlySpan<ulong> features)
    {
        var weights = _weights[judgement];
        var sum = 0.0;
        foreach (var feature in features)
        {
            sum += weights.Of(feature);
        }

        return sum;
    }

    /// <summary>How likely the judgement is by what all features say.</summary>
    public static double Probability(double sum) => 1 / (1 + Math.Exp(-sum));

    public double Of(string judgement, ulong feature) => _weights[judgement].Of(feature);

    /// <exception cref="InvalidDataException">A line is none of the three kinds.</exception>
    public static FeatureWeights Read(IEnumerable<string> lines)
    {
        var (weights, least, languages) = (new Dictionary<string, Dictionary<ulong, float>>(), new Dictionary<string, double>(), new HashSet<string>());
        foreach (var line in lines)
        {
            if (line.Split('\t') is not [var feature, var judgement, var weight]
                || !float.TryParse(weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                throw new InvalidDataException($"{Resource}: \"{line}\" is no feature, judgement and weight");
            }

            if (feature == LeastLine)
            {
                least[judgement] = value;
            }
            else if (feature == LanguageLine)
            {
                languages.Add(judgement);
            }
            else
            {
                weights.TryAdd(judgement, []);
                weights[judgement][FeatureKind.HashOf(feature)] = value;
            }
        }

        return new FeatureWeights(weights.ToDictionary(of => of.Key, of => new HashedWeights(of.Value)), least, languages);
    }

    private static List<string> Shipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not built in");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
