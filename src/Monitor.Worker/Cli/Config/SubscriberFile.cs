using Monitor.Actors;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Config;

/// <summary>The subscribers of a config folder against the database.</summary>
internal static class SubscriberFile
{
    /// <exception cref="ConfigException">The file cannot be used.</exception>
    public static IReadOnlyList<SubscriberEntry> Read(string folder, ActorBook? actors)
    {
        var file = Path.Combine(folder, SubscriberConfig.FileName);
        return File.Exists(file)
            ? SubscriberConfig.Read(file, actors is null or { Actors.Count: 0 } ? null : id => actors.Find(id) is not null)
            : [];
    }

    /// <summary>What applying the folder's subscribers changes, in words; the context is changed, not saved.</summary>
    public static async Task<IReadOnlyList<string>> StageAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        // Without the file nobody is left off: only a file that no longer names somebody says so.
        if (!File.Exists(Path.Combine(folder, SubscriberConfig.FileName)))
        {
            return [];
        }

        var subscribers = Read(folder, File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : null);
        return await db.ApplyAsync(subscribers, TimeProvider.System.GetUtcNow(), cancellationToken);
    }
}
