using Monitor.Config;
using Monitor.Storage;
using Monitor.Worker.Hosting;

namespace Monitor.Worker.Cli.Config;

/// <summary>All that applying a config folder changes; <c>config diff</c> shows it, <c>config apply</c> does it.</summary>
/// <param name="Versions">What becomes a new version in the database.</param>
/// <param name="All">These, and what of subscribers and feeds is staged in the context, in the order of the files.</param>
internal sealed record FolderPlan(IReadOnlyList<ConfigChange> Versions, IReadOnlyList<FolderChange> All)
{
    /// <summary>The plan; the context is changed, not saved.</summary>
    /// <exception cref="ConfigException">A file cannot be used.</exception>
    /// <exception cref="CommandFailure">The feed list cannot be used.</exception>
    public static async Task<FolderPlan> StageAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var versions = await ConfigStore.DifferencesAsync(db, folder, ConfigParts.Of(folder), cancellationToken);
        var subscribers = await SubscriberFile.StageAsync(db, folder, now, cancellationToken);
        var feeds = await FeedConfig.StageAsync(db, folder, now, cancellationToken);
        return new FolderPlan(versions, [.. versions.Select(FolderChange.Of), .. subscribers, .. feeds]);
    }
}
