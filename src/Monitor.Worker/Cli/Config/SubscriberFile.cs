using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Storage.Machine;
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

    /// <summary>What applying the folder's subscribers changes; the context is changed, not saved.</summary>
    public static async Task<IReadOnlyList<FolderChange>> StageAsync(
        MonitorDbContext db, string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Without the file nobody is left off: only a file that no longer names somebody says so.
        if (!File.Exists(Path.Combine(folder, SubscriberConfig.FileName)))
        {
            return [];
        }

        var subscribers = Read(folder, File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : null);
        var before = Rows(await db.Set<Subscribers.Subscriber>().AsNoTracking().OrderBy(one => one.Id).ToListAsync(cancellationToken));
        await db.ApplyAsync(subscribers, now, cancellationToken);
        var changes = FolderChange.Between(SubscriberConfig.FileName, before, Rows(db.Set<Subscribers.Subscriber>().Local));
        return [.. changes.OrderBy(change => change.Kind).ThenBy(change => change.Item, StringComparer.Ordinal)];
    }

    /// <summary>Writes those who get something as the file names them. Who has not confirmed is left out: an applied file confirms.</summary>
    /// <returns>How many were left out.</returns>
    public static async Task<int> ExportAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        var standing = await db.Set<Subscribers.Subscriber>().AsNoTracking().Where(one => !one.Left).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var confirmed = standing.Where(one => one.ConfirmedAt is not null).ToList();
        var entries = confirmed.Select(one => new SubscriberEntry(one.Name, one.Address, one.Settings));
        // Addresses of people: for the eyes of who exports them.
        await using var writer = new StreamWriter(PrivateFiles.Create(Path.Combine(folder, SubscriberConfig.FileName)));
        await writer.WriteAsync(SubscriberText.Write(entries));
        return standing.Count - confirmed.Count;
    }

    private static Dictionary<string, IReadOnlyList<(string Name, string Value)>> Rows(IEnumerable<Subscribers.Subscriber> subscribers) =>
        subscribers.Where(one => !one.Left).ToDictionary(one => one.Name, Fields, StringComparer.Ordinal);

    private static IReadOnlyList<(string Name, string Value)> Fields(Subscribers.Subscriber one)
    {
        var fields = SubscriberText.Fields(new SubscriberEntry(one.Name, one.Address, one.Settings)).Where(field => field.Name != "id").ToList();
        if (one.NewAddress is { } moved)
        {
            fields.Add(("newAddress", $"{moved}, once it is confirmed there"));
        }

        fields.Add(("confirmed", one.ConfirmedAt is null ? "no" : "yes"));
        fields.Add(("from", one.FromFile ? "the file" : "the command line, or by sign-up"));
        return fields;
    }
}
