using System.Text;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Feeds.Readers;

namespace Monitor.Feeds.Discovery;

/// <summary>A feed that was found and read.</summary>
/// <param name="Hint">How the page led to it; null when the address was the feed's own.</param>
public sealed record FoundFeed(Uri Address, FetchResult.Fetched Fetched, ParsedFeed Feed, FeedHint? Hint);

/// <summary>Finds the feed behind an address: the address itself, or what the page there leads to.</summary>
public sealed class FeedSearch(FeedFetcher fetcher, FeedReaderKind reader = FeedReaderKind.Monitor)
{
    // Declared feeds come first; guessing on is no manners.
    private const int CandidatesMax = 6;

    /// <summary>As <see cref="FindAsync(Uri, CancellationToken)"/>, of an address as it was typed.</summary>
    public async Task<(FoundFeed? Found, IReadOnlyList<string> Tried)> FindAsync(string typed, CancellationToken cancellationToken)
    {
        var tried = new List<string>();
        foreach (var address in TypedAddress.Of(typed))
        {
            var (found, alsoTried) = await FindAsync(address, cancellationToken);
            tried.AddRange(alsoTried);
            if (found is not null)
            {
                return (found, tried);
            }
        }

        return (null, tried.Count > 0 ? tried : [$"\"{typed}\" is no address such as https://www.example.org"]);
    }

    /// <summary>The first candidate that is a feed; else what each address turned out to be, in words.</summary>
    public async Task<(FoundFeed? Found, IReadOnlyList<string> Tried)> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        var tried = new List<string>();
        var (found, page) = await TryAsync(address, null, tried, cancellationToken);
        if (found is not null || page is null)
        {
            return (found, tried);
        }

        // A feed of comments is taken where there is nothing else.
        FoundFeed? comments = null;
        foreach (var candidate in FeedDiscovery.Find(Encoding.UTF8.GetString(page.Body), page.Trace.Address, page.Links).Take(CandidatesMax))
        {
            (found, _) = await TryAsync(new Uri(candidate.Url), candidate.Hint, tried, cancellationToken);
            if (found is not null && !FeedDiscovery.HoldsComments(found.Feed))
            {
                return (found, tried);
            }

            comments ??= found;
        }

        return (comments, tried);
    }

    private async Task<(FoundFeed? Found, FetchResult.Fetched? Page)> TryAsync(
        Uri address, FeedHint? hint, List<string> tried, CancellationToken cancellationToken)
    {
        var result = await fetcher.FetchAsync(Net.WebAddress.WithoutCredentials(address), null, Net.WebAddress.CredentialsOf(address), cancellationToken);
        if (result is not FetchResult.Fetched fetched)
        {
            tried.Add($"{address}: {Words(result)}");
            return (null, null);
        }

        var parsed = reader.Parse(fetched.Body, fetched.ContentType, fetched.Trace.Address);
        if (parsed is FeedParseResult.Parsed { Feed: var feed })
        {
            return (new FoundFeed(address, fetched, feed, hint), null);
        }

        tried.Add($"{address}: {parsed.Failure}");
        return (null, parsed is FeedParseResult.HtmlPage ? fetched : null);
    }

    private static string Words(FetchResult result) => result switch
    {
        FetchResult.Failed failed => failed.Reason,
        FetchResult.Gone => "gone (410)",
        FetchResult.Postponed later => later.Reason,
        _ => "no answer",
    };
}
