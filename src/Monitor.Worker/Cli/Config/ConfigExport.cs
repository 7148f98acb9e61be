using System.CommandLine;
using Monitor.Config;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config export</c>: what the database holds, as a folder.</summary>
internal static class ConfigExport
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the files are written; made if it is not there." };
        var database = new CommandDatabase();
        var command = new Command("export", "Write what the database holds as a config folder, with versions.") { folder };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var target = parsed.GetValue(folder)!;
            var files = await ConfigStore.FilesAsync(db, cancellationToken);
            await ConfigStore.ExportAsync(db, target, files.Select(file => new ConfigPart(file)), cancellationToken);
            await FeedConfig.ExportAsync(db, target, cancellationToken);
        });
        return command;
    }
}
