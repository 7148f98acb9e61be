using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>Takes feeds in: finds the one behind an address and shows what it would bring, adds it, or takes a whole list over.</summary>
public sealed class FeedAdoption(
    MonitorDbContextFactory contexts, FeedFetcher fetcher, CollectRun collect, CollectOptions options, TimeProvider clock)
{
    /// <summary>The feed of a typed address, read but not kept; else what each address that was tried turned out to be.</summary>
    public Task<(FoundFeed? Found, IReadOnlyList<string> Tried)> FindAsync(string typed, CancellationToken cancellationToken) =>
        new FeedSearch(fetcher, options.Reader).FindAsync(typed, cancellationToken);

    /// <summary>Polls a feed that was found from now on. What was fetched to find it counts as its first poll.</summary>
    /// <param name="outlet">Who publishes it; empty for its title.</param>
    /// <param name="speaksFor">The actor whose own words it brings; empty for the press.</param>
    public async Task<Deed> AddAsync(FoundFeed found, string? outlet, string? speaksFor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        await using var db = contexts.CreateDbContext();
        var document = new OpmlDocument(null, [new OpmlOutline
        {
            Text = TitleOf(found),
            FeedUrl = found.Address.AbsoluteUri,
            SiteUrl = found.Feed.Link,
            Outlet = string.IsNullOrWhiteSpace(outlet) ? null : outlet.Trim(),
            SpeaksFor = string.IsNullOrWhiteSpace(speaksFor) ? null : speaksFor.Trim(),
        }]);
        var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, clock.GetUtcNow(), cancellationToken);
        if (report.Added == 0)
        {
            return report.Faults is [var fault, ..] ? new Deed.Unusable("", fault) : new Deed.Refused("it is polled already");
        }

        var feed = db.Set<Feed>().Local.Single();
        await db.SaveChangesAsync(cancellationToken);
        var fetch = await collect.AdoptAsync(feed.Id, found.Fetched, cancellationToken);
        return new Deed.Done($"added as feed {feed.Id}{(fetch is null ? "" : $": {fetch.InWords()}")}") { Number = feed.Id };
    }

    /// <summary>Takes over the feeds of an OPML file that are not known yet.</summary>
    public async Task<Deed> ImportAsync(ReadOnlyMemory<byte> opml, CancellationToken cancellationToken)
    {
        var result = Opml.Read(opml);
        if (result is OpmlReadResult.NotOpml not)
        {
            return new Deed.Unusable("", not.Reason);
        }

        var document = ((OpmlReadResult.Read)result).Document;
        await using var db = contexts.CreateDbContext();
        var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new Deed.Done($"{report.Added} feeds added, {report.Known} known already") { LeftOut = report.Faults };
    }

    /// <summary>Polls one feed now, still conditionally, unless it was just polled or its server wants rest.</summary>
    public async Task<Deed> PollNowAsync(int feedId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.Set<Feed>().AnyAsync(feed => feed.Id == feedId, cancellationToken))
        {
            return new Deed.Missing($"there is no feed {feedId}");
        }

        var (fetch, refusal) = await collect.PollNowAsync(feedId, cancellationToken);
        return fetch is null ? new Deed.Refused($"not polled: {refusal}") : new Deed.Done(fetch.InWords());
    }

    /// <summary>What a found feed is called.</summary>
    public static string TitleOf(FoundFeed found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Feed.Title?.ToLine() is { Length: > 0 } given ? given : found.Address.Host;
    }
}
