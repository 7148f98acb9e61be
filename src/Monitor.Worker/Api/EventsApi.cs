using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>Merging and splitting attribution events.</summary>
internal static class EventsApi
{
    public static void MapEvents(this RouteGroupBuilder api)
    {
        api.MapPost("/events/{id:long}/merge", async (
            long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<MergeWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.MergeEventsAsync(id, wish.Into, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
        });
        api.MapPost(
            "/events/{id:long}/split", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<SplitWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.SplitEventAsync(id, wish.Statements ?? [], ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
        });
    }

    private static IResult Answer(EventPlacement placement) => placement switch
    {
        EventPlacement.Placed placed => Results.Json(new { @event = placed.EventId, placed.Statements }),
        EventPlacement.Refused refused => Problems.Conflict(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The event that it becomes part of.</summary>
    private sealed record MergeWish(long Into);

    /// <summary>The numbers of the statements that leave the event.</summary>
    private sealed record SplitWish(IReadOnlyList<long>? Statements = null);
}
