namespace Monitor.Attributions.Cues;

/// <summary>Where a role is filled: a grammatical place, or one of some prepositions.</summary>
internal sealed record Slot(SlotPlace Place, IReadOnlyList<string> Prepositions);
