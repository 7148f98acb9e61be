namespace Monitor.Attributions.Statements;

/// <summary>An act as a statement tells it.</summary>
internal readonly record struct ActFound(string Words, string ActClass, string Family, string? Incident, string? FoldsInto);
