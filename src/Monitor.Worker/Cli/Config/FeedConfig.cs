using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Config;
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

    private const string Polled = "polled";
    private const string Yes = "yes";

    public static IReadOnlyList<string> FaultsOf(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && Opml.Read(File.ReadAllBytes(path)) is OpmlReadResult.NotOpml refused ? [$"{path}: this is no OPML: {refused.Reason}"] : [];
    }

    /// <summary>What applying the folder's feeds changes; the context is changed, not saved.</summary>
    public static async Task<IReadOnlyList<FolderChange>> StageAsync(
        MonitorDbContext db, string folder, DateTimeOffset now, CancellationToken cancellationToken)
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

        var before = Rows(await db.Set<Feeds.Feed>().AsNoTracking().Include(feed => feed.Outlet).OrderBy(feed => feed.Id).ToListAsync(cancellationToken));
        await FeedListChange.StageAsync(db, read.Document, now, cancellationToken);
        var report = await FeedList.ImportAsync(db, read.Document, FeedOrigin.Config, now, cancellationToken);
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync($"{path}: left out: {fault}");
        }

        var changes = FolderChange.Between(FileName, before, Rows(db.Set<Feeds.Feed>().Local)).Select(Left);
        return [.. changes.OrderBy(change => change.Kind).ThenBy(change => change.Item, StringComparer.Ordinal)];
    }

    /// <summary>A feed that is polled no more has left the list: its row stays, with its history.</summary>
    private static FolderChange Left(FolderChange change) =>
        change.Fields.Any(field => field is { Field: Polled, Before: Yes }) ? change with { Kind = ConfigChangeKind.Removed } : change;

    private static Dictionary<string, IReadOnlyList<(string Name, string Value)>> Rows(IEnumerable<Feeds.Feed> feeds) =>
        feeds.ToDictionary(feed => feed.Url, Fields, StringComparer.Ordinal);

    private static IReadOnlyList<(string Name, string Value)> Fields(Feeds.Feed feed)
    {
        (string Name, string? Value)[] fields =
        [
            ("title", feed.Title),
            ("outlet", feed.Outlet.Name),
            ("speaksFor", feed.Outlet.SpeaksFor),
            ("every", feed.Wish?.ToString()),
            ("weight", feed.Outlet.Weight.ToString(CultureInfo.InvariantCulture)),
            (Polled, feed.PausedAt is null ? Yes : $"no: {feed.StateReason} ('monitor feed resume' polls it again)"),
        ];
        return [.. fields.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!))];
    }

    public static async Task ExportAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var file = File.Create(Path.Combine(folder, FileName));
        Opml.Write(await FeedList.ExportAsync(db, cancellationToken), file);
    }
}
