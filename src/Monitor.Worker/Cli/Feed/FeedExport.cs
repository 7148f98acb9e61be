using System.CommandLine;
using Monitor.Feeds.Opml;
using Monitor.Text;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed export</c>: all feeds as an OPML file.</summary>
internal static class FeedExport
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE.opml") { Description = "Where the list goes." };
        var command = new Command("export", "Write all feeds as an OPML file, with folders and what other readers had noted.") { file };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var document = await FeedList.ExportAsync(db, cancellationToken);
            await using var target = File.Create(parsed.GetValue(file)!);
            Opml.Write(document, target);
            var count = document.Feeds().Count();
            Results.Say(parsed, $"{EnglishCount.Of(count, "feed")} written to {parsed.GetValue(file)}", new { File = parsed.GetValue(file), Feeds = count });
        });
        return command;
    }
}
