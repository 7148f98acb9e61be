using Monitor.AttributionEvents;
using Monitor.Storage;

namespace Monitor.Worker.Admin;

/// <summary>Merging and splitting attribution events for other programs; who may, stands in <see cref="Policies"/>.</summary>
internal static class EventsApi
{
    public static void UseEventsApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost(
            "/api/events/{id:long}/merge", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<MergeWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.MergeEventsAsync(id, wish.Into, AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Analyst);
        app.MapPost(
            "/api/events/{id:long}/split", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<SplitWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.SplitEventAsync(id, wish.Statements ?? [], AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Analyst);
    }

    private static string AuthorOf(HttpContext http) => http.User.Identity?.Name ?? "";

    private static IResult Answer(EventPlacement placement) => placement switch
    {
        EventPlacement.Placed placed => Results.Json(new { @event = placed.EventId, placed.Statements }),
        EventPlacement.Refused refused => Results.Json(new { error = refused.Reason }, statusCode: StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The event that it becomes part of.</summary>
    private sealed record MergeWish(long Into);

    /// <summary>The numbers of the statements that leave the event.</summary>
    private sealed record SplitWish(IReadOnlyList<long>? Statements);
}
