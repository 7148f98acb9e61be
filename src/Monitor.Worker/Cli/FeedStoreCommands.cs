using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml.Opml;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor feed add|list|poll|import|export</c>: the feeds of the database.</summary>
public static class FeedStoreCommands
{
    private const int EntriesShown = 10;

    /// <summary>Adds these verbs to the "feed" command.</summary>
    public static Command AddTo(Command feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        feed.Subcommands.Add(Add());
        feed.Subcommands.Add(List());
        feed.Subcommands.Add(Poll());
        feed.Subcommands.Add(Import());
        feed.Subcommands.Add(Export());
        return feed;
    }

    private static Command Add()
    {
        var database = new CommandDatabase();
        var address = new Argument<string>("URL") { Description = "The address of a feed, or of a site whose feed is to be found." };
        var outlet = new Option<string?>("--outlet") { Description = "Who publishes it (default: the feed's title).", HelpName = "NAME" };
        var speaksFor = new Option<string?>("--speaks-for") { Description = "The actor whose own words it brings, such as agency:US-DOJ.", HelpName = "ACTOR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be collected." };
        var command = new Command("add", "Find the feed of an address, show what it holds, and poll it from now on.") { address, outlet, speaksFor, dryRun };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!Uri.TryCreate(parsed.GetValue(address), UriKind.Absolute, out var url) || WebAddress.Refusal(url) is not null)
            {
                throw new CommandFailure($"\"{parsed.GetValue(address)}\" is no address such as https://www.example.org", CommandFailure.WrongUsage);
            }

            using var feeds = await OpenAsync(database, parsed, cancellationToken);
            var (found, tried) = await new FeedSearch(feeds.Fetcher).FindAsync(url, cancellationToken);
            if (found is null)
            {
                throw new CommandFailure(string.Join(Environment.NewLine, tried.Prepend("no feed was found:")));
            }

            Show(found);
            if (!parsed.GetValue(dryRun))
            {
                await StoreAsync(feeds, found, parsed.GetValue(outlet), parsed.GetValue(speaksFor), cancellationToken);
            }
        });
        return command;
    }

    private static Command List()
    {
        var database = new CommandDatabase();
        var json = SharedOptions.Json();
        var command = new Command("list", "All feeds with their state, and when and why they are polled next.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feeds = await db.Set<Feed>().AsNoTracking().Include(feed => feed.Outlet).OrderBy(feed => feed.Id).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                foreach (var feed in feeds)
                {
                    lines.Write(new
                    {
                        feed.Id,
                        Outlet = feed.Outlet.Name,
                        feed.Title,
                        feed.Url,
                        feed.State,
                        feed.StateReason,
                        feed.LastPolledAt,
                        feed.NextPollAt,
                        feed.NextPollReason,
                    });
                }

                return;
            }

            var table = new Table().AddColumns("Id", "Outlet", "Feed", "State", "Next poll");
            foreach (var feed in feeds)
            {
                table.AddRow(
                    new Cell($"{feed.Id}"), new Cell(feed.Outlet.Name), new Cell($"{feed.Title}\n{feed.Url}"), new Cell($"{feed.State}: {feed.StateReason}"),
                    new Cell(feed.NextPollAt is { } at ? $"{at:u}: {feed.NextPollReason}" : feed.NextPollReason));
            }

            AnsiConsole.Write(table);
        });
        return command;
    }

    private static Command Poll()
    {
        var database = new CommandDatabase();
        var which = new Argument<string>("FEED") { Description = "The feed's number or address." };
        var command = new Command("poll", "Poll one feed now, unless it was just polled or its server asked for rest.") { which };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var feeds = await OpenAsync(database, parsed, cancellationToken);
            var id = await IdOfAsync(feeds.Contexts, parsed.GetValue(which)!, cancellationToken);
            var (fetch, refusal) = await feeds.Collect.PollNowAsync(id, cancellationToken);
            Console.WriteLine(fetch is null ? throw new CommandFailure($"not polled: {refusal}") : Line(fetch));
            await using var db = feeds.Contexts.CreateDbContext();
            var history = await db.Set<FeedFetch>().AsNoTracking().Where(past => past.FeedId == id).OrderBy(past => past.Number).ToListAsync(cancellationToken);
            Console.WriteLine($"The last {history.Count} polls:");
            foreach (var line in Etiquette.Of([.. history.Select(Exchange.Of)]).Lines())
            {
                Console.WriteLine($"  {line}");
            }
        });
        return command;
    }

    private static Command Import()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE.opml") { Description = "A list of feeds as other readers write it." };
        var command = new Command("import", "Take the feeds of an OPML file over.") { file };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var document = Opml.Read(await File.ReadAllBytesAsync(path, cancellationToken)) switch
            {
                OpmlReadResult.Read read => read.Document,
                OpmlReadResult.NotOpml not => throw new CommandFailure($"{path}: {not.Reason}"),
                var other => throw new InvalidOperationException($"unknown result {other.GetType().Name}"),
            };
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, TimeProvider.System.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            foreach (var fault in report.Faults)
            {
                await Console.Error.WriteLineAsync($"{path}: {fault}");
            }

            Console.WriteLine($"{report.Added} feeds added, {report.Known} known already");
        });
        return command;
    }

    private static Command Export()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE.opml") { Description = "Where the list goes." };
        var command = new Command("export", "Write all feeds as an OPML file, with folders and what other readers had noted.") { file };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var document = await FeedList.ExportAsync(db, cancellationToken);
            await using var target = File.Create(parsed.GetValue(file)!);
            Opml.Write(document, target);
            Console.WriteLine($"{document.Feeds().Count()} feeds written to {parsed.GetValue(file)}");
        });
        return command;
    }

    private static async Task StoreAsync(OpenFeeds feeds, FoundFeed found, string? outlet, string? speaksFor, CancellationToken cancellationToken)
    {
        var title = found.Feed.Title?.ToLine() is { Length: > 0 } given ? given : found.Address.Host;
        await using var db = feeds.Contexts.CreateDbContext();
        var document = new OpmlDocument(null, [new OpmlOutline { Text = title, FeedUrl = found.Address.AbsoluteUri, SiteUrl = found.Feed.Link, Outlet = outlet, SpeaksFor = speaksFor }]);
        var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, TimeProvider.System.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (report.Added == 0)
        {
            Console.WriteLine("It is polled already.");
            return;
        }

        var id = await db.Set<Feed>().MaxAsync(feed => feed.Id, cancellationToken);
        var fetch = await feeds.Collect.AdoptAsync(id, found.Fetched, cancellationToken);
        Console.WriteLine($"Added as feed {id}. {(fetch is null ? "" : Line(fetch))}");
    }

    private static void Show(FoundFeed found)
    {
        var how = found.Hint switch
        {
            FeedHint.Declared => ", which the page declares",
            FeedHint.Linked => ", which the page links to",
            FeedHint.Usual => ", found where sites usually have it",
            _ => "",
        };
        Console.WriteLine($"{found.Feed.Title?.ToLine()} ({found.Feed.Format}) at {found.Address}{how}: {found.Feed.Entries.Count} entries");
        foreach (var entry in found.Feed.Entries.Take(EntriesShown))
        {
            Console.WriteLine($"  {entry.Published?.ToString("u") ?? "without a date",-20} {entry.Title?.ToLine()}");
        }

        if (found.Feed.Entries.Count > EntriesShown)
        {
            Console.WriteLine($"  … and {found.Feed.Entries.Count - EntriesShown} more");
        }
    }

    private static string Line(FeedFetch fetch) =>
        $"{fetch.Outcome} (status {fetch.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}), {fetch.EntriesNew} new of {fetch.EntriesListed} entries{(fetch.Note is null ? "" : $"; {fetch.Note}")}. Next poll {fetch.NextPollAt:u}: {fetch.NextPollReason}.";

    private static async Task<int> IdOfAsync(MonitorDbContextFactory contexts, string which, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var isNumber = int.TryParse(which, out var number);
        var id = await db.Set<Feed>().Where(feed => isNumber ? feed.Id == number : feed.Url == which).Select(feed => (int?)feed.Id).SingleOrDefaultAsync(cancellationToken);
        return id ?? throw new CommandFailure($"there is no feed {which}; 'monitor feed list' shows all");
    }

    private static async Task<OpenFeeds> OpenAsync(CommandDatabase database, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = CommandDatabase.Contexts(settings);
        await CommandDatabase.MigrateAsync(contexts, cancellationToken);
        var options = settings.GetSection(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();
        var clock = TimeProvider.System;
        var http = new OutgoingHttp(options, new StoredHostBudget(contexts, clock), clock);
        var fetcher = new FeedFetcher(http, clock);
        return new OpenFeeds(contexts, http, fetcher, new CollectRun(contexts, fetcher, new CollectOptions(), clock, NullLogger<CollectRun>.Instance));
    }

    /// <summary>The database and the way out, for one command.</summary>
    private sealed record OpenFeeds(MonitorDbContextFactory Contexts, OutgoingHttp Http, FeedFetcher Fetcher, CollectRun Collect) : IDisposable
    {
        public void Dispose() => Http.Dispose();
    }
}
