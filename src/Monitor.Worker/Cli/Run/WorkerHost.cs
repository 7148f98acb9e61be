using Monitor.Config;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Run;

/// <summary>The worker of a command, with the config folder taken over.</summary>
internal static class WorkerHost
{
    public static async Task<WebApplication> BuildAsync(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, string configFolder, CancellationToken cancellationToken)
    {
        try
        {
            var app = MonitorHost.Build(settings, contexts, TimeProvider.System, configFolder);
            await using (await StartTurn.TakeAsync(contexts, cancellationToken))
            {
                await ConfigAtStart.ApplyAsync(app.Services, configFolder, cancellationToken);
            }

            await app.Services.GetRequiredService<InstantSweep>().RunAsync(cancellationToken);
            return app;
        }
        catch (Exception fault) when (fault is SettingsException or ConfigException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            throw new CommandFailure(fault.Message);
        }
    }
}
