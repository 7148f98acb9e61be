using System.CommandLine;
using Monitor.Feeds;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed move</c>: another address, the history kept.</summary>
internal static class FeedMoveCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var address = new Argument<string>("URL") { Description = "Where the feed is from now on." };
        var command = new Command("move", "Poll a feed at another address; what it listed stays known.") { which, address };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var deed = await db.MoveFeedAsync(
                feed.Id, parsed.GetValue(address)!, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, feed);
        });
        return command;
    }
}
