using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Addresses;
using Monitor.Feeds.Parsing;
using Monitor.Net;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// Says whose an entry is. A feed's entries are its outlet's, unless it gathers those of others: then the source is named beside the
/// title, or the address that a counting service carried leads to somebody else's site.
/// </summary>
internal sealed class Publishers(MonitorDbContext db, Feed feed)
{
    private static readonly string[] Separators = [" - ", " – ", " — ", " | "];

    private Dictionary<string, string>? _byHost;

    /// <summary>The entry's outlet, its title without the outlet's name behind it, and whether an aggregator speaks for another.</summary>
    public async Task<(string Outlet, string Title, bool IsSecondHand)> OfAsync(ParsedEntry entry, string title, CancellationToken cancellationToken)
    {
        if (entry.SourceTitle is { } source && !IsOwn(entry.SourceLink) && WithoutSuffix(title, source) is { } bare)
        {
            var known = HostOf(entry.SourceLink) is { } site ? await KnownAsync(site, cancellationToken) : null;
            return (known ?? source.Trim(), bare, HostOf(entry.Link) == HostOf(feed.Url));
        }

        // A counting service of the outlet's own (FeedBurner) says nothing of whose the entry is; one that serves everybody does.
        if (Redirectors.TargetOf(entry.LinkThrough) is not null && HostOf(entry.Link) is { } host && host != Bare(feed.Host))
        {
            return (await KnownAsync(host, cancellationToken) ?? host, title, false);
        }

        return (feed.Outlet.Name, title, false);
    }

    private bool IsOwn(string? site) => HostOf(site) is { } host && host == Bare(feed.Host);

    private static string? WithoutSuffix(string title, string source)
    {
        foreach (var separator in Separators)
        {
            if (title.EndsWith(separator + source.Trim(), StringComparison.OrdinalIgnoreCase) && title.Length > separator.Length + source.Trim().Length)
            {
                return title[..^(separator.Length + source.Trim().Length)].TrimEnd();
            }
        }

        return null;
    }

    private async Task<string?> KnownAsync(string host, CancellationToken cancellationToken)
    {
        if (_byHost is null)
        {
            var rows = await db.Set<Feed>().AsNoTracking()
                .Where(other => other.Id != feed.Id)
                .Select(other => new { other.Host, other.Outlet.Name, other.Outlet.Site })
                .ToListAsync(cancellationToken);
            _byHost = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                // The site says whose it is; a host of feeds may serve several outlets, and the first one speaks for it.
                _byHost.TryAdd(HostOf(row.Site) ?? Bare(row.Host), row.Name);
            }
        }

        return _byHost.GetValueOrDefault(host);
    }

    private static string? HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && WebAddress.Refusal(uri) is null ? Bare(WebAddress.HostOf(uri)) : null;

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
}
