using System.Reflection;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Api;
using Monitor.Worker.Health;
using Monitor.Worker.Jobs;
using Monitor.Worker.Json;
using Monitor.Worker.Public;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Hosting;

/// <summary>Puts the worker together: settings, database, runs on their schedule, pages.</summary>
public static class MonitorHost
{
    /// <summary>The worker, ready to be started. The database must be of this version.</summary>
    /// <exception cref="SettingsException">The pages' address is not allowed.</exception>
    public static WebApplication Build(IConfigurationRoot settings, MonitorDbContextFactory contexts, TimeProvider clock, string configFolder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = NewBuilder(settings, contexts, clock, configFolder);
        builder.Services.AddHostedService<PagesWarmUp>();
        builder.Services.AddRunSchedule(settings.GetSection(ScheduleOptions.Section).Get<ScheduleOptions>() ?? new ScheduleOptions());
        var app = Finish(builder);
        app.Lifetime.ApplicationStarted.Register(() => app.Logger.Started(Version(), contexts.Address.ToString(), string.Join(", ", app.Urls)));
        return app;
    }

    /// <summary>The same without a schedule: a play starts the runs itself, by its own clock.</summary>
    /// <param name="resolve">Leads the names of the play's outlets to loopback.</param>
    public static WebApplication BuildForPlay(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, TimeProvider clock, string configFolder, ResolveName resolve)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = NewBuilder(settings, contexts, clock, configFolder);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(resolve);
        builder.Services.AddSingleton<RunBell>();
        return Finish(builder);
    }

    /// <summary>What the five runs need, and nothing of the host around them.</summary>
    public static ServiceProvider BuildRuns(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, TimeProvider clock, string configFolder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ServiceCollection()
            .AddLogging(logging => LogSetup.Apply(logging, settings))
            .AddMonitor(settings, contexts, clock, configFolder)
            .BuildServiceProvider(validateScopes: true);
    }

    private static string Version() => typeof(MonitorHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static WebApplicationBuilder NewBuilder(
        IConfigurationRoot settings, MonitorDbContextFactory contexts, TimeProvider clock, string configFolder)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // What cannot be put together fails at start, not at the first article.
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings);
        LogSetup.Apply(builder.Logging, settings);
        builder.Services.AddMonitor(settings, contexts, clock, configFolder);
        builder.Services.AddHealth();
        builder.AddOpenTelemetryExport(Version());
        builder.AddAdminPages(
            settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions(),
            settings.GetSection(OpenIdOptions.Section).Get<OpenIdOptions>() ?? new OpenIdOptions());
        builder.Services.AddSingleton(settings);
        builder.Services.AddApi();
        builder.AddPublicPages(settings.GetSection(PublicPagesOptions.Section).Get<PublicPagesOptions>() ?? new PublicPagesOptions());
        return builder;
    }

    private static WebApplication Finish(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UsePublicPages(Access.UseProxies);
        app.UseProblems();
        app.UseAdminPages();
        app.UseApi();
        var address = app.Services.GetRequiredService<PagesAddress>();
        app.UseHealth(asked => address.IsOpenToRead || asked.User.Identity is { IsAuthenticated: true });
        return app;
    }
}
