using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds.Polling;
using Monitor.Storage;
using Spectre.Console;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed poll</c>: poll one feed now.</summary>
internal static class FeedPoll
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = new Argument<string>("FEED") { Description = "The feed's number or address." };
        var command = new Command("poll", "Poll one feed now, unless it was just polled or its server asked for rest.") { which };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var feeds = await OpenFeeds.OpenAsync(database, parsed, cancellationToken);
            var id = await IdOfAsync(feeds.Contexts, parsed.GetValue(which)!, cancellationToken);
            var (fetch, refusal) = await feeds.Collect.PollNowAsync(id, cancellationToken);
            Console.WriteLine(fetch is null ? throw new CommandFailure($"not polled: {refusal}") : PollLine.Of(fetch));
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

    private static async Task<int> IdOfAsync(MonitorDbContextFactory contexts, string which, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var isNumber = int.TryParse(which, out var number);
        var id = await db.Set<Feeds.Feed>().Where(feed => isNumber ? feed.Id == number : feed.Url == which)
            .Select(feed => (int?)feed.Id).SingleOrDefaultAsync(cancellationToken);
        return id ?? throw new CommandFailure($"there is no feed {which}; 'monitor feed list' shows all");
    }
}
