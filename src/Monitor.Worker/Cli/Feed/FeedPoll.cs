using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Polling;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed poll</c>: poll one feed now.</summary>
internal static class FeedPoll
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var command = new Command("poll", "Poll one feed now, unless it was just polled or its server asked for rest.") { which };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var feeds = await OpenFeeds.OpenAsync(database, parsed, cancellationToken);
            await using var db = feeds.Contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            (await feeds.Adoption.PollNowAsync(feed.Id, Environment.UserName, cancellationToken)).Print(parsed, feed);
            if (Results.AreJson(parsed))
            {
                return;
            }

            var history = await db.Set<FeedFetch>().AsNoTracking().Where(past => past.FeedId == feed.Id).OrderBy(past => past.Number)
                .ToListAsync(cancellationToken);
            Console.WriteLine($"The last {history.Count} polls:");
            foreach (var line in Etiquette.Of([.. history.Select(Exchange.Of)]).Lines())
            {
                Console.WriteLine($"  {line}");
            }
        });
        return command;
    }
}
