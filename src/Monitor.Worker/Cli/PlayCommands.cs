using System.CommandLine;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Config;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Admin;
using Monitor.Worker.Demo;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor demo</c> and <c>monitor replay ARTICLES.jsonl</c>: an archive played as feeds on loopback through the real runs.</summary>
public static class PlayCommands
{
    private static readonly TimeSpan DemoGrid = TimeSpan.FromMinutes(10);

    // Before the first article appears the feeds are fetched once, empty: what comes later is news.
    private static readonly TimeSpan BeforeFirst = TimeSpan.FromHours(1);

    // Long enough for the digest of the day after the last article, in every time zone.
    private static readonly TimeSpan AfterLast = TimeSpan.FromHours(40);

    public static IEnumerable<Command> Create() => [Demo(), Replay()];

    private static Command Demo()
    {
        var shared = new PlayArguments();
        var command = new Command("demo", "Play the launch story, 18 to 21 July 2021, through the real pipeline in under a minute.");
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PlayAsync(
            shared, parsed, "demo", DemoStory.Articles(), DemoStory.Manners, (DemoStory.StartAt, DemoStory.EndAt), DemoGrid, cancellationToken));
        return command;
    }

    private static Command Replay()
    {
        var shared = new PlayArguments();
        var files = SharedOptions.ArticleFiles();
        var command = new Command("replay", "Play an archive of articles as feeds on loopback, at its own dates, through the real pipeline.") { files };
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var articles = ReplayArticle.Read(parsed.GetValue(files)!);
            if (articles.Count == 0)
            {
                throw new CommandFailure("there are no articles to play");
            }

            var span = (articles[0].AppearsAt - BeforeFirst, articles[^1].AppearsAt + AfterLast);
            await PlayAsync(shared, parsed, "replay", articles, manners: null, span, grid: null, cancellationToken);
        });
        return command;
    }

    private static async Task PlayAsync(
        PlayArguments arguments,
        ParseResult parsed,
        string name,
        IReadOnlyList<ReplayArticle> articles,
        IReadOnlyDictionary<string, ReplayManner>? manners,
        (DateTimeOffset StartAt, DateTimeOffset EndAt) span,
        TimeSpan? grid,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = Path.GetFullPath(Path.Combine("play", name));
        var settings = arguments.Settings(parsed, folder);
        var contexts = CommandDatabase.Contexts(settings);
        await CommandDatabase.MigrateAsync(contexts, cancellationToken);

        var clock = new SimulatedClock(span.StartAt);
        await using var server = await ReplayServer.StartAsync(articles, clock, manners, cancellationToken, await PortOfAsync(contexts, cancellationToken));
        var configFolder = SharedOptions.ConfigFolder(parsed.GetValue(arguments.Config));
        var pages = settings.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions();
        await using var app = MonitorHost.BuildForPlay(settings, contexts, clock, configFolder, server.ResolveAsync);
        await ApplyConfigAsync(contexts, configFolder, clock, cancellationToken);
        await ApplySubscribersAsync(contexts, name == "demo" ? DemoStory.SubscribersFile : Path.Combine(configFolder, "subscribers.yaml"), clock, cancellationToken);

        var play = new Play(app.Services, contexts, server, clock);
        await PlayConsole.ShowAsync(name, progress => play.RunAsync(span.EndAt, grid, progress, cancellationToken));
        await using (var db = contexts.CreateDbContext())
        {
            PlayConsole.Print(await PlayReport.OfAsync(db, cancellationToken), play.Runs, Stopwatch.GetElapsedTime(started));
        }

        Console.WriteLine();
        Console.WriteLine($"Mails: {Path.Combine(folder, "mail")} (.eml, and .html beside it)");
        Console.WriteLine($"Database: {contexts.Address}");
        if (!parsed.GetValue(arguments.Exit))
        {
            await KeepPagesOpenAsync(app, pages, cancellationToken);
        }
    }

    private static async Task KeepPagesOpenAsync(WebApplication app, PagesOptions pages, CancellationToken cancellationToken)
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

        Console.WriteLine($"Pages: {pages.Address} until Ctrl-C");
        try
        {
            await app.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }
    }

    /// <summary>The folder's rules and actors, so that the pages can show and change them; what was changed there after an earlier play stays.</summary>
    private static async Task ApplyConfigAsync(MonitorDbContextFactory contexts, string configFolder, SimulatedClock clock, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var changes = await ConfigStore.DifferencesAsync(db, configFolder, ConfigCommands.PartsOf(configFolder), cancellationToken);
        await ConfigStore.WriteAsync(
            db, [.. changes.Where(change => !change.IsNewerInside)], "start", "taken over by a play", clock.GetUtcNow(), isFromFolder: true, cancellationToken);
    }

    /// <summary>The port of an earlier play in this database, so that feeds and articles keep their addresses; 0 for none.</summary>
    private static async Task<int> PortOfAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var known = await db.Set<Feed>().Select(feed => feed.Url).FirstOrDefaultAsync(cancellationToken);
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

    /// <summary>What both commands take.</summary>
    private sealed class PlayArguments
    {
        private readonly CommandDatabase _database = new();

        public Option<bool> Exit { get; } = new("--exit") { Description = "End after the play instead of leaving the pages open." };

        public Option<string?> Config { get; } = SharedOptions.Config();

        public void AddTo(Command command)
        {
            command.Options.Add(Exit);
            command.Options.Add(Config);
            _database.AddTo(command);
        }

        /// <summary>The settings, with everything that a play writes in a folder of its own and no mail leaving the machine.</summary>
        public IConfigurationRoot Settings(ParseResult parsed, string folder) => _database.Settings(
            parsed,
            () => $"sqlite:{Path.Combine(folder, "monitor.db")}",
            ("Storage:DataFolder", folder),
            ("Net:PrivateNetworks", "127.0.0.0/8"),
            ("Net:Contact", "a play on loopback"),
            ("Delivery:Transport", "Folder"),
            ("Delivery:Folder", Path.Combine(folder, "mail")));
    }
}
