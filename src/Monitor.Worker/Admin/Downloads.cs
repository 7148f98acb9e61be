using System.Net.Mime;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds.Opml;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories.Keeping;
using Monitor.Subscribers;
using Monitor.Worker.Json;

namespace Monitor.Worker.Admin;

/// <summary>What pages show or give away as a file of its own: lists of feeds, one attribution event, decisions by hand, mails as they are sent.</summary>
internal static class Downloads
{
    public const string FeedsPath = "/feeds.opml";

    /// <summary>What was decided by hand about stories and copies.</summary>
    public const string LabelsPath = "/stories/labels";

    /// <summary>A mail is markup of ours made of words of others: it runs nothing, loads nothing, and can be left nowhere.</summary>
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";

    public static void MapDownloads(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet(FeedsPath, async (MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            using var file = new MemoryStream();
            Opml.Write(await FeedList.ExportAsync(db, stop), file);
            return Results.File(file.ToArray(), "text/x-opml", "feeds.opml");
        }).RequireAuthorization(Policies.Viewer);
        app.MapGet(LabelsPath + "/{file}", async (string file, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            if (!DecisionFiles.Names.Contains(file))
            {
                return Results.NotFound();
            }

            await using var db = contexts.CreateDbContext();
            using var lines = new MemoryStream();
            DecisionFiles.Write(file, await LabelledStories.LoadAsync(db, stop), lines);
            return Results.File(lines.ToArray(), "application/jsonl", file);
        }).RequireAuthorization(Policies.Viewer);
        app.MapGet(
            "/attributions/{id:long}/stix.json", async (long id, MonitorDbContextFactory contexts, StixLedger ledger, CancellationToken stop) =>
            {
                await ledger.CatchUpAsync(stop);
                await using var db = contexts.CreateDbContext();
                if (await db.EventViewAsync(id, stop) is not { } view)
                {
                    return Results.NotFound();
                }

                using var file = new MemoryStream();
                await StixBundle.WriteEventAsync(db, view.Event.Id, file, stop);
                return Results.File(file.ToArray(), "application/stix+json;version=2.1", $"attribution-{id}.stix.json");
            }).RequireAuthorization(Policies.Viewer);
        app.MapGet("/attributions/{id:long}/csv", async (long id, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            if (await db.EventViewAsync(id, stop) is not { } view)
            {
                return Results.NotFound();
            }

            using var text = new StringWriter();
            AttributionCsv.WriteHead(text);
            AttributionCsv.Write(text, view);
            return Results.File(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8; header=present", $"attribution-{id}.csv");
        }).RequireAuthorization(Policies.Viewer);
        // Mails hold their readers' addresses and links: never to those who are not signed in.
        app.MapGet("/mails/{id:long}/html", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var message = await db.Set<OutboxMessage>().FindAsync([id], stop);
            return message is { ChannelKind: MailChannel.KindName, Content.Length: > 0 } && message.Mail().Html is { } html
                ? Html(http, html)
                : Results.NotFound();
        }).RequireAuthorization(Policies.Analyst);
        app.MapGet(
            "/subscribers/{name}/preview/html",
            async (string name, HttpContext http, MonitorDbContextFactory contexts, NotifyRun notify, TimeProvider clock, CancellationToken stop) =>
            {
                await using var db = contexts.CreateDbContext();
                return await db.FindSubscriberAsync(name, stop) is { Address.Length: > 0 } subscriber
                    && await notify.PreviewDigestAsync(subscriber, clock.GetUtcNow(), stop) is PreviewedDigest.Shown { Mail.Html: { } html }
                    ? Html(http, html)
                    : Results.NotFound();
            }).RequireAuthorization(Policies.Analyst);
    }

    private static IResult Html(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Text(html, MediaTypeNames.Text.Html, System.Text.Encoding.UTF8);
    }
}
