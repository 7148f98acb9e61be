using System.CommandLine;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Config;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Admin;
using Monitor.Worker.Demo;
using Monitor.Worker.Hosting;
using Monitor.Worker.Jobs;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Demo;

/// <summary>An archive played as feeds on loopback through the real runs, and what came of it.</summary>
internal static class PlayedArchive
{
    public static async Task PlayAsync(
        PlayArguments arguments, ParseResult parsed, PlayedStoryline story, bool isFresh, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = arguments.Folder(parsed, story.Name);
        var settings = arguments.Settings(parsed, folder);
        var contexts = CommandDatabase.Contexts(settings);
        if (isFresh)
        {
            PlayedMark.Clear(folder, contexts.Address);
        }

        await CommandDatabase.MigrateAsync(contexts, cancellationToken);
        var isPlayed = story.IsDemo && PlayedMark.IsIn(folder, contexts.Address);
        var clock = new SimulatedClock(isPlayed ? story.Span.EndAt : story.Span.StartAt);
        await using var server = await ReplayServer.StartAsync(
            story.Articles, clock, story.Manners, cancellationToken, await PortOfAsync(contexts, cancellationToken));
        var configFolder = SharedOptions.ConfigFolder(parsed.GetValue(arguments.Config));
        await using var app = MonitorHost.BuildForPlay(settings, contexts, clock, configFolder, server.ResolveAsync);
        var play = new Play(app.Services, contexts, server, clock);
        IReadOnlyList<PlayedRun> runs = [];
        if (isPlayed)
        {
            Console.WriteLine($"The demo was played in {folder}: this is what came of it; 'monitor demo --fresh' plays it anew.");
            Console.WriteLine();
            PlayConsole.PrintStaged(story);
        }
        else
        {
            PlayConsole.PrintStaged(story);
            await ApplyConfigAsync(contexts, configFolder, clock, cancellationToken);
            await ApplySubscribersAsync(
                contexts, story.IsDemo ? DemoStory.SubscribersFile : Path.Combine(configFolder, "subscribers.yaml"), clock, cancellationToken);
            await PlayConsole.ShowAsync(story.Name, progress => play.RunAsync(story.Span.EndAt, story.Grid, progress, cancellationToken));
            PlayedMark.Set(folder, contexts.Address);
            runs = play.Runs;
        }

        await using (var db = contexts.CreateDbContext())
        {
            var summaries = await StoredActors.SummariesAsync(db, parsed.GetValue(arguments.Config), cancellationToken);
            PlayConsole.Print(await PlayReport.OfAsync(db, cancellationToken), summaries);
        }

        PlayConsole.Print(story, runs, Stopwatch.GetElapsedTime(started));
        Console.WriteLine();
        Console.WriteLine($"Mails: {Path.Combine(folder, "mail")} (.eml, and .html beside it)");
        Console.WriteLine($"Database: {contexts.Address}");
        if (!parsed.GetValue(arguments.Exit))
        {
            await KeepPagesOpenAsync(
                app, play, settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions(), cancellationToken);
        }
    }

    /// <summary>The pages, and the worker behind them: what is saved there happens.</summary>
    private static async Task KeepPagesOpenAsync(WebApplication app, Play play, PagesOptions pages, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw new CommandFailure($"the play is over, but the pages cannot listen (Pages:Address): {fault.Message}");
        }
        catch (SettingsException fault)
        {
            throw new CommandFailure(fault.Message);
        }

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Console.WriteLine($"Pages: {pages.Address} until Ctrl-C; the worker goes on, from {Show.Instant(now)}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        try
        {
            await play.GoOnAsync(app.Services.GetRequiredService<RunBell>(), stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }

        await app.StopAsync(CancellationToken.None);
    }

    /// <summary>The folder's rules and actors, so that the pages can show and change them; what was changed there after an earlier play stays.</summary>
    private static async Task ApplyConfigAsync(MonitorDbContextFactory contexts, string configFolder, SimulatedClock clock, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var changes = await ConfigStore.DifferencesAsync(db, configFolder, ConfigParts.Of(configFolder), cancellationToken);
        await ConfigStore.WriteAsync(
            db, [.. changes.Where(change => !change.IsNewerInside)], "start", "taken over by a play", clock.GetUtcNow(), isFromFolder: true, cancellationToken);
    }

    /// <summary>The port of an earlier play in this database, so that feeds and articles keep their addresses; 0 for none.</summary>
    private static async Task<int> PortOfAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var known = await db.Set<Feeds.Feed>().Select(feed => feed.Url).FirstOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return 0;
        }

        var address = new Uri(known);
        return address.Host.EndsWith(ReplayOutlet.Domain, StringComparison.Ordinal)
            ? address.Port
            : throw new CommandFailure($"{contexts.Address} has feeds of its own: a play wants a database of its own (--database)");
    }

    private static async Task ApplySubscribersAsync(MonitorDbContextFactory contexts, string file, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await db.ApplyAsync(SubscriberConfig.Read(file), clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
