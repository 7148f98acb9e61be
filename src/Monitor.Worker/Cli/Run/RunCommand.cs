using System.CommandLine;
using Monitor.Pipeline;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Run;

/// <summary><c>monitor run</c>: the worker.</summary>
internal static class RunCommand
{
    public static Command Create()
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
            using var only = CommandDatabase.OnlyWorkerOf(contexts);
            await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            await using var app = await WorkerHost.BuildAsync(settings, contexts, folder, cancellationToken);
            if (only is not null)
            {
                await OldClaims.FreeAsync(contexts, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(OldClaims)), cancellationToken);
            }

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

            // For who sits before it; a journal has the log's own line.
            if (!Console.IsErrorRedirected)
            {
                await Console.Error.WriteLineAsync("Ctrl-C ends it");
            }

            await app.WaitForShutdownAsync(cancellationToken);
        });
        return command;
    }
}
