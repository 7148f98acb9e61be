namespace Monitor.Attributions.Sentences;

/// <summary>Words of an act found in a sentence; <paramref name="Rank"/> is the place of their class in the file.</summary>
internal readonly record struct ActHit(int Rank, int First, int End);
