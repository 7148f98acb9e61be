using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.AttributionEvents.Export;

/// <summary>All objects of the ledger as one STIX 2.1 bundle, written as it is read: its size is the client's matter, not the memory's.</summary>
public static class StixBundle
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
}
