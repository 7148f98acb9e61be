using System.CommandLine;
using Monitor.Audit;
using Monitor.Config;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config apply</c>: a folder taken over into the database.</summary>
internal static class ConfigApply
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var dryRun = new Option<bool>("--dry-run") { Description = "Stop after showing the difference." };
        var force = new Option<bool>("--force") { Description = "Overwrite what an admin changed since the folder was applied or exported." };
        var author = SharedOptions.Author();
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "applied from a config folder" };
        var json = SharedOptions.Json();
        var database = new CommandDatabase();
        var command = new Command("apply", "Take a folder's files over into the database, as new versions of what differs.")
        {
            folder, dryRun, force, author, reason, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            ConfigFaults.Check(path);
            var contexts = parsed.GetValue(dryRun)
                ? await database.OpenToReadAsync(parsed, cancellationToken)
                : await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var plan = await FolderPlan.StageAsync(db, path, cancellationToken);
            FolderChangeLines.Write(plan.All, parsed.GetValue(json));
            var newer = plan.All.Where(change => change.NewerInside).ToList();
            if (newer.Count > 0 && !parsed.GetValue(force))
            {
                throw new CommandFailure($"{(newer.Count == 1 ? "1 item was" : $"{newer.Count} items were")} changed by an admin since "
                    + $"({string.Join(", ", newer.Take(5).Select(change => change.Item))}): "
                    + "'monitor config export DIR' brings those changes into files, --force overwrites them");
            }

            if (!parsed.GetValue(dryRun))
            {
                var (who, now) = (parsed.GetValue(author)!, TimeProvider.System.GetUtcNow());
                foreach (var said in plan.All.Where(change => change.File is SubscriberConfig.FileName or FeedConfig.FileName).GroupBy(change => change.File))
                {
                    var words = string.Join("; ", said.Select(FolderChangeLines.Deed));
                    db.Record(Deed.ConfigApplied, who, said.Key, now, to: words, why: parsed.GetValue(reason)!);
                }

                // Saves subscribers and feeds too, in the same commit.
                await ConfigStore.WriteAsync(
                    db, plan.Versions, who, parsed.GetValue(reason)!, now, isFromFolder: true, cancellationToken);
                if (!parsed.GetValue(json))
                {
                    Console.WriteLine($"applied: {FolderChangeLines.Counts(plan.All)}");
                }
            }
        });
        return command;
    }
}
