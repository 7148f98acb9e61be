using Monitor.Net;
using Monitor.Net.Robots;

namespace Monitor.Articles;

/// <summary>Fetches article pages, within the budget of their hosts and as their robots.txt permits.</summary>
public sealed class ArticlePages(OutgoingHttp http, RobotsRules robots)
{
    /// <param name="place">Held by the caller until it is done with the page; null where it reads one at a time.</param>
    public Task<PageResult> FetchAsync(Uri address, CancellationToken cancellationToken, LargeDocuments.Place? place = null) =>
        FetchAsync(new PageRequest(address) { Permission = robots.RefusalAsync, Place = place }, cancellationToken);

    /// <summary>The AMP version of a page; no redirect leads to another site than the page's.</summary>
    public Task<PageResult> FetchAmpAsync(Uri version, Uri page, CancellationToken cancellationToken, LargeDocuments.Place? place = null) =>
        FetchAsync(
            new PageRequest(version)
            {
                Place = place,
                Permission = (hop, token) => AmpVersion.IsSameSite(page, hop)
                    ? robots.RefusalAsync(hop, token)
                    : Task.FromResult<WebAnswer.Failed?>(new WebAnswer.Failed(WebTrouble.RedirectForbidden, $"{hop} is on another site than {page}")),
            },
            cancellationToken);

    private async Task<PageResult> FetchAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var request = page with { Accept = "text/html, application/xhtml+xml, */*;q=0.5" };
        return await http.GetAsync(request, cancellationToken) switch
        {
            WebAnswer.Answered answered => Judge(answered),
            WebAnswer.Failed failed => Judge(failed),
            _ => throw new InvalidOperationException("an answer is answered or failed"),
        };
    }

    private static PageResult Judge(WebAnswer.Answered answer) => answer.Status switch
    {
        >= 200 and < 300 when IsPage(answer.Headers["Content-Type"]) =>
            new PageResult.Fetched(answer.Body, answer.Headers["Content-Type"], answer.Address),
        >= 200 and < 300 => new PageResult.Refused($"not a web page but {answer.Headers["Content-Type"]}"),
        401 or 402 or 403 or 410 or 451 => new PageResult.Refused($"the server answered {answer.Status}"),
        // Among others 404: a feed is often ahead of its pages.
        _ => new PageResult.Later($"the server answered {answer.Status}", After(answer), Counts: answer.Status != 429),
    };

    private static PageResult Judge(WebAnswer.Failed failure) => failure.Trouble switch
    {
        WebTrouble.BadAddress or WebTrouble.AddressForbidden or WebTrouble.NotPermitted or WebTrouble.RedirectForbidden
            or WebTrouble.TooManyRedirects or WebTrouble.TooLarge or WebTrouble.BadEncoding => new PageResult.Refused(failure.Reason),
        WebTrouble.HostBusy or WebTrouble.NoPlace => new PageResult.Later(failure.Reason, failure.RetryAt, Counts: false),
        _ => new PageResult.Later(failure.Reason, failure.RetryAt, Counts: true),
    };

    private static DateTimeOffset? After(WebAnswer.Answered answer) =>
        WebTimes.RetryAfter(answer.Headers, answer.ReceivedAt) is { } wait ? answer.ReceivedAt + wait : null;

    private static bool IsPage(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim();
        return string.IsNullOrEmpty(type)
            || type.Contains("html", StringComparison.OrdinalIgnoreCase)
            || type.Contains("xml", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
    }
}
