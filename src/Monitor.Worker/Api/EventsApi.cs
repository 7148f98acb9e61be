using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Attribution events: lists, one with its evidence, merging and splitting.</summary>
internal static class EventsApi
{
    public static void MapEvents(this RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("events");
        events.MapGet("", async (
            [AsParameters] ListParameters asked, EventSearch search, EventSummaries summaries, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.Answer(await search.PageAsync(db, asked.Query, stop), found => EventShape.Of(found.View, summaries, withEvidence: false));
        }).Lists<EventShape>("listEvents", "Attribution events, the one changed last first");
        events.MapGet("/{id:long}", async (
            long id, HttpContext http, EventSummaries summaries, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var view = await db.EventViewAsync(id, stop);
            return EntityTags.Item(http, view is null ? null : EventShape.Of(view, summaries, withEvidence: true), $"event {id}");
        }).Shows<EventShape>("getEvent", "An attribution event with its evidence; the one that it became part of, where it did");
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
