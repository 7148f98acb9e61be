using System.Globalization;

namespace Monitor.Benchmarks.Attributions;

/// <param name="Penalty">Of the square of a weight, for each example.</param>
internal sealed record FitSetting(int Passes, double Rate, double Penalty);

/// <summary>What the command line of <see cref="AttributionsFit"/> asks for.</summary>
internal sealed record FitOptions
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>All are tried by folds; the first is the one that weights are written by.</summary>
    public required IReadOnlyList<FitSetting> Settings { get; init; }

    /// <summary>Beginnings of the ids that are counted; what has another is learnt from in every fold.</summary>
    public IReadOnlyList<string> Counted { get; init; } = [];

    public int ItemsMin { get; init; }

    public double WeightMin { get; init; }

    public bool ShowsCeiling { get; init; }

    /// <summary>How much of the items of the other folds is learnt from: what a learning curve is drawn of.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Whether what the program never states is counted too.</summary>
    public bool IsUnbound { get; init; }

    public double? Misses { get; init; }

    public string? Out { get; init; }

    /// <summary>The least probabilities that are written beside the weights.</summary>
    public double Accuses { get; init; }

    public double Denies { get; init; }

    public bool IsLearntOnly(LabelledItem item) => Counted.Count > 0 && !Counted.Any(prefix => item.Id.StartsWith(prefix, StringComparison.Ordinal));

    public static FitOptions Of(string[] args)
    {
        var given = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal)).Select(arg => arg.Split('=', 2))
            .ToDictionary(of => of[0], of => of.ElementAtOrDefault(1) ?? "");
        string[] List(string name, char separator) => given.GetValueOrDefault(name, "").Split(separator, StringSplitOptions.RemoveEmptyEntries);
        double Number(string name, double usual) => given.TryGetValue(name, out var value) ? double.Parse(value, CultureInfo.InvariantCulture) : usual;
        FitSetting[] usual = [new(6, 0.05, 0.02)];
        var settings = List("--settings", ';').Select(setting => setting.Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .Select(part => new FitSetting((int)part[0], part[1], part[2])).ToArray();
        return new FitOptions
        {
            Files = [.. args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal))],
            Settings = settings.Length == 0 ? usual : settings,
            Counted = List("--counted", ','),
            ItemsMin = (int)Number("--items-min", 6),
            WeightMin = Number("--weight-min", 0.09),
            Share = Number("--share", 1),
            IsUnbound = given.ContainsKey("--unbound"),
            ShowsCeiling = given.ContainsKey("--ceiling"),
            Misses = given.ContainsKey("--misses") ? Number("--misses", 0) : null,
            Out = given.GetValueOrDefault("--out"),
            Accuses = Number("--accuses", 0.7),
            Denies = Number("--denies", 0.5),
        };
    }
}
