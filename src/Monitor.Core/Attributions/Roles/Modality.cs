namespace Monitor.Attributions.Roles;

/// <summary>What the words around a cue make of it.</summary>
/// <param name="Veto">Why it says nothing that is so; null where it does.</param>
internal readonly record struct Modality(string? Veto, bool IsNegated, bool IsHedged, bool IsPast);
