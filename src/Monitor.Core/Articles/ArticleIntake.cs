using Microsoft.EntityFrameworkCore;
using Monitor.Articles.Addresses;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Articles;

/// <summary>
/// Turns feed entries into pending articles. Identity is the feed entry first, then the address without tracking parameters; an address
/// that several entries of one feed share identifies none of them. The one place where lengths are bounded.
/// </summary>
public static class ArticleIntake
{
    // How long before an aggregator's entry the original may have been collected.
    private static readonly TimeSpan SecondHandAgeMax = TimeSpan.FromDays(7);

    /// <summary>
    /// Writes what is new in the open transaction and stages what changed in <paramref name="db"/>; the caller commits both together with its ledger.
    /// Entries of one feed at a time. When another worker creates the same article meanwhile, writing fails on its unique address and the unit is
    /// repeated.
    /// </summary>
    public static async Task<Intake> KeepAsync(
        MonitorDbContext db, IReadOnlyList<ListedEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return new Intake(IntakeCounts.None, []);
        }

        var known = await KnownListingsAsync(db, entries, cancellationToken);
        await db.TakeFromReadersAsync(
            entries.Select(entry => known.TryGetValue(entry.EntryKey, out var listing) && listing.ContentHash != entry.ContentHash() ? listing.Article! : null)
                .OfType<Article>(),
            cancellationToken);
        var addresses = entries.Select(AddressOf).ToArray();
        var byAddress = await KnownAddressesAsync(db, addresses, cancellationToken);
        var sharedAddresses = SharedAddresses(entries.Zip(addresses));
        var (created, listings) = (new List<Article>(), new List<ArticleListing>());
        var (linked, changed, cut) = (0, 0, 0);
        foreach (var (entry, ownAddress) in entries.Zip(addresses))
        {
            var contentHash = entry.ContentHash();
            if (known.TryGetValue(entry.EntryKey, out var listing))
            {
                changed += Change(listing, entry, contentHash, now, ref cut) ? 1 : 0;
                continue;
            }

            if (entry.WasKept)
            {
                // Its article was let go, and the ledger is its tombstone.
                continue;
            }

            var address = ownAddress;
            var article = address is null ? null : byAddress.GetValueOrDefault(address);
            if (article is not null && !IsSameArticle(article, entry, sharedAddresses.Contains(address!)))
            {
                article = null;
                address = null;
            }

            article ??= entry.IsSecondHand ? await OriginalAsync(db, created, entry, now, cancellationToken) : null;
            if (article is null)
            {
                article = Pending(entry, sharedAddresses.Contains(address ?? "") ? null : address, now, ref cut);
                created.Add(article.Article);
                if (article.Article.Address is { } own)
                {
                    byAddress[own] = article;
                }
            }
            else
            {
                linked++;
            }

            article.FeedIds.Add(entry.FeedId);
            listings.Add(Listing(article.Article, entry, contentHash, now));
            known[entry.EntryKey] = listings[^1];
        }

        await NewRows.InsertAsync(db, created, (article, id) => article.Id = id, cancellationToken);
        listings.ForEach(listing => listing.ArticleId = listing.Article!.Id);
        await NewRows.InsertAsync(db, listings, (listing, id) => listing.Id = id, cancellationToken);
        return new Intake(new IntakeCounts(created.Count, linked, changed) { Cut = cut }, [.. listings.Select(listing => listing.ArticleId)]);
    }

    private static ArticleListing Listing(Article article, ListedEntry entry, long contentHash, DateTimeOffset now) => new()
    {
        Article = article,
        FeedId = entry.FeedId,
        EntryKey = entry.EntryKey,
        ContentHash = contentHash,
        ListedAt = now,
    };

    private static bool Change(ArticleListing listing, ListedEntry entry, long contentHash, DateTimeOffset now, ref int cut)
    {
        if (listing.ContentHash == contentHash)
        {
            return false;
        }

        listing.ContentHash = contentHash;
        if (listing.Article!.TextForgottenAt is not null)
        {
            return false;
        }

        listing.Article.FeedSummary = StoredText.Of(entry.Summary);
        listing.Article.FeedContent = StoredText.Of(entry.Content);
        listing.Article.MakePendingAgain(ShownText.Line(entry.Title, ref cut), now);
        return true;
    }

    private static string? AddressOf(ListedEntry entry) => CanonicalUrl.TryParse(entry.Url, out var url) ? url.Value : null;

    private static async Task<Dictionary<string, ArticleListing>> KnownListingsAsync(
        MonitorDbContext db, IReadOnlyList<ListedEntry> entries, CancellationToken cancellationToken)
    {
        var feedId = entries[0].FeedId;
        var keys = entries.Select(entry => entry.EntryKey).Distinct().ToArray();
        return await db.Set<ArticleListing>()
            .Include(listing => listing.Article)
            .Where(listing => listing.FeedId == feedId && keys.Contains(listing.EntryKey))
            .ToDictionaryAsync(listing => listing.EntryKey, StringComparer.Ordinal, cancellationToken);
    }

    private static async Task<Dictionary<string, KnownArticle>> KnownAddressesAsync(
        MonitorDbContext db, IEnumerable<string?> addresses, CancellationToken cancellationToken)
    {
        var hashes = addresses.OfType<string>().Distinct().Select(Article.HashOf).ToArray();
        var articles = await db.Set<Article>()
            .Where(article => article.AddressHash != null && hashes.Contains(article.AddressHash))
            .ToListAsync(cancellationToken);
        var ids = articles.Select(article => article.Id).ToArray();
        var feedIds = await db.Set<ArticleListing>()
            .Where(listing => ids.Contains(listing.ArticleId))
            .Select(listing => new { listing.ArticleId, listing.FeedId })
            .ToListAsync(cancellationToken);
        var feedsOf = feedIds.ToLookup(pair => pair.ArticleId, pair => pair.FeedId);
        return articles.ToDictionary(
            article => article.Address!, article => new KnownArticle(article, [.. feedsOf[article.Id]]), StringComparer.Ordinal);
    }

    /// <summary>What the outlet itself published under the title: an aggregator's entry is no second report beside it.</summary>
    private static async Task<KnownArticle?> OriginalAsync(
        MonitorDbContext db, IReadOnlyList<Article> created, ListedEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (since, outlet, title) = (now - SecondHandAgeMax, ShownText.Of(StoredText.Of(entry.Outlet)), ShownText.Of(StoredText.Of(entry.Title)));
        var article = db.Set<Article>().Local.Concat(created).FirstOrDefault(article => article.Outlet == outlet && article.Title == title)
            ?? await db.Set<Article>()
                .Where(article => article.CollectedAt > since && article.Outlet == outlet && article.Title == title)
                .OrderBy(article => article.Id)
                .FirstOrDefaultAsync(cancellationToken);
        return article is null ? null : new KnownArticle(article, []);
    }

    /// <summary>The addresses that entries with different titles share: an outlet's front page, a live page.</summary>
    private static HashSet<string> SharedAddresses(IEnumerable<(ListedEntry Entry, string? Address)> entries) =>
        entries.GroupBy(one => one.Address, one => one.Entry.Title, StringComparer.Ordinal)
            .Where(group => group.Key is not null && group.Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(group => group.Key!)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Another feed may list an article under a title of its own. Within one feed, a second entry with the same address is the same article
    /// only under the same title: outlets that renew their entry ids do that.
    /// </summary>
    private static bool IsSameArticle(KnownArticle known, ListedEntry entry, bool isShared) =>
        !isShared && (!known.FeedIds.Contains(entry.FeedId) || known.Article.Title == ShownText.Of(StoredText.Of(entry.Title)));

    private static KnownArticle Pending(ListedEntry entry, string? address, DateTimeOffset now, ref int cut)
    {
        var isAddressable = entry.Url is null || entry.Url.Length <= CanonicalUrl.CharactersMax;
        cut += isAddressable ? 0 : 1;
        var article = new Article
        {
            Outlet = ShownText.Line(entry.Outlet, ref cut),
            Url = isAddressable ? StoredText.Of(entry.Url) : null,
            Address = address,
            Title = ShownText.Line(entry.Title, ref cut),
            FeedSummary = StoredText.Of(entry.Summary),
            FeedContent = StoredText.Of(entry.Content),
            Byline = ShownText.Line(entry.Author, ref cut),
            Language = ShownText.Line(entry.Language, ref cut),
            CollectedAt = now,
            ReadDueAt = now,
            Past = entry.FromFirstFetch,
        };
        article.DateAs(entry.PublishedAt);
        return new KnownArticle(article, []);
    }

    private sealed record KnownArticle(Article Article, HashSet<int> FeedIds);
}
