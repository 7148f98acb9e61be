using System.CommandLine;
using Monitor.Audit;
using Monitor.Config;
using Monitor.Subscribers;
using Monitor.Worker.Hosting;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config apply</c>: a folder taken over into the database.</summary>
internal static class ConfigApply
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var dryRun = new Option<bool>("--dry-run") { Description = "Stop after showing the difference." };
        var force = new Option<bool>("--force") { Description = "Overwrite what an admin changed since the folder was applied or exported." };
        var author = new Option<string>("--author") { Description = "Who makes the change.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "applied from a config folder" };
        var database = new CommandDatabase();
        var command = new Command("apply", "Take a folder's files over into the database, as new versions of what differs.")
        {
            folder, dryRun, force, author, reason,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            ConfigFaults.Check(path);
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var changes = await ConfigStore.DifferencesAsync(db, path, ConfigParts.Of(path), cancellationToken);
            ConfigChangeLines.Write(changes);
            var subscribers = await SubscriberFile.StageAsync(db, path, cancellationToken);
            ConfigChangeLines.Write(SubscriberConfig.FileName, subscribers);
            var feeds = await FeedConfig.StageAsync(db, path, TimeProvider.System.GetUtcNow(), cancellationToken);
            ConfigChangeLines.Write(FeedConfig.FileName, feeds);
            var newer = changes.Where(change => change.IsNewerInside).ToList();
            if (newer.Count > 0 && !parsed.GetValue(force))
            {
                throw new CommandFailure($"{(newer.Count == 1 ? "1 item was" : $"{newer.Count} items were")} changed by an admin since "
                    + $"({string.Join(", ", newer.Take(5).Select(change => change.Item))}): "
                    + "'monitor config export DIR' brings those changes into files, --force overwrites them");
            }

            if (!parsed.GetValue(dryRun))
            {
                var (who, now) = (parsed.GetValue(author)!, TimeProvider.System.GetUtcNow());
                foreach (var (file, said) in new[] { (SubscriberConfig.FileName, subscribers), (FeedConfig.FileName, feeds) })
                {
                    if (said.Count == 0)
                    {
                        continue;
                    }

                    db.Record(Deed.ConfigApplied, who, file, now, to: string.Join("; ", said), why: parsed.GetValue(reason)!);
                }

                // Saves subscribers and feeds too, in the same commit.
                await ConfigStore.WriteAsync(
                    db, changes, who, parsed.GetValue(reason)!, now, isFromFolder: true, cancellationToken);
                Console.WriteLine($"applied {changes.Count + subscribers.Count + feeds.Count} changes");
            }
        });
        return command;
    }
}
