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
                    new Cell(State(feed)),
                    new Cell(feed.NextPollAt is { } at ? $"{Show.Instant(at)}: {feed.NextPollReason}" : feed.NextPollReason));
            }

            Results.Write(table);
        });
        return command;
    }

    /// <summary>In a word, with the reason; a feed whose last poll failed is not called healthy, though one failure is no state yet.</summary>
    private static string State(Feeds.Feed feed) =>
        feed is { State: Feeds.FeedState.Healthy, FailuresInARow: > 0 } ? feed.StateReason : $"{Show.Words(feed.State)}: {feed.StateReason}";

    private static string Own(Feeds.Feed feed) =>
        (feed.Wish is { } wish ? $"\nevery {wish}" : "") + (feed.UserAgent is { } agent ? $"\nasked for as \"{agent}\"" : "");
}
