using System.CommandLine;
using Monitor.Config;
using Monitor.Storage.Machine;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config export</c>: what the database holds, as a folder.</summary>
internal static class ConfigExport
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the files are written; made if it is not there." };
        var database = new CommandDatabase();
        var command = new Command("export", "Write what the database holds as a config folder, with versions.") { folder };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var target = parsed.GetValue(folder)!;
            PrivateFiles.CreateFolder(target);
            var files = await ConfigStore.FilesAsync(db, cancellationToken);
            await ConfigStore.ExportAsync(db, target, files.Select(file => new ConfigPart(file)), cancellationToken);
            await FeedConfig.ExportAsync(db, target, cancellationToken);
            var unconfirmed = await SubscriberFile.ExportAsync(db, target, cancellationToken);
            if (unconfirmed > 0)
            {
                await Console.Error.WriteLineAsync($"left out of {SubscriberConfig.FileName}: {unconfirmed} who have not confirmed their address");
            }

            string[] written = [.. files, FeedConfig.FileName, SubscriberConfig.FileName, ConfigStore.VersionsFileName];
            Results.Say(parsed, $"written into {target}: {string.Join(", ", written)}", new { Folder = target, Files = written, LeftOut = unconfirmed });
        });
        return command;
    }
}
