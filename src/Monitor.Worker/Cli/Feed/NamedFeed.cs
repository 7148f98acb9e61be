using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Feed;

/// <summary>The feed that a command is about: by number, address or name.</summary>
internal static class NamedFeed
{
    public static Argument<string> Argument() => new("FEED") { Description = "The feed's number, address or name." };

    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public static async Task<Feeds.Feed> OfAsync(MonitorDbContext db, string which, CancellationToken cancellationToken)
    {
        var isNumber = int.TryParse(which, out var number);
        var found = await db.Set<Feeds.Feed>().Include(feed => feed.Outlet)
            .Where(feed => isNumber ? feed.Id == number : feed.Url == which || feed.Title == which)
            .OrderBy(feed => feed.Id)
            .ToListAsync(cancellationToken);
        return found switch
        {
            [var feed] => feed,
            [] => throw new CommandFailure($"there is no feed {which}; 'monitor feed list' shows all"),
            _ => throw new CommandFailure(
                $"{found.Count} feeds are called {which}: name one by its number, {string.Join(", ", found.Select(feed => feed.Id))}"),
        };
    }
}
