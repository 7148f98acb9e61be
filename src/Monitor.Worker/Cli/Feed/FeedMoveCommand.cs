using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Feeds.Discovery;
using Monitor.Net;

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
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (TypedAddress.Of(parsed.GetValue(address)!) is not [var target, ..])
            {
                throw new CommandFailure($"\"{parsed.GetValue(address)}\" is no address such as https://www.example.org/feed", CommandFailure.WrongUsage);
            }

            var url = WebAddress.WithoutCredentials(target).AbsoluteUri;
            if (url.Length > Feeds.Feed.UrlCharactersMax)
            {
                throw new CommandFailure($"the address is longer than {Feeds.Feed.UrlCharactersMax} characters", CommandFailure.WrongUsage);
            }

            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            if (await db.Set<Feeds.Feed>().AnyAsync(other => other.Url == url && other.Id != feed.Id, cancellationToken))
            {
                throw new CommandFailure($"{url} is polled as another feed already");
            }

            var former = feed.Url;
            feed.MoveTo(target);
            if (WebAddress.CredentialsOf(target) is { } credentials)
            {
                feed.SignInWith(credentials);
            }

            if (feed.PausedAt is null)
            {
                feed.Resume(TimeProvider.System.GetUtcNow());
            }

            db.Record(Deed.FeedMoved, Environment.UserName, $"feed {feed.Id}", TimeProvider.System.GetUtcNow(), from: former, to: feed.Url);
            await db.SaveChangesAsync(cancellationToken);
            var polled = feed.NextPollAt is { } next ? $"next poll {next:u}" : "it stays paused";
            Console.WriteLine($"Feed {feed.Id}, {feed.Title}: at {feed.Url} from now on, not {former}; {polled}");
        });
        return command;
    }
}
