using System.ComponentModel;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>
/// All attribution events of the database as a file, for other programs: the same that <c>monitor attributions export</c> writes, and written
/// while it is read.
/// </summary>
internal static class AttributionsApi
{
    public static void MapAttributions(this RouteGroupBuilder api)
    {
        api.MapGet("/attributions", async ([AsParameters] StatementParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            // Each in words that the index of the likely ones knows.
            var rows = asked.Likely switch
            {
                null => Statements(db),
                true => Statements(db).Where(row => row.Statement.IsLikely && row.Statement.RejectedAt == null),
                false => Statements(db).Where(row => !row.Statement.IsLikely && row.Statement.RejectedAt == null),
            };
            var list = asked.Likely is null ? "statements" : asked.Likely.Value ? "likely statements" : "understood statements";
            return await ApiLists.NewestFirstAsync(
                list, rows, row => row.Statement.Id, asked, row => AttributionShape.Of(row.Statement, row.Outlet), stop);
        }).WithTags("attributions").Lists<AttributionShape>("listAttributions", "Statements of articles, the one found last first");
        api.MapGet("/attributions/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, stop), $"attribution {id}");
        }).WithTags("attributions").Shows<AttributionShape>("getAttribution", "A statement of an article");
        api.MapGet("/attributions.stix.json", (MonitorDbContextFactory contexts, StixLedger ledger, CancellationToken stop) =>
            Results.Stream(
                output => WriteStixAsync(contexts, ledger, output, stop), "application/stix+json;version=2.1", "attributions.stix.json"))
            .WithTags("attributions").Gives("exportAsStix", "All events as a STIX 2.1 bundle, an object a line", "application/stix+json");
        api.MapGet("/attributions.csv", (MonitorDbContextFactory contexts, CancellationToken stop) =>
            Results.Stream(output => WriteCsvAsync(contexts, output, stop), "text/csv; charset=utf-8; header=present", "attributions.csv"))
            .WithTags("attributions").Gives("exportAsCsv", "All events as CSV, a statement a line", "text/csv");
    }

    /// <summary>A statement as it is shown; null where there is none.</summary>
    internal static async Task<object?> FindAsync(MonitorDbContext db, long id, CancellationToken stop) =>
        await Statements(db).SingleOrDefaultAsync(one => one.Statement.Id == id, stop) is { } row ? AttributionShape.Of(row.Statement, row.Outlet) : null;

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

    /// <summary>Without the texts of their articles, which are long.</summary>
    private static IQueryable<StatementRow> Statements(MonitorDbContext db) =>
        db.Set<Attribution>().AsNoTracking().Select(one => new StatementRow { Statement = one, Outlet = one.Article!.Outlet });

    private sealed class StatementParameters : PageParameters
    {
        [Description("True: only what is likely and waits for a word; false: only what counts. Both where it is left out.")]
        public bool? Likely { get; init; }
    }

    private sealed class StatementRow
    {
        public required Attribution Statement { get; init; }

        public required string Outlet { get; init; }
    }
}
