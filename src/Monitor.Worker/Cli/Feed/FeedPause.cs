using System.CommandLine;
using Monitor.Feeds;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed pause</c> and <c>monitor feed resume</c>.</summary>
internal static class FeedPause
{
    public static Command Create()
    {
        var (command, database, which) = Verb("pause", "Poll a feed no more until it is resumed; nothing of it is forgotten.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var deed = await db.PauseFeedAsync(feed.Id, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, feed, $"; 'monitor feed resume {feed.Id}' polls it again");
        });
        return command;
    }

    public static Command CreateResume()
    {
        var (command, database, which) = Verb("resume", "Poll a feed again that was paused, left the config folder, or was gone.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var deed = await db.ResumeFeedAsync(feed.Id, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, feed);
        });
        return command;
    }

    private static (Command Command, CommandDatabase Database, Argument<string> Which) Verb(string name, string description)
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var command = new Command(name, description) { which };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        return (command, database, which);
    }
}
