using System.Net.Mime;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds.Opml;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Admin;

/// <summary>What pages of the desk show or give away as a file of its own: lists of feeds, and mails as they are sent.</summary>
internal static class Downloads
{
    public const string FeedsPath = "/feeds.opml";

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
