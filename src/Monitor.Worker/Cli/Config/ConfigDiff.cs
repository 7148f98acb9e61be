using System.CommandLine;
using Monitor.Config;
using Monitor.Subscribers;
using Monitor.Worker.Hosting;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config diff</c>: what applying a folder would change.</summary>
internal static class ConfigDiff
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var database = new CommandDatabase();
        var command = new Command("diff", "Show what applying a folder would change.") { folder };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            ConfigChangeLines.Write(await ConfigStore.DifferencesAsync(db, path, ConfigParts.Of(path), cancellationToken));
            ConfigChangeLines.Write(SubscriberConfig.FileName, await SubscriberFile.StageAsync(db, path, cancellationToken));
            ConfigChangeLines.Write(FeedConfig.FileName, await FeedConfig.StageAsync(db, path, TimeProvider.System.GetUtcNow(), cancellationToken));
        });
        return command;
    }
}
