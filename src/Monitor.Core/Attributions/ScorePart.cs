namespace Monitor.Attributions;

/// <summary>One part of a statement's score: what it is for, and how much it adds or takes away.</summary>
public sealed record ScorePart(string Reason, double Value);
