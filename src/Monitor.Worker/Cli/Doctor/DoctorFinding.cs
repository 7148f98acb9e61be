namespace Monitor.Worker.Cli.Doctor;

/// <summary>What the doctor found at one thing.</summary>
/// <param name="Says">What is wrong and what to do, in a sentence; null where nothing is.</param>
internal sealed record DoctorFinding(string Check, DoctorVerdict Verdict, string? Says)
{
    public static DoctorFinding Of(string check, string? fault) => new(check, fault is null ? DoctorVerdict.Ok : DoctorVerdict.Fault, fault);

    public static DoctorFinding Noting(string check, string? note) => new(check, note is null ? DoctorVerdict.Ok : DoctorVerdict.Note, note);
}
