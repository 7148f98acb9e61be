using System.CommandLine;
using Monitor.Config;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Worker.Admin;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor run</c>, and each run alone: <c>monitor collect|read|group|notify|deliver --once</c>.</summary>
public static class RunCommands
{
    private static readonly (string Verb, string Help, Func<IServiceProvider, CancellationToken, Task<RunReport>> Run)[] Runs =
    [
        ("collect", "Poll the feeds that are due and keep their new entries.", (services, stop) => services.GetRequiredService<CollectRun>().RunAsync(stop)),
        ("read", "Fetch, extract and tag the articles that were collected.", (services, stop) => services.GetRequiredService<ReadRun>().RunAsync(cancellationToken: stop)),
        ("group", "Find copies, stories and attribution events among the articles that were read.", (services, stop) => services.GetRequiredService<GroupRun>().RunAsync(cancellationToken: stop)),
        ("notify", "Compose the alerts and digests that are due.", (services, stop) => services.GetRequiredService<NotifyRun>().RunAsync(stop)),
        ("deliver", "Send what waits in the outbox.", (services, stop) => services.GetRequiredService<DeliverRun>().RunAsync(cancellationToken: stop)),
    ];

    public static IEnumerable<Command> Create() => Runs.Select(run => Once(run.Verb, run.Help, run.Run)).Prepend(Worker());

    /// <summary>The worker; also what <c>monitor</c> alone does.</summary>
    private static Command Worker()
    {
        var database = new CommandDatabase();
        var config = SharedOptions.Config();
        var command = new Command("run", "The worker: schedule, five runs, pages. Ends with Ctrl-C.") { config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = database.Settings(parsed);
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var contexts = CommandDatabase.Contexts(settings);
            await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            await using var app = await BuildAsync(settings, contexts, folder, cancellationToken);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (IOException fault)
            {
                throw new CommandFailure($"the pages cannot listen (Pages:Address): {fault.Message}");
            }
            catch (SettingsException fault)
            {
                throw new CommandFailure(fault.Message);
            }

            var pages = settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions();
            await Console.Error.WriteLineAsync($"Monitor on {contexts.Address}; pages on {pages.Address}; Ctrl-C ends it");
            await app.WaitForShutdownAsync(cancellationToken);
        });
        return command;
    }

    private static Command Once(string verb, string help, Func<IServiceProvider, CancellationToken, Task<RunReport>> run)
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
            await using var app = await BuildAsync(settings, contexts, folder, cancellationToken);
            var report = await run(app.Services, cancellationToken);
            Print(report, parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<WebApplication> BuildAsync(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, string configFolder, CancellationToken cancellationToken)
    {
        try
        {
            var app = MonitorHost.Build(settings, contexts, TimeProvider.System, configFolder);
            await ConfigAtStart.ApplyAsync(app.Services, configFolder, cancellationToken);
            return app;
        }
        catch (Exception fault) when (fault is SettingsException or ConfigException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            throw new CommandFailure(fault.Message);
        }
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
