namespace Monitor.Worker.Cli.Doctor;

/// <summary>All that the doctor looks at, in the order in which it is mended.</summary>
internal static class Examination
{
    /// <param name="summon">Reads the settings.</param>
    /// <param name="isRunning">Ask the running worker too, and leave out what reads the whole database.</param>
    /// <param name="withConfig">Compile the config folder, which takes longest.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(Func<Patient> summon, bool isRunning, bool withConfig, CancellationToken stop)
    {
        Patient patient;
        try
        {
            patient = summon();
        }
        catch (CommandFailure fault) when (fault.ExitCode == CommandFailure.Failed)
        {
            // Without settings there is nothing else to look at.
            return [.. fault.Message.Split(Environment.NewLine).Select(line => DoctorFinding.Of("settings", line))];
        }

        return
        [
            DoctorFinding.Of("settings", null),
            .. withConfig ? new[] { ConfigLook.At(patient.ConfigFolder) } : [],
            .. await DatabaseLook.AtAsync(patient, whole: !isRunning, stop),
            .. FolderLook.At(patient),
            .. await NetworkLook.AtAsync(patient, stop),
            .. await MailLook.AtAsync(patient, isRunning, stop),
            .. await PagesLook.AtAsync(patient, stop),
            .. isRunning ? await RunningWorker.LookAsync(patient, stop) : [],
        ];
    }
}
