using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Opml;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Config;

/// <summary>
/// The feed list of a config folder against the database. A feed that the folder brought and names no more is stopped; it keeps its history.
/// </summary>
internal static class FeedConfig
{
    public const string FileName = "feeds.opml";

    public static IReadOnlyList<string> FaultsOf(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && Opml.Read(File.ReadAllBytes(path)) is OpmlReadResult.NotOpml refused ? [$"{path}: this is no OPML: {refused.Reason}"] : [];
    }

    /// <summary>What applying the folder's feeds changes, in words; the context is changed, not saved.</summary>
    public static async Task<IReadOnlyList<string>> StageAsync(MonitorDbContext db, string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        if (Opml.Read(await File.ReadAllBytesAsync(path, cancellationToken)) is not OpmlReadResult.Read read)
        {
            throw new CommandFailure(string.Join(Environment.NewLine, FaultsOf(folder)));
        }

        var changes = await FeedListChange.StageAsync(db, read.Document, now, cancellationToken);
        var report = await FeedList.ImportAsync(db, read.Document, FeedOrigin.Config, now, cancellationToken);
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync($"{path}: left out: {fault}");
        }

        return
        [
            .. db.ChangeTracker.Entries<Feeds.Feed>().Where(entry => entry.State is EntityState.Added)
                .Select(entry => $"{entry.Entity.Title}: {entry.Entity.Url} is added"),
            .. changes,
        ];
    }

    public static async Task ExportAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var file = File.Create(Path.Combine(folder, FileName));
        Opml.Write(await FeedList.ExportAsync(db, cancellationToken), file);
    }
}
