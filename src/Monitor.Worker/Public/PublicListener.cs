using Microsoft.AspNetCore.Http.Features;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>
/// Answers the signed links in subscribers' mails on a listener of its own: no account, no cookie, no admin page. A link that is opened shows;
/// only a form that is sent changes anything, since programs that check the links of a mail open them all. Whatever is not signed is not there,
/// but the sign-up page where the operator opens it.
/// </summary>
internal sealed class PublicListener(
    MonitorDbContextFactory contexts, DeliveryOptions delivery, EventPages events, StoryPages stories, LabelPages labels, PreferencesDesk preferences,
    SignUpDesk signUp, TimeProvider clock)
{
    /// <summary>The largest form is a few lists of names.</summary>
    private const long FormBytesMax = 64 * 1024;

    public async Task AnswerAsync(HttpContext context)
    {
        AddHeaders(context.Response.Headers);
        var isReading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isReading && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await WriteAsync(context, new PageAnswer.Page(StatusCodes.Status405MethodNotAllowed, NotThere()));
            return;
        }

        var path = PathOf(context);
        var form = isReading ? null : await FormAsync(context);
        if (!isReading && form is null)
        {
            await WriteAsync(context, new PageAnswer.Page(StatusCodes.Status400BadRequest, NotThere()));
            return;
        }

        if (path == SignUpDesk.Path)
        {
            await WriteAsync(context, await signUp.AnswerAsync(context, form, context.RequestAborted));
            return;
        }

        await using var db = contexts.CreateDbContext();
        await WriteAsync(context, await AnswerAsync(context, db, path, form, context.RequestAborted));
    }

    private async Task<PageAnswer> AnswerAsync(HttpContext context, MonitorDbContext db, string path, IFormCollection? form, CancellationToken stop)
    {
        if (await db.KnownLinksAsync(delivery.PublicUrl, stop) is not { } links || links.Read(path) is not { } link
            || await db.FindLinkedAsync(link.Subscriber, stop) is not { } subscriber)
        {
            return PageAnswer.NotFound;
        }

        // Taken out by the operator: nothing is read and nothing is said any more; that they have left is still told.
        if (subscriber is { Left: true, LeftByWish: false }
            && link is not (SubscriberLink.Leave or SubscriberLink.LeaveDigest or SubscriberLink.LeaveAlerts or SubscriberLink.Confirm))
        {
            return PageAnswer.NotFound;
        }

        var request = new ReaderRequest(db, subscriber, links, path, context.Request.Query, form, clock.GetUtcNow());
        return link switch
        {
            SubscriberLink.Event of => await events.AnswerAsync(request, of.EventId, stop),
            SubscriberLink.Story of => await stories.AnswerAsync(request, of.StoryId, stop),
            SubscriberLink.Digest of => await DigestPages.AnswerAsync(request, of.LocalDate, of.Slot, stop),
            SubscriberLink.Preferences => await preferences.AnswerAsync(request, stop),
            SubscriberLink.Leave => await LeavePages.AllAsync(request, stop),
            SubscriberLink.LeaveDigest => await LeavePages.DigestAsync(request, stop),
            SubscriberLink.LeaveAlerts => await LeavePages.AlertsAsync(request, stop),
            SubscriberLink.NotRelevant of => await labels.NotRelevantAsync(request, of.ArticleId, of.TopicId, stop),
            SubscriberLink.NotSameStory of => await LabelPages.NotSameStoryAsync(request, of.StoryId, of.ArticleId, stop),
            SubscriberLink.Confirm of => await ConfirmPages.AnswerAsync(request, of.Number, stop),
            _ => PageAnswer.NotFound,
        };
    }

    /// <summary>The path as it was sent: decoded, a topic's slash would part it.</summary>
    private static string PathOf(HttpContext context) =>
        (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path.Value ?? "").Split('?')[0];

    /// <summary>What was posted, empty where it is no form; null for a form that cannot be read, or is too large for one of ours.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = FormBytesMax;
        }

        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        // The styles stand in the page; there is no script, and nothing is loaded.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        // The address is the key: it must not travel to an outlet whose report is looked at, nor into an index.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>In English: nobody is known to read it.</summary>
    private static string NotThere()
    {
        var words = MailWords.Of(MailWords.English);
        return ReaderFrame.Page(words, words["not-there.title"], words["not-there.text"]);
    }

    private static Task WriteAsync(HttpContext context, PageAnswer answer)
    {
        if (answer is PageAnswer.SeeOther other)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = other.Address;
            return Task.CompletedTask;
        }

        var page = answer as PageAnswer.Page ?? new PageAnswer.Page(StatusCodes.Status404NotFound, NotThere());
        context.Response.StatusCode = page.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(page.Html, context.RequestAborted);
    }
}
