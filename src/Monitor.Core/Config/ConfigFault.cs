namespace Monitor.Config;

/// <summary>One fault of a config file: where it stands (line and column count from 1) and what was expected there.</summary>
public sealed record ConfigFault(string File, int Line, int Column, string Reason)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Reason}";
}
