using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Storage;
using Monitor.Subscribers.Refusals;
using Monitor.Worker.Admin;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What is done with the outbox, its ways out, and mails that came back: the deeds of their pages.</summary>
internal static class OutboxDeedsApi
{
    public static void MapOutboxDeeds(this RouteGroupBuilder api)
    {
        api.MapPost("/outbox/{id:long}/send", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiDeeds.AsSeenAsync(
                http, db, () => OperationsApi.MessageAsync(db, id, stop),
                async () => ApiDeeds.Answer(await db.SendAgainAsync(id, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), DeedTarget.OfMessage(id)), stop);
        }).RequireAuthorization(Policies.Analyst).WithTags("outbox").AsSeen()
            .Does("sendAgain", "Sends a message again under its Message-ID, at the next tick; releases one that was given up");
        api.MapPost("/outbox/bounces", TakeAsync).RequireAuthorization(Policies.Analyst).WithTags("outbox").TakesFile("message/rfc822")
            .Does("takeBounce", "A report of failed delivery, or a complaint: who refuses is written to no more");
        var ways = api.MapGroup("/ways").WithTags("outbox");
        ways.MapGet("", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
            ApiLists.InOrder("ways", await WaysAsync(contexts, stop), asked, way => way)).Lists<WayShape>("listWays", "The ways out, and what stops them");
        ways.MapGet("/{kind}", async (string kind, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
            EntityTags.Item(http, (await WaysAsync(contexts, stop)).Find(way => way.Kind == kind), $"way {kind}"))
            .Shows<WayShape>("getWay", "A way out");
        Maps(ways, "pause", "pauseWay", "Lets nothing leave by it until it is resumed; all of it waits", (db, kind, author, now, stop) =>
            db.PauseWayAsync(kind, author, now, stop));
        Maps(ways, "resume", "resumeWay", "Lets it try again at once", (db, kind, author, now, stop) => db.ResumeWayAsync(kind, author, now, stop));
    }

    /// <summary>What halts all mail is an admin's.</summary>
    private static void Maps(
        RouteGroupBuilder ways, string verb, string name, string summary,
        Func<MonitorDbContext, string, string, DateTimeOffset, CancellationToken, Task<DeedOutcome>> deed) =>
        ways.MapPost($"/{{kind}}/{verb}", async (string kind, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiDeeds.Answer(ChannelKinds.Of(kind) is null
                ? new DeedOutcome.Missing($"there is no kind of channel \"{kind}\"")
                : await deed(db, kind, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Admin).Does(name, summary);

    private static async Task<List<WayShape>> WaysAsync(MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var halted = await db.Set<HaltedWay>().AsNoTracking().ToDictionaryAsync(way => way.ChannelKind, stop);
        return [.. ChannelKinds.All.Select(channel => channel.Kind).Order(StringComparer.Ordinal)
            .Select(kind => WayShape.Of(kind, halted.GetValueOrDefault(kind)))];
    }

    private static async Task<IResult> TakeAsync(HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, stop);
        await using var db = contexts.CreateDbContext();
        return ApiDeeds.Answer(await db.TakeMailAsync("mail", bytes.ToArray(), ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
    }
}
