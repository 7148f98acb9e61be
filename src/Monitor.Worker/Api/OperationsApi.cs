using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Listings;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Worker.Admin;
using Monitor.Worker.Health;
using Monitor.Worker.Json.Shapes;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Api;

/// <summary>How Monitor itself fares: digests, the outbox, the runs, and who did what. Mails and the audit log are not everybody's to read.</summary>
internal static class OperationsApi
{
    public static void MapOperations(this RouteGroupBuilder api)
    {
        api.MapGet("/digests", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiLists.NewestFirstAsync("digests", Digests(db), row => row.Digest.Id, asked, row => DigestShape.Of(row.Digest, row.Name), stop);
        }).RequireAuthorization(Policies.Analyst).WithTags("digests").Lists<DigestShape>("listDigests", "Digests as composed, the latest first");
        api.MapGet("/digests/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var row = await Digests(db).SingleOrDefaultAsync(one => one.Digest.Id == id, stop);
            return EntityTags.Item(http, row is null ? null : DigestShape.Of(row.Digest, row.Name), $"digest {id}");
        }).RequireAuthorization(Policies.Analyst).WithTags("digests").Shows<DigestShape>("getDigest", "A digest");
        api.MapGet("/outbox", async (
            [AsParameters] PageParameters asked, OutboxState? state, string? subscriber, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.Answer(
                await MessageList.PageAsync(db, state, subscriber, asked.Cursor, Math.Clamp(asked.Size, 1, ListQuery.SizeMax), stop), MessageShape.Of);
        }).RequireAuthorization(Policies.Analyst).WithTags("outbox").Lists<MessageShape>("listMessages", "Messages, the latest first");
        api.MapGet("/outbox/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await MessageAsync(db, id, stop), $"message {id}");
        }).RequireAuthorization(Policies.Analyst).WithTags("outbox").Shows<MessageShape>("getMessage", "A message, without its content");
        api.MapGet("/runs", async ([AsParameters] PageParameters asked, HealthWatch watch, CancellationToken stop) =>
            ApiLists.InOrder("runs", (await watch.LookAsync(stop)).Runs, asked, run => run))
            .WithTags("runs").Lists<RunState>("listRuns", "The runs, and how they fare");
        api.MapGet("/runs/{name}", async (string name, HttpContext http, HealthWatch watch, CancellationToken stop) =>
            EntityTags.Item(http, (await watch.LookAsync(stop)).Runs.FirstOrDefault(run => run.Name == name), $"run {name}"))
            .WithTags("runs").Shows<RunState>("getRun", "A run, and how it fares");
        api.MapGet("/audit", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiLists.NewestFirstAsync("audit", db.Set<AuditEntry>().AsNoTracking(), entry => entry.Id, asked, AuditShape.Of, stop);
        }).RequireAuthorization(Policies.Analyst).WithTags("audit").Lists<AuditShape>("listAudit", "Who did what, the latest first");
        api.MapGet("/audit/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var entry = await db.Set<AuditEntry>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop);
            return EntityTags.Item(http, entry is null ? null : AuditShape.Of(entry), $"audit entry {id}");
        }).RequireAuthorization(Policies.Analyst).WithTags("audit").Shows<AuditShape>("getAuditEntry", "One line of the audit log");
    }

    public static void MapSettings(this RouteGroupBuilder api) =>
        api.MapGet("/settings", ([AsParameters] PageParameters asked, IConfigurationRoot settings) =>
            ApiLists.InOrder("settings", SettingsInForce.Of(settings), asked, setting => setting))
            .RequireAuthorization(Policies.Admin).WithTags("settings")
            .Lists<SettingInForce>("listSettings", "The settings in force, and where each comes from");

    /// <summary>A message as it is shown; null where there is none.</summary>
    internal static async Task<object?> MessageAsync(MonitorDbContext db, long id, CancellationToken stop) =>
        await db.Set<OutboxMessage>().AsNoTracking().Where(one => one.Id == id).Select(MessageShape.OfRow).SingleOrDefaultAsync(stop);

    private static IQueryable<DigestRow> Digests(MonitorDbContext db) =>
        from digest in db.Set<ComposedDigest>().AsNoTracking()
        join subscriber in db.Set<Subscriber>() on digest.SubscriberId equals subscriber.Id
        select new DigestRow { Digest = digest, Name = subscriber.Name };

    private sealed class DigestRow
    {
        public required ComposedDigest Digest { get; init; }

        public required string Name { get; init; }
    }
}
