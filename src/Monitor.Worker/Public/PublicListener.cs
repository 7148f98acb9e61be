using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>
/// Answers the signed links in subscribers' mails on a listener of its own: no account, no cookie, no admin page. A link that is opened shows;
/// only a form that is sent changes anything, since programs that check the links of a mail open them all. Whatever is not signed is not there.
/// </summary>
internal sealed class PublicListener(
    MonitorDbContextFactory contexts, DeliveryOptions delivery, EventSummaries summaries, TimeProvider clock)
{
    /// <summary>An event takes accusations for 14 days; a longer silence would only hold back the next one.</summary>
    private static readonly TimeSpan MuteFor = TimeSpan.FromDays(14);

    public async Task AnswerAsync(HttpContext context)
    {
        AddHeaders(context.Response.Headers);
        var isReading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isReading && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await WriteAsync(context, StatusCodes.Status405MethodNotAllowed, SubscriberPages.NotThere());
            return;
        }

        var stop = context.RequestAborted;
        await using var db = contexts.CreateDbContext();
        var links = await db.KnownLinksAsync(delivery.PublicUrl, stop);
        var page = links?.Read(PathOf(context)) switch
        {
            SubscriberLink.Event link => await EventAsync(db, context, link.Subscriber, link.EventId, isReading, stop),
            SubscriberLink.Leave link => await LeaveAsync(db, link.Subscriber, isReading, stop),
            _ => null,
        };
        await WriteAsync(context, page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, page ?? SubscriberPages.NotThere());
    }

    /// <summary>The path as it was sent: decoded, a topic's slash would part it.</summary>
    private static string PathOf(HttpContext context) =>
        (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path.Value ?? "").Split('?')[0];

    private async Task<string?> EventAsync(MonitorDbContext db, HttpContext context, string name, long eventId, bool isReading, CancellationToken stop)
    {
        if (await FindAsync(db, name, stop) is not { } subscriber || await db.EventViewAsync(eventId, stop) is not { } view)
        {
            return null;
        }

        var key = EventSummaries.KeyOf(view.Event.Id);
        // A silence of an event that was merged is one of the event it became part of.
        var keys = (await db.IdsOfEventAsync(view.Event.Id, stop)).ConvertAll(EventSummaries.KeyOf);
        var now = clock.GetUtcNow();
        var silences = await db.Set<Silence>()
            .Where(silence => silence.SubscriberId == subscriber.Id && silence.Until > now && silence.EventKey != null && keys.Contains(silence.EventKey))
            .ToListAsync(stop);
        if (!isReading)
        {
            var wish = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(stop))["do"].ToString() : "";
            if (wish == "mute" && silences.Count == 0)
            {
                silences.Add(new Silence { SubscriberId = subscriber.Id, EventKey = key, From = now, Until = now + MuteFor });
                db.AddRange(silences);
            }
            else if (wish == "unmute")
            {
                silences.ForEach(silence => silence.Until = now);
                silences.Clear();
            }

            await db.SaveChangesAsync(stop);
        }

        DateTimeOffset? mutedUntil = silences.Count == 0 ? null : silences.Max(silence => silence.Until);
        return SubscriberPages.Event(summaries.Of(view, []), subscriber.Settings.Zone(), mutedUntil);
    }

    private static async Task<string?> LeaveAsync(MonitorDbContext db, string name, bool isReading, CancellationToken stop)
    {
        if (await FindAsync(db, name, stop) is not { } subscriber)
        {
            return null;
        }

        if (!isReading)
        {
            (subscriber.Left, subscriber.LeftByWish) = (true, true);
            await db.SaveChangesAsync(stop);
        }

        return SubscriberPages.Leave(subscriber.Left);
    }

    private static Task<Subscriber?> FindAsync(MonitorDbContext db, string name, CancellationToken stop) =>
        db.Set<Subscriber>().SingleOrDefaultAsync(subscriber => subscriber.Name == name, stop);

    private static void AddHeaders(IHeaderDictionary headers)
    {
        // The styles of the mails' cards stand in the page; there is no script, and nothing is loaded.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        // The address is the key: it must not travel to an outlet whose report is looked at, nor into an index.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }

    private static Task WriteAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(page, context.RequestAborted);
    }
}
