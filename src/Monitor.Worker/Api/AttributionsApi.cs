using System.Text;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;

namespace Monitor.Worker.Api;

/// <summary>
/// All attribution events of the database as a file, for other programs: the same that <c>monitor attributions export</c> writes, and written
/// while it is read.
/// </summary>
internal static class AttributionsApi
{
    public static void MapAttributions(this RouteGroupBuilder api)
    {
        api.MapGet("/attributions.stix.json", (MonitorDbContextFactory contexts, StixLedger ledger, CancellationToken stop) =>
            Results.Stream(
                output => WriteStixAsync(contexts, ledger, output, stop), "application/stix+json;version=2.1", "attributions.stix.json"));
        api.MapGet("/attributions.csv", (MonitorDbContextFactory contexts, CancellationToken stop) =>
            Results.Stream(output => WriteCsvAsync(contexts, output, stop), "text/csv; charset=utf-8; header=present", "attributions.csv"));
    }

    public static StixLedger Ledger(MonitorDbContextFactory contexts, ActorLabels labels, TimeProvider clock) =>
        new(contexts, id => labels.Of(id).Name, clock);

    public static async Task WriteStixAsync(MonitorDbContextFactory contexts, StixLedger ledger, Stream output, CancellationToken stop)
    {
        await ledger.CatchUpAsync(stop);
        await using var db = contexts.CreateDbContext();
        await StixBundle.WriteAsync(db, output, stop);
    }

    public static async Task WriteCsvAsync(MonitorDbContextFactory contexts, Stream output, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        AttributionCsv.WriteHead(writer);
        await foreach (var view in db.EventViewsAsync(stop))
        {
            AttributionCsv.Write(writer, view);
            await writer.FlushAsync(stop);
        }
    }
}
