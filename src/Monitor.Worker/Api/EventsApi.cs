using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
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
            return ApiLists.Answer(await search.PageAsync(db, asked.Query, stop), found => EventShape.Of(found.View, summaries));
        }).Lists<EventShape>("listEvents", "Attribution events, the one changed last first");
        events.MapGet("/{id:long}", async (
            long id, HttpContext http, EventSummaries summaries, AlertReasons reasons, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, summaries, reasons, stop), $"event {id}");
        }).Shows<EventShape>("getEvent", "An attribution event with its evidence and who was told; the one that it became part of, where it did");
        Maps<EventMerge>(
            events, "merge", "mergeEvents", "Makes one event of two, for good; nobody is told anything again",
            (db, id, wish, author, now, stop) => db.MergeEventsAsync(id, wish.Into, author, now, stop), PlacementShape.Merged);
        Maps<EventSplit>(
            events, "split", "splitEvent", "Makes an event of its own of statements, with their copies, for good",
            (db, id, wish, author, now, stop) => db.SplitEventAsync(id, wish.Statements ?? [], author, now, stop), PlacementShape.Split);
    }

    private static void Maps<TWish>(
        RouteGroupBuilder events, string verb, string name, string summary,
        Func<MonitorDbContext, long, TWish, string, DateTimeOffset, CancellationToken, Task<EventPlacement>> place,
        Func<EventPlacement.Placed, PlacementShape> shape)
        where TWish : class => events.MapPost(
            $"/{{id:long}}/{verb}",
            (long id, HttpContext http, EventSummaries summaries, AlertReasons reasons, MonitorDbContextFactory contexts, TimeProvider clock,
                CancellationToken stop) => ApiBody.ThenAsync<TWish>(http, async wish =>
                {
                    await using var db = contexts.CreateDbContext();
                    return await ApiDeeds.AsSeenAsync(
                        http, db, () => FindAsync(db, id, summaries, reasons, stop),
                        async () => await place(db, id, wish, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop) switch
                        {
                            EventPlacement.Placed placed => ApiDeeds.Done(shape(placed)),
                            EventPlacement.Refused refused => Problems.Conflict(refused.Reason),
                            _ => throw new InvalidOperationException(),
                        }, stop);
                })).Takes<TWish>().AsSeen().Does<PlacementShape>(name, summary);

    private static async Task<object?> FindAsync(MonitorDbContext db, long id, EventSummaries summaries, AlertReasons reasons, CancellationToken stop) =>
        await db.EventViewAsync(id, stop) is { } view
            ? EventShape.Of(view, summaries, await reasons.OfEventAsync(db, view.Event.Id, stop)) : null;

    /// <summary>The event that it becomes part of.</summary>
    private sealed record EventMerge(long Into);

    /// <summary>The numbers of the statements that leave the event.</summary>
    private sealed record EventSplit(IReadOnlyList<long>? Statements = null);
}
