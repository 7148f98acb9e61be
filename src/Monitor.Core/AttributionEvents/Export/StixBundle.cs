using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.AttributionEvents.Export;

/// <summary>All objects of the ledger as one STIX 2.1 bundle, written as it is read: its size is the client's matter, not the memory's.</summary>
public static partial class StixBundle
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>One object a line. The bundle's id changes with its content.</summary>
    public static async Task WriteAsync(MonitorDbContext db, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var last = await db.Set<StixObject>().MaxAsync(one => (DateTimeOffset?)one.AddedAt, cancellationToken);
        var key = await db.Set<StixSource>().Select(source => source.Key).SingleAsync(cancellationToken);
        await using var writer = new StreamWriter(output, Utf8, leaveOpen: true);
        await writer.WriteAsync($"{{\"type\":\"bundle\",\"id\":\"{StixId.Of("bundle", string.Create(CultureInfo.InvariantCulture, $"{key} {last:o}"))}\"");
        var separator = ",\"objects\":[\n";
        // What is added while it is read belongs to the next one.
        await foreach (var json in db.Set<StixObject>().AsNoTracking().Where(one => one.AddedAt <= last).OrderBy(one => one.AddedAt)
            .Select(one => one.Json).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(separator.AsMemory(), cancellationToken);
            await writer.WriteAsync(json.AsMemory(), cancellationToken);
            separator = ",\n";
        }

        await writer.WriteAsync(last is null ? "}\n" : "\n]}\n");
    }

    /// <summary>The objects of one event, and those that they name of what all events share.</summary>
    public static async Task WriteEventAsync(MonitorDbContext db, long eventId, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var objects = await db.Set<StixObject>().AsNoTracking().Where(one => one.EventId == eventId && !one.IsRevoked).OrderBy(one => one.AddedAt)
            .ToListAsync(cancellationToken);
        for (var found = objects; found.Count > 0;)
        {
            var held = objects.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            var named = found.SelectMany(one => IdentifiersIn(one.Json)).Where(id => !held.Contains(id)).Distinct().ToList();
            found = await db.Set<StixObject>().AsNoTracking().Where(one => one.EventId == null && named.Contains(one.Id)).OrderBy(one => one.AddedAt)
                .ToListAsync(cancellationToken);
            objects = [.. found, .. objects];
        }

        var version = string.Create(CultureInfo.InvariantCulture, $"event {eventId} {objects.Max(one => (DateTimeOffset?)one.AddedAt):o}");
        await using var writer = new StreamWriter(output, Utf8, leaveOpen: true);
        var list = objects.Count == 0 ? "" : $",\"objects\":[\n{string.Join(",\n", objects.Select(one => one.Json))}\n]";
        await writer.WriteAsync($"{{\"type\":\"bundle\",\"id\":\"{StixId.Of("bundle", version)}\"{list}}}\n".AsMemory(), cancellationToken);
    }

    /// <summary>The identifiers in an object's text, its own too.</summary>
    internal static IEnumerable<string> IdentifiersIn(string json) => Identifier().Matches(json).Select(match => match.Value).Distinct();

    [GeneratedRegex("[a-z0-9-]+--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Identifier();
}
