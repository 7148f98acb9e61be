using System.CommandLine;

namespace Monitor.Worker.Cli.Config;

/// <summary><c>monitor config diff</c>: what applying a folder would change.</summary>
internal static class ConfigDiff
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var json = SharedOptions.Json();
        var database = new CommandDatabase();
        var command = new Command("diff", "Show what applying a folder would change, field by field.") { folder, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var plan = await FolderPlan.StageAsync(db, SharedOptions.ConfigFolder(parsed.GetValue(folder)), cancellationToken);
            FolderChangeLines.Write(plan.All, parsed.GetValue(json));
        });
        return command;
    }
}
