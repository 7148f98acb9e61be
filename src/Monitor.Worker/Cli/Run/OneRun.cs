using System.CommandLine;
using Monitor.Runs;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Run;

/// <summary>What the commands share that do one run, now.</summary>
internal static class OneRun
{
    public static Command Command(string verb, string help, Func<IServiceProvider, CancellationToken, Task<RunReport>> run)
    {
        var database = new CommandDatabase();
        var config = SharedOptions.Config();
        var once = new Option<bool>("--once") { Description = "Run once, now, and end.", Required = true };
        var json = SharedOptions.Json();
        var command = new Command(verb, help) { once, config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = database.Settings(parsed);
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var contexts = CommandDatabase.Contexts(settings);
            await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            await using var app = await WorkerHost.BuildAsync(settings, contexts, folder, cancellationToken);
            var report = await run(app.Services, cancellationToken);
            Print(report, parsed.GetValue(json));
            if (report.Fault is { } fault)
            {
                throw new CommandFailure(fault.ToString());
            }
        });
        return command;
    }

    private static void Print(RunReport report, bool json)
    {
        if (json)
        {
            using var lines = new JsonLines();
            lines.Write(report);
            return;
        }

        Console.WriteLine(report);
        foreach (var skipped in report.Skipped)
        {
            Console.WriteLine($"  skipped: {skipped}");
        }
    }
}
