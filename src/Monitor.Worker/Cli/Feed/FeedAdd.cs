using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Net;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed add</c>: find the feed of an address, and poll it from now on.</summary>
internal static class FeedAdd
{
    private const int EntriesShown = 10;

    public static Command Create()
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
            if (TypedAddress.Of(parsed.GetValue(address)!).Count == 0)
            {
                throw new CommandFailure($"\"{parsed.GetValue(address)}\" is no address such as https://www.example.org", CommandFailure.WrongUsage);
            }

            using var feeds = await OpenFeeds.OpenAsync(database, parsed, cancellationToken);
            var (found, tried) = await new FeedSearch(feeds.Fetcher, feeds.Reader).FindAsync(parsed.GetValue(address)!, cancellationToken);
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

    private static async Task StoreAsync(OpenFeeds feeds, FoundFeed found, string? outlet, string? speaksFor, CancellationToken cancellationToken)
    {
        var title = found.Feed.Title?.ToLine() is { Length: > 0 } given ? given : found.Address.Host;
        await using var db = feeds.Contexts.CreateDbContext();
        var document = new OpmlDocument(null, [new OpmlOutline
        {
            Text = title,
            FeedUrl = found.Address.AbsoluteUri,
            SiteUrl = found.Feed.Link,
            Outlet = outlet,
            SpeaksFor = speaksFor,
        }]);
        var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, TimeProvider.System.GetUtcNow(), cancellationToken);
        if (report.Added > 0)
        {
            db.Record(Deed.FeedAdded, Environment.UserName, $"feed {found.Address.AbsoluteUri}", TimeProvider.System.GetUtcNow(), to: title);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (report.Added == 0)
        {
            Console.WriteLine(report.Faults is [var fault, ..] ? throw new CommandFailure(fault) : "It is polled already.");
            return;
        }

        var id = await db.Set<Feeds.Feed>().MaxAsync(feed => feed.Id, cancellationToken);
        var fetch = await feeds.Collect.AdoptAsync(id, found.Fetched, cancellationToken);
        Console.WriteLine($"Added as feed {id}. {(fetch is null ? "" : PollLine.Of(fetch))}");
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
        Console.WriteLine(
            $"{ShownText.Of(found.Feed.Title?.ToLine())} ({found.Feed.Format}) at {WebAddress.WithoutCredentials(found.Address)}{how}: "
            + $"{found.Feed.Entries.Count} entries");
        foreach (var entry in found.Feed.Entries.Take(EntriesShown))
        {
            Console.WriteLine($"  {entry.Published?.ToString("u") ?? "without a date",-20} {ShownText.Of(entry.Title?.ToLine())}");
        }

        if (found.Feed.Entries.Count > EntriesShown)
        {
            Console.WriteLine($"  … and {found.Feed.Entries.Count - EntriesShown} more");
        }
    }
}
