using System.Globalization;
using Monitor.Accounts;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Subscribers.Deeds;
using Monitor.Tagging;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What is done with subscribers: the deeds of their pages.</summary>
internal static class SubscriberDeedsApi
{
    /// <summary>As many lines of a history as its page shows at most.</summary>
    private const int ListedMax = 500;

    public static void MapSubscriberDeeds(this RouteGroupBuilder api)
    {
        var subscribers = api.MapGroup("/subscribers").WithTags("subscribers").RequireAuthorization(Policies.Analyst);
        subscribers.MapPost("", AddAsync).Takes<NewSubscriber>().Does("addSubscriber", "A further subscriber; one mail asks to confirm the address");
        subscribers.MapPatch(
            "/{name}",
            (string name, HttpContext http, MonitorDbContextFactory contexts, ActorsInForce actors, TimeProvider clock, CancellationToken stop) =>
                ApiBody.ThenAsync<SubscriberWishes>(http, wish => DoAsync(name, http, contexts, clock, async (db, author, now) =>
                    await db.SetSubscriberAsync(name, wish, await actors(db, stop), author, now, stop), stop)))
            .Takes<SubscriberWishes>().AsSeen().Does("setSubscriber", "Changes what they get; what is left out stays");
        Maps(subscribers, "confirm", "confirmSubscriber", "The address is theirs: from now on mails go to it", (db, name, author, now, stop) =>
            db.ConfirmSubscriberAsync(name, author, now, stop));
        Maps(subscribers, "send-link", "sendConfirmation", "Sends the link again that confirms the address", (db, name, author, now, stop) =>
            db.SendConfirmationAsync(name, author, now, stop));
        Maps(subscribers, "resume", "resumeSubscriber", "Ends a pause", (db, name, author, now, stop) =>
            db.PauseSubscriberAsync(name, null, author, now, stop));
        Maps(subscribers, "leave", "leaveSubscriber", "They want nothing any more", (db, name, author, now, stop) => db.LeaveAsync(name, author, now, stop));
        Maps(subscribers, "lift", "liftSuppression", "Writes again to an address that refused our mail", (db, name, author, now, stop) =>
            db.LiftSuppressionAsync(name, author, now, stop));
        subscribers.MapPost("/{name}/pause", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<PauseWish>(http, wish => DoAsync(name, http, contexts, clock, (db, author, now) =>
                db.PauseSubscriberAsync(name, wish.Until.ToUniversalTime(), author, now, stop), stop)))
            .Takes<PauseWish>().AsSeen().Does("pauseSubscriber", "Sends nothing until an instant; the digest after it tells what came meanwhile");
        subscribers.MapPost("/{name}/mute", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<MuteWish>(http, wish => DoAsync(name, http, contexts, clock, (db, author, now) =>
                db.MuteAsync(name, wish.Event, wish.Until?.ToUniversalTime(), author, now, stop), stop)))
            .Takes<MuteWish>().Does("muteSubscriber", "Holds back the alerts of an event, or all of them, for 14 days or until an instant");
        subscribers.MapDelete("/{name}", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(name, http, contexts, clock, (db, author, now) => db.RemoveSubscriberAsync(name, author, now, stop), stop))
            .AsSeen().Does("removeSubscriber", "Forgets the address; what was told stays known");
        subscribers.MapGet("/{name}/history", HistoryAsync).Lists<HistoryLine>("listHistory", "What was sent to them, and what was not, the latest first");
        subscribers.MapGet("/{name}/preview", PreviewAsync).WithName("previewDigest").WithSummary("The next digest as of now, or a past one; nothing is sent")
            .Produces<PreviewShape>();
        subscribers.MapPost("/{name}/digest", SendAsync).Does("sendDigest", "Puts the digest into the outbox now, out of its slot");
    }

    private static void Maps(
        RouteGroupBuilder subscribers, string verb, string operation, string summary,
        Func<MonitorDbContext, string, string, DateTimeOffset, CancellationToken, Task<DeedOutcome>> deed) =>
        subscribers.MapPost($"/{{name}}/{verb}", (
            string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(name, http, contexts, clock, (db, author, now) => deed(db, name, author, now, stop), stop)).AsSeen().Does(operation, summary);

    private static async Task<IResult> DoAsync(
        string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock,
        Func<MonitorDbContext, string, DateTimeOffset, Task<DeedOutcome>> deed, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var now = clock.GetUtcNow();
        return await ApiDeeds.AsSeenAsync(
            http, db, () => SubscribersApi.FindAsync(db, name, now, stop),
            async () => ApiDeeds.Answer(await deed(db, ApiCaller.AuthorOf(http), now), DeedTarget.OfSubscriber(name)), stop);
    }

    private static Task<IResult> AddAsync(
        HttpContext http, MonitorDbContextFactory contexts, ActorsInForce actors, DeliveryOptions delivery, TimeProvider clock, CancellationToken stop) =>
        ApiBody.ThenAsync<NewSubscriber>(http, async wish =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiDeeds.Answer(await db.AddSubscriberAsync(
                wish.Name, wish.Address, wish.Settings ?? new SubscriberWishes(), await actors(db, stop), delivery.PublicUrl is { Length: > 0 },
                ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
        });

    private static async Task<IResult> HistoryAsync(
        string name, [AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await db.FindSubscriberAsync(name, stop) is { } one
            ? ApiLists.InOrder($"history {name}", await db.HistoryOfAsync(one, ListedMax, stop), asked, line => line)
            : Problems.NotFound($"subscriber {name}");
    }

    private static async Task<IResult> PreviewAsync(
        string name, DateTimeOffset? at, MonitorDbContextFactory contexts, NotifyRun notify, TimeProvider clock, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.FindSubscriberAsync(name, stop) is not { } one)
        {
            return Problems.NotFound($"subscriber {name}");
        }

        return await notify.PreviewDigestAsync(one, at?.ToUniversalTime() ?? clock.GetUtcNow(), stop) switch
        {
            PreviewedDigest.Shown shown => ApiDeeds.Done(PreviewShape.Of(name, shown.Mail, shown.Content)),
            PreviewedDigest.NothingNew none => ApiDeeds.Done(PreviewShape.Of(name, none)),
            PreviewedDigest.NotKept gone => Problems.Of(
                StatusCodes.Status410Gone,
                string.Create(CultureInfo.InvariantCulture, $"the digest of {gone.LocalDate:yyyy-MM-dd}, {gone.Slot}, was sent; what it held is kept no more")),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<IResult> SendAsync(
        string name, HttpContext http, MonitorDbContextFactory contexts, NotifyRun notify, TimeProvider clock, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.FindSubscriberAsync(name, stop) is not { } one)
        {
            return Problems.NotFound($"subscriber {name}");
        }

        return ApiDeeds.Answer(await notify.SendNowAsync(one, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), DeedTarget.OfSubscriber(name));
    }
}

/// <summary>A subscriber to be.</summary>
/// <param name="Name">Lasting: small letters, digits, hyphens.</param>
/// <param name="Settings">What they want; a digest at 07:00 UTC where nothing is said.</param>
internal sealed record NewSubscriber(string Name, string Address, SubscriberWishes? Settings = null);

/// <summary>Until when.</summary>
internal sealed record PauseWish(DateTimeOffset Until);

/// <summary>What is held back: the alerts of one event, or all; for 14 days where nothing is said.</summary>
internal sealed record MuteWish(long? Event = null, DateTimeOffset? Until = null);
