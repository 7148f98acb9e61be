using Monitor.Attributions;

namespace Monitor.AttributionEvents;

/// <summary>One cell: by how many events, and how strongly at the most.</summary>
public sealed record AccusationCell(IReadOnlyList<long> Events, AttributionStrength Highest);

/// <summary>One accusation as the matrix counts it.</summary>
/// <param name="Accusers">Roots.</param>
/// <param name="Accused">The root.</param>
public sealed record CountedAccusation(long EventId, IReadOnlyList<string> Accusers, string Accused, AttributionStrength Strength);

/// <summary>Who accuses whom, as a small table: those with the most events first. Pure.</summary>
/// <param name="Accusers">The rows.</param>
/// <param name="Accused">The columns.</param>
/// <param name="FurtherAccusers">How many rows were left out.</param>
/// <param name="FurtherAccused">How many columns were left out.</param>
public sealed record AccusationMatrix(IReadOnlyList<string> Accusers, IReadOnlyList<string> Accused, int FurtherAccusers, int FurtherAccused)
{
    private Dictionary<(string Accuser, string Accused), AccusationCell> Cells { get; init; } = [];

    public bool IsEmpty => Accusers.Count == 0;

    /// <summary>Null where the one does not accuse the other.</summary>
    public AccusationCell? this[string accuser, string accused] => Cells.GetValueOrDefault((accuser, accused));

    public static AccusationMatrix Of(IReadOnlyCollection<CountedAccusation> accusations, int rowsMax, int columnsMax)
    {
        ArgumentNullException.ThrowIfNull(accusations);
        var pairs = accusations
            .SelectMany(one => one.Accusers.Distinct(), (one, accuser) => (Accuser: accuser, one.Accused, one.EventId, one.Strength))
            .ToList();
        var accused = Ranked(pairs.Select(pair => (pair.Accused, pair.EventId, pair.Strength)));
        var shown = accused.Take(columnsMax).ToHashSet(StringComparer.Ordinal);
        // A row that stands only in columns that are left out would be empty.
        var accusers = Ranked(pairs.Where(pair => shown.Contains(pair.Accused)).Select(pair => (pair.Accuser, pair.EventId, pair.Strength)));
        var everybody = pairs.Select(pair => pair.Accuser).Distinct().Count();
        return new AccusationMatrix(
            [.. accusers.Take(rowsMax)], [.. accused.Take(columnsMax)], everybody - Math.Min(rowsMax, accusers.Count), accused.Count - shown.Count)
        {
            Cells = pairs.GroupBy(pair => (pair.Accuser, pair.Accused)).ToDictionary(
                group => group.Key,
                group => new AccusationCell([.. group.Select(pair => pair.EventId).Distinct().Order()], group.Max(pair => pair.Strength))),
        };
    }

    private static List<string> Ranked(IEnumerable<(string Actor, long EventId, AttributionStrength Strength)> named) =>
        [.. named.GroupBy(one => one.Actor)
            .OrderByDescending(group => group.Select(one => one.EventId).Distinct().Count())
            .ThenByDescending(group => group.Max(one => one.Strength))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key)];
}
