using System.Collections.Concurrent;

namespace Monitor.Net.Robots;

/// <summary>
/// Knows the robots.txt of each site, fetched at most once a day: the permission for pages (feeds are made for robots and need none).
/// Without one (4xx) everything is allowed; when the server fails nothing is, until it answers (RFC 9309, 2.3.1).
/// </summary>
public sealed class RobotsRules(OutgoingHttp http, TimeProvider clock)
{
    /// <summary>As <see cref="NetOptions.UserAgent"/> begins.</summary>
    public const string Robot = "Monitor";

    private const int SitesMax = 10_000;
    private static readonly TimeSpan AgeMax = TimeSpan.FromHours(24);
    private static readonly TimeSpan AgeMaxOfFailure = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Known> _sites = new(StringComparer.Ordinal);

    /// <summary>Why a page may not be fetched, for good or for now, or null; for <see cref="PageRequest.Permission"/>.</summary>
    public async Task<WebAnswer.Failed?> RefusalAsync(Uri page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var site = WebAddress.WithoutCredentials(page).GetLeftPart(UriPartial.Authority);
        if (!_sites.TryGetValue(site, out var known) || known.Until <= clock.GetUtcNow())
        {
            known = await FetchAsync(site, cancellationToken);
            if (_sites.Count >= SitesMax)
            {
                _sites.Clear();
            }

            _sites[site] = known;
        }

        return known.Rules.Allows(page) ? null
            : known.Unknown ?? new WebAnswer.Failed(WebTrouble.NotPermitted, "its robots.txt disallows it");
    }

    private async Task<Known> FetchAsync(string site, CancellationToken cancellationToken)
    {
        var address = new Uri($"{site}/robots.txt");
        var answer = await http.GetAsync(new PageRequest(address)
        {
            Accept = "text/plain, */*;q=0.5",
            BodyBytesMax = 4 * RobotsTxt.BytesMax,
        }, cancellationToken);
        var now = clock.GetUtcNow();
        return answer switch
        {
            WebAnswer.Answered { Status: >= 200 and < 300 } found =>
                new Known(RobotsTxt.Parse(found.Body, Robot), now + AgeMax),
            WebAnswer.Answered { Status: >= 400 and < 500 and not 429 } => new Known(RobotsTxt.AllowAll, now + AgeMax),
            // What cannot be had by following redirects counts as not there.
            WebAnswer.Failed { Trouble: WebTrouble.TooManyRedirects } => new Known(RobotsTxt.AllowAll, now + AgeMax),
            // Nothing was asked: the page waits for its turn like any other.
            WebAnswer.Failed { Trouble: WebTrouble.HostBusy } busy => new Known(RobotsTxt.DisallowAll, now, busy),
            WebAnswer.Failed failed => Unreadable(failed.Reason, now),
            WebAnswer.Answered other => Unreadable($"status {other.Status}", now),
            _ => throw new InvalidOperationException("an answer is answered or failed"),
        };
    }

    private static Known Unreadable(string reason, DateTimeOffset now) => new(
        RobotsTxt.DisallowAll,
        now + AgeMaxOfFailure,
        new WebAnswer.Failed(WebTrouble.PermissionUnknown, $"its robots.txt could not be read ({reason})", now + AgeMaxOfFailure));

    /// <param name="Unknown">Why the rules are not known; null where they are.</param>
    private sealed record Known(RobotsTxt Rules, DateTimeOffset Until, WebAnswer.Failed? Unknown = null);
}
