using System.CommandLine;
using Monitor.Articles;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed remove</c>: forget a feed; its articles stay.</summary>
internal static class FeedRemove
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var command = new Command("remove", "Forget a feed with its history. Its articles stay; 'monitor feed pause' forgets nothing.") { which };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var deed = await db.RemoveFeedAsync(feed.Id, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, feed);
        });
        return command;
    }
}
