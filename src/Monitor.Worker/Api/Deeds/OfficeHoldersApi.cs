using Monitor.Accounts;
using Monitor.Attributions.Learnt;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>Names in offices, as the news taught them, and what analysts say of them.</summary>
internal static class OfficeHoldersApi
{
    public static void MapOfficeHolders(this RouteGroupBuilder api)
    {
        var holders = api.MapGroup("/office-holders").WithTags("office-holders");
        holders.MapGet("", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.InOrder("office-holders", await db.LearntHoldingsAsync(LearntQueries.HoldersMax, stop), asked, OfficeHolderShape.Of);
        }).Lists<OfficeHolderShape>("listOfficeHolders", "Who speaks for whom, as the news teaches; what changed last first");
        holders.MapGet("/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, stop), $"office holder {id}");
        }).Shows<OfficeHolderShape>("getOfficeHolder", "A name in an office, with its evidence");
        Maps(holders, "accept", "acceptOfficeHolder", "The name means the actor", isAccepted: true);
        Maps(holders, "refuse", "refuseOfficeHolder", "The name does not mean the actor; refused stays refused", isAccepted: false);
    }

    private static void Maps(RouteGroupBuilder holders, string verb, string name, string summary, bool isAccepted) =>
        holders.MapPost($"/{{id:long}}/{verb}", async (
            long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiDeeds.AsSeenAsync(http, db, async () => await FindAsync(db, id, stop), async () =>
            {
                if (await FindAsync(db, id, stop) is not { } one)
                {
                    return Problems.NotFound($"office holder {id}");
                }

                await db.JudgeOfficeAsync(one.Name, one.Actor, isAccepted, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop);
                return ApiDeeds.Answer(new DeedOutcome.Done($"{(isAccepted ? "accepted" : "refused")}: {one.Name}, {one.Office} of {one.Actor}"));
            }, stop);
        }).AsSeen().Does(name, summary);

    private static async Task<OfficeHolderShape?> FindAsync(MonitorDbContext db, long id, CancellationToken stop) =>
        (await db.LearntHoldingsAsync(LearntQueries.HoldersMax, stop)).Find(one => one.Office.Id == id) is { } holding ? OfficeHolderShape.Of(holding) : null;
}
