using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Listings;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Monitor.Worker.Json.Shapes.Polls;

namespace Monitor.Worker.Api;

/// <summary>The feeds that are polled, and the outlets behind them.</summary>
internal static class FeedsApi
{
    public static void MapFeeds(this RouteGroupBuilder api)
    {
        api.MapGet("/feeds", async (
            [AsParameters] PageParameters asked, FeedState? state, string? q, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.Answer(await FeedPages.PageAsync(db, state, q, asked.Cursor, Math.Clamp(asked.Size, 1, ListQuery.SizeMax), stop), FeedShape.Of);
        }).WithTags("feeds").Lists<FeedShape>("listFeeds", "Feeds: those that need a person first, then by outlet");
        api.MapGet("/feeds/{id:int}", async (int id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, stop), $"feed {id}");
        }).WithTags("feeds").Shows<FeedShape>("getFeed", "A feed, how it fares, and when it is polled next");
        api.MapGet("/feeds/{id:int}/polls", async (
            int id, [AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await db.Set<Feed>().AnyAsync(feed => feed.Id == id, stop)
                ? await ApiLists.NewestFirstAsync(
                    $"polls {id}", db.Set<FeedFetch>().AsNoTracking().Where(fetch => fetch.FeedId == id), fetch => (long)fetch.Number, asked,
                    PollShape.Of, stop)
                : Problems.NotFound($"feed {id}");
        }).WithTags("feeds").Lists<PollShape>("listPolls", "A feed's last polls, the latest first");
        api.MapGet("/feeds/etiquette", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.InOrder("etiquette", await FeedEtiquette.AllAsync(db, stop), asked, EtiquetteShape.Of);
        }).WithTags("feeds").Lists<EtiquetteShape>("listEtiquette", "How we behave towards each feed's publisher, by title");
        api.MapGet("/outlets", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiLists.NewestFirstAsync("outlets", db.Set<Outlet>().AsNoTracking(), outlet => (long)outlet.Id, asked, OutletShape.Of, stop);
        }).WithTags("outlets").Lists<OutletShape>("listOutlets", "Outlets, the one added last first");
        api.MapGet("/outlets/{id:int}", async (int id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var outlet = await db.Set<Outlet>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop);
            return EntityTags.Item(http, outlet is null ? null : OutletShape.Of(outlet), $"outlet {id}");
        }).WithTags("outlets").Shows<OutletShape>("getOutlet", "An outlet");
    }

    /// <summary>A feed as it is shown; null where there is none.</summary>
    internal static async Task<object?> FindAsync(MonitorDbContext db, int id, CancellationToken stop) =>
        await db.Set<Feed>().AsNoTracking().Include(one => one.Outlet).SingleOrDefaultAsync(one => one.Id == id, stop) is { } feed ? FeedShape.Of(feed) : null;
}
