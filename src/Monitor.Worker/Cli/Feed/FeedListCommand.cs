using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed list</c>: all feeds with their state.</summary>
internal static class FeedListCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var json = SharedOptions.Json();
        var command = new Command("list", "All feeds with their state, and when and why they are polled next.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feeds = await db.Set<Feeds.Feed>().AsNoTracking().Include(feed => feed.Outlet).OrderBy(feed => feed.Id).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                feeds.ForEach(feed => lines.Write(FeedShape.Of(feed)));
                return;
            }

            var table = new Table().AddColumns("feed", "outlet", "title and address", "state", "next poll");
            foreach (var feed in feeds)
            {
                table.AddRow(
                    new Cell($"{feed.Id}"), new Cell(feed.Outlet.Name), new Cell($"{ShownText.Of(feed.Title)}\n{feed.Url}{Own(feed)}"),
                    new Cell($"{Show.Words(feed.ShownState)}: {feed.StateReason}"),
                    new Cell(feed.NextPollAt is { } at ? $"{Show.Instant(at)}: {feed.NextPollReason}" : feed.NextPollReason));
            }

            Results.Write(table);
        });
        return command;
    }

    private static string Own(Feeds.Feed feed) =>
        (feed.Wish is { } wish ? $"\nevery {wish}" : "") + (feed.UserAgent is { } agent ? $"\nasked for as \"{agent}\"" : "");
}
