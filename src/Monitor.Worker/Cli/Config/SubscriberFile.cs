using Monitor.Actors;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Config;

/// <summary>The subscribers of a config folder against the database.</summary>
internal static class SubscriberFile
{
    public static SubscriberConfigContent Read(string folder, ActorBook? actors)
    {
        var file = Path.Combine(folder, SubscriberConfig.FileName);
        return File.Exists(file)
            ? SubscriberConfig.Read(file, actors is null or { Actors.Count: 0 } ? null : id => actors.Find(id) is not null)
            : new SubscriberConfigContent([], []);
    }

    /// <summary>What applying the folder's subscribers changes, in words; the context is changed, not saved.</summary>
    public static async Task<IReadOnlyList<string>> StageAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        // Without the file nobody is left off: only a file that no longer names somebody says so.
        if (!File.Exists(Path.Combine(folder, SubscriberConfig.FileName)))
        {
            return [];
        }

        var content = Read(folder, File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : null);
        return content.Faults.Count > 0
            ? throw new CommandFailure(string.Join(Environment.NewLine, content.Faults))
            : await db.ApplyAsync(content.Subscribers, TimeProvider.System.GetUtcNow(), cancellationToken);
    }
}
