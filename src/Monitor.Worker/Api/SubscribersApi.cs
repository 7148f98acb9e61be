using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Admin;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Who gets digests and alerts. Their addresses are not everybody's to read.</summary>
internal static class SubscribersApi
{
    public static void MapSubscribers(this RouteGroupBuilder api)
    {
        var subscribers = api.MapGroup("/subscribers").WithTags("subscribers").RequireAuthorization(Policies.Analyst);
        subscribers.MapGet("", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var now = clock.GetUtcNow();
            return await ApiLists.NewestFirstAsync(
                "subscribers", db.Set<Subscriber>().AsNoTracking(), one => (long)one.Id, asked, one => SubscriberShape.Of(one, now), stop);
        }).Lists<SubscriberShape>("listSubscribers", "Subscribers, the one added last first");
        subscribers.MapGet("/{name}", async (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, name, clock.GetUtcNow(), stop), $"subscriber {name}");
        }).Shows<SubscriberShape>("getSubscriber", "A subscriber by name, with what they want");
    }

    /// <summary>A subscriber as they are shown; null where there is none.</summary>
    internal static async Task<object?> FindAsync(MonitorDbContext db, string name, DateTimeOffset now, CancellationToken stop) =>
        await db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == name, stop) is { } one ? SubscriberShape.Of(one, now) : null;
}
