using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;

namespace Monitor.Worker.Admin;

/// <summary>Attribution events of the database as a file, all or one, for other programs: the same that <c>monitor attributions export</c> writes.</summary>
internal static class AttributionsApi
{
    public const string StixPath = "/api/attributions.stix.json";
    public const string CsvPath = "/api/attributions.csv";

    /// <summary>The address of one event as a file.</summary>
    public static string StixPathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/api/attributions/{id}.stix.json");

    public static string CsvPathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/api/attributions/{id}.csv");

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void UseAttributionsApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet(StixPath, async (MonitorDbContextFactory contexts, ActorLabels labels, CancellationToken stop) =>
            Results.File(
                Encoding.UTF8.GetBytes(Stix(await EventsAsync(contexts, stop), labels)), "application/stix+json;version=2.1", "attributions.stix.json"))
            .RequireAuthorization(Policies.Viewer);
        app.MapGet(CsvPath, async (MonitorDbContextFactory contexts, CancellationToken stop) =>
            Results.File(Encoding.UTF8.GetBytes(Csv(await EventsAsync(contexts, stop))), "text/csv; charset=utf-8; header=present", "attributions.csv"))
            .RequireAuthorization(Policies.Viewer);
        app.MapGet("/api/attributions/{id:long}.stix.json", async (long id, MonitorDbContextFactory contexts, ActorLabels labels, CancellationToken stop) =>
            await EventAsync(id, contexts, stop) is { } one
                ? Results.File(Encoding.UTF8.GetBytes(Stix([one], labels)), "application/stix+json;version=2.1", $"attribution-{id}.stix.json")
                : Results.NotFound()).RequireAuthorization(Policies.Viewer);
        app.MapGet("/api/attributions/{id:long}.csv", async (long id, MonitorDbContextFactory contexts, CancellationToken stop) =>
            await EventAsync(id, contexts, stop) is { } one
                ? Results.File(Encoding.UTF8.GetBytes(Csv([one])), "text/csv; charset=utf-8; header=present", $"attribution-{id}.csv")
                : Results.NotFound()).RequireAuthorization(Policies.Viewer);
    }

    internal static string Stix(IEnumerable<EventView> events, ActorLabels labels) =>
        new StixBundle(id => labels.Of(id).Name).Of(events).ToJsonString(Readable);

    internal static string Csv(IEnumerable<EventView> events)
    {
        using var text = new StringWriter();
        AttributionCsv.Write(text, events);
        return text.ToString();
    }

    private static async Task<EventView?> EventAsync(long id, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await db.EventViewAsync(id, stop);
    }

    private static async Task<List<EventView>> EventsAsync(MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await db.EventViewsAsync(stop).ToListAsync(stop);
    }
}
