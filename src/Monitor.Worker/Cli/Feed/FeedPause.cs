using System.CommandLine;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Opml;

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
            if (feed.PausedAt is { } since)
            {
                Console.WriteLine($"Feed {feed.Id}, {feed.Title}: paused already, since {since:u}");
                return;
            }

            var now = TimeProvider.System.GetUtcNow();
            feed.Pause("paused by the operator", now);
            db.Record(Deed.FeedPaused, Environment.UserName, $"feed {feed.Id}", now, from: feed.Title);
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"Feed {feed.Id}, {feed.Title}: paused; 'monitor feed resume {feed.Id}' polls it again");
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
            if (feed.PausedAt is null && feed.NextPollAt is { } next)
            {
                Console.WriteLine($"Feed {feed.Id}, {feed.Title}: it is polled, next {next:u}");
                return;
            }

            if (feed.StateReason == FeedListChange.LeftReason)
            {
                // From now on it is the operator's: the folder, which does not name it, has no say.
                feed.Origin = FeedOrigin.ByHand;
            }

            var now = TimeProvider.System.GetUtcNow();
            feed.Resume(now);
            db.Record(Deed.FeedResumed, Environment.UserName, $"feed {feed.Id}", now, from: feed.Title);
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"Feed {feed.Id}, {feed.Title}: polled again, next {feed.NextPollAt:u}");
        });
        return command;
    }

    private static (Command Command, CommandDatabase Database, Argument<string> Which) Verb(string name, string description)
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var command = new Command(name, description) { which };
        database.AddTo(command);
        return (command, database, which);
    }
}
