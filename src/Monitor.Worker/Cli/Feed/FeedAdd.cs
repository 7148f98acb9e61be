using System.CommandLine;
using Monitor.Articles;
using Monitor.Feeds.Discovery;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Text;
using Monitor.Worker.Json.Deeds;

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
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (TypedAddress.Of(parsed.GetValue(address)!).Count == 0)
            {
                throw new CommandFailure($"\"{parsed.GetValue(address)}\" is no address such as https://www.example.org", CommandFailure.WrongUsage);
            }

            using var feeds = await OpenFeeds.OpenAsync(database, parsed, cancellationToken);
            var (found, tried) = await feeds.Adoption.FindAsync(parsed.GetValue(address)!, cancellationToken);
            if (found is null)
            {
                throw new CommandFailure(string.Join(Environment.NewLine, tried.Prepend("no feed was found:")));
            }

            if (!Results.AreJson(parsed))
            {
                Show(found);
            }

            if (!parsed.GetValue(dryRun))
            {
                var deed = await feeds.Adoption.AddAsync(
                    found, parsed.GetValue(outlet), parsed.GetValue(speaksFor), Environment.UserName, cancellationToken);
                deed.Print(parsed, DeedTarget.OfNewFeed(deed, FeedAdoption.TitleOf(found)));
            }
        });
        return command;
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
            + EnglishCount.Of(found.Feed.Entries.Count, "entry"));
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
