using Monitor.Config;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Storage.Sealing;
using Monitor.Storage.Startup;
using Monitor.Tagging;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Run;

/// <summary>The worker of a command, or its five runs alone, with the config folder taken over.</summary>
internal static class WorkerHost
{
    public static async Task<WebApplication> BuildAsync(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, string configFolder, CancellationToken cancellationToken)
    {
        var app = await ReadyAsync(
            () => MonitorHost.Build(settings, contexts, TimeProvider.System, configFolder), app => app.Services, contexts, configFolder, cancellationToken);
        await ReadBookAsync(app.Services, contexts, cancellationToken);
        return app;
    }

    /// <summary>The runs without schedule and pages, which a command of one run would put together for nothing.</summary>
    public static Task<ServiceProvider> BuildRunsAsync(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, string configFolder, CancellationToken cancellationToken) =>
        ReadyAsync(
            () => MonitorHost.BuildRuns(settings, contexts, TimeProvider.System, configFolder), runs => runs, contexts, configFolder, cancellationToken);

    private static async Task<T> ReadyAsync<T>(
        Func<T> build, Func<T, IServiceProvider> servicesOf, MonitorDbContextFactory contexts, string configFolder, CancellationToken cancellationToken)
    {
        try
        {
            var built = build();
            await using (await StartTurn.TakeAsync(contexts, cancellationToken))
            {
                await SealAsync(contexts, cancellationToken);
                await ConfigAtStart.ApplyAsync(servicesOf(built), configFolder, cancellationToken);
            }

            await servicesOf(built).GetRequiredService<InstantSweep>().RunAsync(cancellationToken);
            return built;
        }
        catch (Exception fault) when (fault is SettingsException or ConfigException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>
    /// What the database holds was checked when it was given, but perhaps under other settings: a fault is met now and not by the first article. No page
    /// reads the folder's files in its place then, and the runs find it read.
    /// </summary>
    private static async Task ReadBookAsync(IServiceProvider services, MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            await services.GetRequiredService<CurrentTagger>().GetAsync(db, cancellationToken);
        }
        catch (ConfigException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>With a key, what stands open is sealed; without the key of what is sealed, nothing starts.</summary>
    /// <exception cref="CommandFailure">The secrets were sealed with another key.</exception>
    private static async Task SealAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        StoredSecrets secrets;
        await using (var db = contexts.CreateDbContext())
        {
            secrets = await StoredSecrets.LookAsync(db, cancellationToken);
        }

        if (secrets.Fault(contexts.Secrets.HasKey) is { } fault)
        {
            throw new CommandFailure(fault);
        }

        if (contexts.Secrets.HasKey && secrets.Unsealed > 0)
        {
            var count = await StoredSecrets.SealAsync(contexts, cancellationToken);
            await Console.Error.WriteLineAsync($"{count} secrets of the database were not sealed: they are now");
        }
    }
}
