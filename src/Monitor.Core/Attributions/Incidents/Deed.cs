namespace Monitor.Attributions.Incidents;

/// <summary>Words of a deed in a sentence: "missile attack", "hacking".</summary>
internal readonly record struct Deed(int First, int End);
