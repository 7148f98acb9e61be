using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What analysts say of statements: right, wrong, or not wrong after all.</summary>
internal static class JudgementsApi
{
    public static void MapJudgements(this RouteGroupBuilder api)
    {
        var statements = api.MapGroup("/attributions").WithTags("attributions");
        Maps(statements, "reject", "rejectAttribution", "It is wrong, with the same sentence in copies: those who were told get a correction, once",
            (db, register, id, author, now, stop) => db.RejectAsync(register, id, author, now, stop), JudgementShape.Rejected);
        Maps(statements, "confirm", "confirmAttribution", "It is right, with the same sentence in copies; a rejection is taken back",
            (db, register, id, author, now, stop) => db.ConfirmAsync(register, id, author, now, stop), JudgementShape.Confirmed);
        Maps(statements, "reinstate", "reinstateAttribution", "Takes a rejection back; nothing of it is news",
            (db, register, id, author, now, stop) => db.ReinstateAsync(register, id, author, now, stop), JudgementShape.Reinstated);
    }

    private static void Maps(
        RouteGroupBuilder statements, string verb, string name, string summary,
        Func<MonitorDbContext, AttributionRegister, long, string, DateTimeOffset, CancellationToken, Task<AttributionJudgement>> judge,
        Func<AttributionJudgement.Recorded, JudgementShape> shape) =>
        statements.MapPost(
            $"/{{id:long}}/{verb}",
            async (long id, HttpContext http, MonitorDbContextFactory contexts, AttributionRegister register, TimeProvider clock, CancellationToken stop) =>
            {
                await using var db = contexts.CreateDbContext();
                return await ApiDeeds.AsSeenAsync(
                    http, db, () => AttributionsApi.FindAsync(db, id, stop),
                    async () => await judge(db, register, id, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop) is AttributionJudgement.Recorded recorded
                        ? ApiDeeds.Done(shape(recorded))
                        : Problems.NotFound($"attribution {id}"), stop);
            }).AsSeen().Does<JudgementShape>(name, summary);
}
