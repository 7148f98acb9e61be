using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Config;

/// <summary>One file of the config folder that is kept in the database by items.</summary>
public sealed record ConfigPart(string File);

/// <summary>What applying a folder would do to one item.</summary>
/// <param name="IsNewerInside">An admin changed the item since the folder was last applied or exported: applying would lose that.</param>
public sealed record ConfigChange(string File, string Item, ConfigChangeKind Kind, string? Before, string? After, bool IsNewerInside, int Position);

/// <summary>The versions of everything that the config folder holds.</summary>
public static class ConfigStore
{
    /// <summary>Written by an export: which version of each item its files hold.</summary>
    public const string VersionsFileName = "versions.yaml";

    /// <summary>A number that grows with every change: workers compare it to see that they must read the book anew.</summary>
    public static async Task<long> StampAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<ConfigVersion>().MaxAsync(version => (long?)version.Id, cancellationToken) ?? 0;
    }

    /// <summary>The files of which the database holds or held items.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var files = await db.Set<ConfigVersion>().Select(version => version.File).Distinct().ToListAsync(cancellationToken);
        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>The current version of each item of a file, in file order; removed ones left out.</summary>
    public static async Task<List<ConfigVersion>> CurrentAsync(MonitorDbContext db, string file, CancellationToken cancellationToken) =>
        [.. (await LatestAsync(db, file, cancellationToken)).Where(version => version.Body is not null)];

    /// <summary>All versions of an item, oldest first.</summary>
    public static async Task<List<ConfigVersion>> HistoryAsync(MonitorDbContext db, string file, string item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<ConfigVersion>().AsNoTracking().Where(version => version.File == file && version.Item == item)
            .OrderBy(version => version.Number).ToListAsync(cancellationToken);
    }

    /// <summary>A file as the database holds it; empty where it holds none.</summary>
    public static async Task<string> TextAsync(MonitorDbContext db, string file, CancellationToken cancellationToken) =>
        ConfigItems.Join((await CurrentAsync(db, file, cancellationToken)).Select(version => new ConfigItem(version.Item, version.Body!)));

    /// <summary>How the files of a folder differ from the database.</summary>
    /// <exception cref="ConfigException">A file is no YAML.</exception>
    public static async Task<List<ConfigChange>> DifferencesAsync(
        MonitorDbContext db, string folder, IEnumerable<ConfigPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var exported = ExportedVersions(folder);
        var changes = new List<ConfigChange>();
        foreach (var part in parts.Where(part => File.Exists(Path.Combine(folder, part.File))))
        {
            var path = Path.Combine(folder, part.File);
            var items = ConfigItems.Split(path, await File.ReadAllTextAsync(path, cancellationToken));
            var latest = (await LatestAsync(db, part.File, cancellationToken)).ToDictionary(version => version.Item);
            for (var i = 0; i < items.Count; i++)
            {
                var inside = latest.GetValueOrDefault(items[i].Name);
                if (inside?.Body != items[i].Body)
                {
                    changes.Add(new ConfigChange(
                        part.File, items[i].Name, inside?.Body is null ? ConfigChangeKind.Added : ConfigChangeKind.Changed,
                        inside?.Body, items[i].Body, IsNewer(inside, exported), i));
                }
            }

            var names = items.Select(item => item.Name).ToHashSet();
            changes.AddRange(latest.Values.Where(version => version.Body is not null && !names.Contains(version.Item)).Select(version =>
                new ConfigChange(part.File, version.Item, ConfigChangeKind.Removed, version.Body, null, IsNewer(version, exported), version.Position)));
        }

        return changes;
    }

    /// <summary>A database that holds no config takes the folder's over; one that holds some keeps it.</summary>
    /// <returns>The files that differ from what a folder last brought. What an admin changed since is no difference.</returns>
    /// <exception cref="ConfigException">A file is no YAML.</exception>
    public static async Task<IReadOnlyList<string>> TakeOverAsync(
        MonitorDbContext db, string folder, IEnumerable<ConfigPart> parts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var isEmpty = await StampAsync(db, cancellationToken) == 0;
        var changes = await DifferencesAsync(db, folder, parts, cancellationToken);
        if (!isEmpty)
        {
            return [.. changes.Where(change => !change.IsNewerInside).Select(change => change.File).Distinct()];
        }

        try
        {
            await WriteAsync(db, changes, "start", "taken over by an empty database", at, isFromFolder: true, cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await StampAsync(db, cancellationToken) == 0)
            {
                throw;
            }

            // Two programs met the empty database at once, and the other one was first.
        }

        return [];
    }

    /// <summary>
    /// Writes the changes as versions, in one commit, or inside the current transaction; one writer at a time, until its commit. So numbers become
    /// visible in their order (<see cref="StampAsync"/>), and who checks the book in the same transaction checks what will stand.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">An item is no longer what the change was made from; nothing is written.</exception>
    public static async Task WriteAsync(
        MonitorDbContext db, IReadOnlyCollection<ConfigChange> changes, string author, string reason, DateTimeOffset at, bool isFromFolder,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(changes);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        if (db is not SqliteMonitorDbContext)
        {
            // SQLite lets one transaction write at a time anyhow. Readers wait for neither.
            await db.Database.ExecuteSqlAsync($"""LOCK TABLE "ConfigVersions" IN SHARE ROW EXCLUSIVE MODE""", cancellationToken);
        }

        foreach (var file in changes.GroupBy(change => change.File))
        {
            var latest = (await LatestAsync(db, file.Key, cancellationToken)).ToDictionary(version => version.Item);
            if (file.FirstOrDefault(change => latest.GetValueOrDefault(change.Item)?.Body != change.Before) is { } overtaken)
            {
                throw new DbUpdateConcurrencyException($"somebody changed {overtaken.File} {overtaken.Item} meanwhile; nothing was written");
            }

            db.AddRange(file.Select(change => new ConfigVersion
            {
                File = change.File,
                Item = change.Item,
                Number = (latest.GetValueOrDefault(change.Item)?.Number ?? 0) + 1,
                Body = change.After,
                Position = change.Position,
                Author = author,
                At = at,
                Reason = reason,
                IsFromFolder = isFromFolder,
            }));
        }

        Record(db, changes, author, reason, at, isFromFolder);
        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>A folder is one deed a file, whatever it holds; what is changed by hand is one an item.</summary>
    private static void Record(
        MonitorDbContext db, IReadOnlyCollection<ConfigChange> changes, string author, string reason, DateTimeOffset at, bool isFromFolder)
    {
        if (!isFromFolder)
        {
            foreach (var change in changes)
            {
                db.Record(Deed.ConfigChanged, author, $"{change.File} {change.Item}", at, change.Before, change.After, reason);
            }

            return;
        }

        foreach (var file in changes.GroupBy(change => change.File))
        {
            var kinds = file.GroupBy(change => change.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {kind.Key}").ToList();
            var items = string.Join(", ", file.Select(change => change.Item));
            db.Record(Deed.ConfigApplied, author, file.Key, at, to: $"{string.Join(", ", kinds)}: {items}", why: reason);
        }
    }

    /// <summary>
    /// The change that brings back what an item was before its current version: the same text again, or its removal where it was new. Null where
    /// there is no such item.
    /// </summary>
    public static async Task<ConfigChange?> UndoingAsync(MonitorDbContext db, string file, string item, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(db, file, item, cancellationToken);
        if (history.Count == 0)
        {
            return null;
        }

        var before = history.Count > 1 ? history[^2].Body : null;
        return new ConfigChange(
            file, item, before is null ? ConfigChangeKind.Removed : ConfigChangeKind.Changed, history[^1].Body, before, false, history[^1].Position);
    }

    /// <summary>Writes the database's files into a folder, with the versions that they hold.</summary>
    public static async Task ExportAsync(MonitorDbContext db, string folder, IEnumerable<ConfigPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Directory.CreateDirectory(folder);
        var versions = new StringWriter { NewLine = "\n" };
        versions.WriteLine("# Which version of each item these files hold: 'monitor config apply' overwrites no newer one unless told to.");
        foreach (var part in parts)
        {
            var current = await CurrentAsync(db, part.File, cancellationToken);
            if (current.Count == 0)
            {
                continue;
            }

            var text = ConfigItems.Join(current.Select(version => new ConfigItem(version.Item, version.Body!)));
            await File.WriteAllTextAsync(Path.Combine(folder, part.File), text, cancellationToken);
            versions.WriteLine($"{part.File}:");
            foreach (var version in current)
            {
                versions.WriteLine($"  \"{version.Item}\": {version.Number}");
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, VersionsFileName), versions.ToString(), cancellationToken);
    }

    private static async Task<List<ConfigVersion>> LatestAsync(MonitorDbContext db, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var versions = await db.Set<ConfigVersion>().AsNoTracking()
            .Where(version => version.File == file
                && version.Number == db.Set<ConfigVersion>().Where(other => other.File == file && other.Item == version.Item).Max(other => other.Number))
            .ToListAsync(cancellationToken);
        return [.. versions.OrderBy(version => version.Position).ThenBy(version => version.Id)];
    }

    /// <summary>A version that an admin made and that the folder does not hold.</summary>
    private static bool IsNewer(ConfigVersion? inside, Dictionary<string, int> exported) =>
        inside is { IsFromFolder: false } && exported.GetValueOrDefault($"{inside.File} {inside.Item}") < inside.Number;

    private static Dictionary<string, int> ExportedVersions(string folder)
    {
        var path = Path.Combine(folder, VersionsFileName);
        return !File.Exists(path) ? [] : ConfigNode.ReadFile(path).Entries
            .SelectMany(file => file.Value.Entries.Select(item => (Key: $"{file.Key} {item.Key}", Number: item.Value.Integer(1, int.MaxValue))))
            .ToDictionary(item => item.Key, item => item.Number);
    }
}
