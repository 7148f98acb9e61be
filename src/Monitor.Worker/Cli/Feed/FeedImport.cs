using System.CommandLine;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Opml;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed import</c>: take the feeds of an OPML file over.</summary>
internal static class FeedImport
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE.opml") { Description = "A list of feeds as other readers write it." };
        var command = new Command("import", "Take the feeds of an OPML file over.") { file };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var document = Opml.Read(await File.ReadAllBytesAsync(path, cancellationToken)) switch
            {
                OpmlReadResult.Read read => read.Document,
                OpmlReadResult.NotOpml not => throw new CommandFailure($"{path}: {not.Reason}"),
                var other => throw new InvalidOperationException($"unknown result {other.GetType().Name}"),
            };
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, TimeProvider.System.GetUtcNow(), cancellationToken);
            db.Record(
                Deed.FeedsImported, Environment.UserName, $"file {Path.GetFileName(path)}", TimeProvider.System.GetUtcNow(),
                to: $"{report.Added} feeds added, {report.Known} known already");
            await db.SaveChangesAsync(cancellationToken);
            foreach (var fault in report.Faults)
            {
                await Console.Error.WriteLineAsync($"{path}: {fault}");
            }

            Console.WriteLine($"{report.Added} feeds added, {report.Known} known already");
        });
        return command;
    }
}
