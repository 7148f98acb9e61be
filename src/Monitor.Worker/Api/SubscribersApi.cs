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
            var one = await db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(subscriber => subscriber.Name == name, stop);
            return EntityTags.Item(http, one is null ? null : SubscriberShape.Of(one, clock.GetUtcNow()), $"subscriber {name}");
        }).Shows<SubscriberShape>("getSubscriber", "A subscriber by name, with what they want");
    }
}
