using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Polling;
using Monitor.Storage;
using Monitor.Text;

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
    public async Task<DeedOutcome> AddAsync(
        FoundFeed found, string? outlet, string? speaksFor, string author, CancellationToken cancellationToken)
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
            return report.Faults is [var fault, ..] ? new DeedOutcome.Unusable("", fault) : new DeedOutcome.Refused("it is polled already");
        }

        var feed = db.Set<Feed>().Local.Single();
        db.Record(Deed.FeedAdded, author, $"feed {feed.Url}", clock.GetUtcNow(), to: feed.Title);
        await db.SaveChangesAsync(cancellationToken);
        var fetch = await collect.AdoptAsync(feed.Id, found.Fetched, cancellationToken);
        return new DeedOutcome.Done($"added as feed {feed.Id}{(fetch is null ? "" : $": {fetch.InWords()}")}") { Number = feed.Id };
    }

    /// <summary>Takes over the feeds of an OPML file that are not known yet.</summary>
    /// <param name="file">What it is called, without its folder.</param>
    public async Task<DeedOutcome> ImportAsync(ReadOnlyMemory<byte> opml, string file, string author, CancellationToken cancellationToken)
    {
        var result = Opml.Read(opml);
        if (result is OpmlReadResult.NotOpml not)
        {
            return new DeedOutcome.Unusable("", not.Reason);
        }

        var document = ((OpmlReadResult.Read)result).Document;
        await using var db = contexts.CreateDbContext();
        var report = await FeedList.ImportAsync(db, document, FeedOrigin.ByHand, clock.GetUtcNow(), cancellationToken);
        var told = $"{EnglishCount.Of(report.Added, "feed")} added, {report.Known} known already";
        db.Record(Deed.FeedsImported, author, $"file {file}", clock.GetUtcNow(), to: told);
        await db.SaveChangesAsync(cancellationToken);
        return new DeedOutcome.Done(told) { LeftOut = report.Faults };
    }

    /// <summary>Polls one feed now, still conditionally, unless it was just polled or its server wants rest.</summary>
    public async Task<DeedOutcome> PollNowAsync(int feedId, string author, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.Set<Feed>().AnyAsync(feed => feed.Id == feedId, cancellationToken))
        {
            return new DeedOutcome.Missing($"there is no feed {feedId}");
        }

        var (fetch, refusal) = await collect.PollNowAsync(feedId, cancellationToken);
        db.Record(Deed.FeedPolled, author, $"feed {feedId}", clock.GetUtcNow(), to: refusal);
        await db.SaveChangesAsync(cancellationToken);
        return fetch is null ? new DeedOutcome.Refused($"not polled: {refusal}") : new DeedOutcome.Done(fetch.InWords());
    }

    /// <summary>What a found feed is called.</summary>
    public static string TitleOf(FoundFeed found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Feed.Title?.ToLine() is { Length: > 0 } given ? given : found.Address.Host;
    }
}
