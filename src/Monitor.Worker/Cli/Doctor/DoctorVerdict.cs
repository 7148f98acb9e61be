namespace Monitor.Worker.Cli.Doctor;

/// <summary>What the doctor thinks of one thing.</summary>
internal enum DoctorVerdict
{
    Ok,

    /// <summary>It works, and could be better.</summary>
    Note,
    Fault,
}
