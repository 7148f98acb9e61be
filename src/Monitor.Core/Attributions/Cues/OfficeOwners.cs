namespace Monitor.Attributions.Cues;

/// <summary>Whose an office can be; the names stand in the cue files ("of: [agency, body]").</summary>
[Flags]
internal enum OfficeOwners
{
    None = 0,
    State = 1,
    Agency = 2,

    /// <summary>An alliance or an international organisation.</summary>
    Body = 4,
}
