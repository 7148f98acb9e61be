using System.CommandLine;
using Monitor.Storage;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Doctor;

/// <summary><c>monitor doctor</c>: looks at everything a worker needs, and says what to do about what it lacks.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var config = SharedOptions.Config();
        var running = new Option<bool>("--running")
        {
            Description = "Ask the running worker for its health too, and leave out what reads the whole database; for a container's health check.",
        };
        var mail = new Option<bool>("--mail")
        {
            Description = "Say what the mail server offers too, which is greeted, upgraded to TLS, signed in at and left without a mail.",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Print only what is wrong." };
        var json = SharedOptions.Json();
        var command = new Command("doctor", "Check settings, config, database, folders, mail and pages, and say what to do.")
        {
            config, running, mail, quiet, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await Examination.OfAsync(
                () => Summon(database.Settings(parsed), parsed.GetValue(config)) with { TellsOfMail = parsed.GetValue(mail) },
                parsed.GetValue(running),
                withConfig: true,
                cancellationToken);
            Print(findings.Where(finding => finding.Verdict is DoctorVerdict.Fault || !parsed.GetValue(quiet)), parsed.GetValue(json));
            return findings.Any(finding => finding.Verdict is DoctorVerdict.Fault) ? CommandFailure.Failed : 0;
        });
        return command;
    }

    /// <exception cref="CommandFailure">The settings name no database that could be looked at.</exception>
    internal static Patient Summon(IConfigurationRoot settings, string? config)
    {
        var storage = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        if (storage.DatabaseFile.Length > 0 && !File.Exists(storage.DatabaseFile))
        {
            throw new CommandFailure($"there is no file {storage.DatabaseFile}: Storage:DatabaseFile names it, put the database's address there");
        }

        return new Patient(settings, SharedOptions.ConfigFolder(config), CommandDatabase.Contexts(settings), TimeProvider.System);
    }

    private static void Print(IEnumerable<DoctorFinding> findings, bool json)
    {
        if (json)
        {
            using var lines = new JsonLines();
            findings.ToList().ForEach(lines.Write);
            return;
        }

        foreach (var (check, verdict, says) in findings)
        {
            var word = verdict switch { DoctorVerdict.Ok => "ok   ", DoctorVerdict.Note => "note ", _ => "FAULT" };
            Console.WriteLine($"{word}  {check}{(says is null ? "" : ": " + says)}");
        }
    }
}
