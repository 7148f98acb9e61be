using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Run;

/// <summary>What the commands share that do one run, now.</summary>
internal static class OneRun
{
    public static Command Command(string verb, string help, Func<IServiceProvider, CancellationToken, Task<RunReport>> run)
    {
        var database = new CommandDatabase();
        var config = SharedOptions.Config();
        var once = new Option<bool>("--once") { Description = "Do what is due now, until nothing of it is left, and end.", Required = true };
        var json = SharedOptions.Json();
        var command = new Command(verb, help) { once, config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = database.Settings(parsed);
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var contexts = CommandDatabase.Contexts(settings);
            await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            await using var runs = await WorkerHost.BuildRunsAsync(settings, contexts, folder, cancellationToken);
            var report = await run(runs, cancellationToken);
            Print(report, parsed.GetValue(json));
            if (!report.DidWork && await HolderAsync(contexts, verb, cancellationToken) is { } holder)
            {
                await Console.Error.WriteLineAsync($"nothing done: the worker {holder} is at it, and one at a time may {verb}");
            }

            if (report.Fault is { } fault)
            {
                throw new CommandFailure(fault.ToString());
            }
        });
        return command;
    }

    /// <summary>Which other worker holds the run; null for none, as of runs that any number may do.</summary>
    private static async Task<string?> HolderAsync(MonitorDbContextFactory contexts, string run, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = await db.NowAsync(cancellationToken);
        return await db.Set<Lease>().Where(lease => lease.Name == run && lease.ExpiresAt > now).Select(lease => lease.Holder)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What a run did, and each unit that it skipped.</summary>
    internal static void Print(RunReport report, bool json)
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
