using Monitor.Actors;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary>The actor book of a command that works on the database: the database's, or the folder's where it has none.</summary>
internal static class StoredActors
{
    public static Task<ActorBook> LoadAsync(MonitorDbContext db, string? configFolder, CancellationToken cancellationToken) =>
        CurrentTagger.LoadActorsAsync(db, SharedOptions.ConfigFolder(configFolder), cancellationToken);

    /// <summary>With the rules.</summary>
    public static Task<Tagger> TaggerAsync(MonitorDbContext db, string? configFolder, CancellationToken cancellationToken) =>
        CurrentTagger.LoadAsync(db, SharedOptions.ConfigFolder(configFolder), cancellationToken, SharedOptions.PatternsAllowed());

    public static async Task<EventSummaries> SummariesAsync(MonitorDbContext db, string? configFolder, CancellationToken cancellationToken) =>
        new(new ActorLabels(await LoadAsync(db, configFolder, cancellationToken)));
}
