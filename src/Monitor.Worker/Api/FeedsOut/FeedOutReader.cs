using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents.Export;
using Monitor.Listings;
using Monitor.Search;
using Monitor.Storage;

namespace Monitor.Worker.Api.FeedsOut;

/// <summary>
/// What a saved search found last. Copies are left out: who follows a feed reads each report once. An entry's id is made of the article's number
/// and of this installation, so that no edit of the article moves it.
/// </summary>
public sealed class FeedOutReader(MonitorDbContextFactory contexts, ArticleSearch articles, StixLedger ledger)
{
    private const int EntriesMax = 50;
    private const int SummaryCharactersMax = 500;

    /// <returns>The feed; null with the reason where the search cannot be asked any more.</returns>
    public async Task<(FeedOut? Feed, string? Fault)> ReadAsync(SavedSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        await using var db = contexts.CreateDbContext();
        var query = search.Query with { Filter = search.Filter with { WithoutCopies = true }, Size = EntriesMax };
        switch (await articles.PageAsync(db, query, cancellationToken))
        {
            case ListAnswer<FoundArticle>.Refused refused:
                return (null, refused.Reason);
            case ListAnswer<FoundArticle>.Listed listed:
                var found = listed.Page.Items;
                var ids = found.Select(one => one.Id).ToList();
                var replacedAt = await db.Set<ArticleRevision>().Where(one => ids.Contains(one.ArticleId))
                    .GroupBy(one => one.ArticleId).Select(all => new { all.Key, At = all.Max(one => one.ReplacedAt) })
                    .ToDictionaryAsync(one => one.Key, one => one.At, cancellationToken);
                var source = await ledger.KeyAsync(cancellationToken);
                var entries = found.Select(one => EntryOf(one, source, replacedAt.TryGetValue(one.Id, out var at) ? at : null)).ToList();
                return (new FeedOut(search.PublicId, search.Name, entries.Count > 0 ? entries.Max(entry => entry.UpdatedAt) : null, entries), null);
            default:
                throw new InvalidOperationException();
        }
    }

    private static FeedOutEntry EntryOf(FoundArticle one, Guid source, DateTimeOffset? replacedAt)
    {
        var publishedAt = one.PublishedAt ?? one.AppearedAt;
        var summary = string.Join(" … ", one.Passages.Select(passage => passage.Text.ReplaceLineEndings(" ").Trim()));
        if (summary.Length > SummaryCharactersMax)
        {
            // Half a character is none.
            var end = char.IsHighSurrogate(summary[SummaryCharactersMax - 1]) ? SummaryCharactersMax - 1 : SummaryCharactersMax;
            summary = summary[..end] + "…";
        }

        return new FeedOutEntry(
            StixId.VersionFive($"{source:D} article {one.Id}"), one.Title.Text, one.Url, summary, one.Outlet, publishedAt,
            replacedAt > publishedAt ? replacedAt.Value : publishedAt, one.Topics);
    }
}
