namespace Monitor.Attributions.Cues;

/// <summary>An office that speaks for somebody, the same in all languages: "prime-minister" is also "Ministerpräsidentin".</summary>
/// <param name="Id">Such as foreign-minister.</param>
/// <param name="Owners">Whose office it can be.</param>
/// <param name="Only">Codes of the only states that have it: only the American secretary of state is a foreign minister. Empty for all.</param>
/// <param name="IsOfMany">Several hold it at once (spokespersons), so that none succeeds another.</param>
internal sealed record OfficeClass(string Id, OfficeOwners Owners, IReadOnlyList<string> Only, bool IsOfMany);
