namespace Monitor.Attributions;

/// <summary>Two of an article of whom the first may accuse the second, and what was seen of them.</summary>
/// <param name="Accusers">Ids with their states, null where none is known.</param>
/// <param name="Features">Names of what was seen; each has a weight.</param>
public sealed record WeighedPair(
    IReadOnlyList<(string Id, string? Country)> Accusers, (string Id, string? Country) Accused, IReadOnlyList<string> Features);
