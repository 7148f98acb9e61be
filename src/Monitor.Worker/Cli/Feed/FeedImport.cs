using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed import</c>: take the feeds of an OPML file over.</summary>
internal static class FeedImport
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE.opml") { Description = "A list of feeds as other readers write it." };
        var command = new Command("import", "Take the feeds of an OPML file over.") { file };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var opml = await File.ReadAllBytesAsync(path, cancellationToken);
            using var feeds = await OpenFeeds.OpenAsync(database, parsed, cancellationToken);
            switch (await feeds.Adoption.ImportAsync(opml, Path.GetFileName(path), Environment.UserName, cancellationToken))
            {
                case DeedOutcome.Done done:
                    done.LeftOut.ToList().ForEach(fault => Console.Error.WriteLine($"{path}: {fault}"));
                    Results.Say(parsed, done.Told, new { File = path, LeftOut = done.LeftOut });
                    break;
                case var refused:
                    throw new CommandFailure($"{path}: {refused.Says}");
            }
        });
        return command;
    }
}
