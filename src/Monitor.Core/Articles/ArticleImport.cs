using Microsoft.EntityFrameworkCore;
using Monitor.Articles.Addresses;
using Monitor.Storage;

namespace Monitor.Articles;

/// <summary>Turns lines of an articles file into pending articles, as if they had been collected.</summary>
public static class ArticleImport
{
    /// <summary>
    /// Stages the changes in <paramref name="db"/>; the caller commits. A line is known again by its outlet and id: imported twice it changes
    /// nothing, with another text it becomes a revision.
    /// </summary>
    /// <param name="live">Collected when they were published, so that they are news; else they are past.</param>
    public static async Task<IntakeCounts> KeepAsync(
        MonitorDbContext db, IReadOnlyList<ArticleLine> lines, bool live, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(lines);
        var keys = lines.Select(KeyOf).Distinct().ToArray();
        var known = await db.Set<Article>()
            .Where(article => article.ImportKey != null && keys.Contains(article.ImportKey))
            .ToDictionaryAsync(article => article.ImportKey!, StringComparer.Ordinal, cancellationToken);
        var addresses = lines.Select(AddressOf).OfType<string>().Distinct().ToArray();
        var taken = await db.Set<Article>()
            .Where(article => article.Address != null && addresses.Contains(article.Address))
            .Select(article => article.Address!)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var (created, unchanged, changed) = (0, 0, 0);
        foreach (var line in lines)
        {
            var key = KeyOf(line);
            if (!known.TryGetValue(key, out var article))
            {
                article = Pending(line, key, live, now);
                // An address that several lines name identifies none of them but the first.
                article.Address = AddressOf(line) is { } address && taken.Add(address) ? address : null;
                db.Add(article);
                known[key] = article;
                created++;
            }
            else if (article.FeedContent != StoredText.Of(line.Text) || (article.FeedTitle ?? article.Title) != StoredText.Of(line.Title))
            {
                article.FeedContent = StoredText.Of(line.Text);
                article.MakePendingAgain(StoredText.Of(line.Title), now);
                changed++;
            }
            else
            {
                unchanged++;
            }
        }

        return new IntakeCounts(created, unchanged, changed);
    }

    private static string KeyOf(ArticleLine line) => StoredText.Of($"{line.Outlet}\n{line.Id}");

    private static string? AddressOf(ArticleLine line) => CanonicalUrl.TryParse(line.Url, out var url) ? url.Value : null;

    private static Article Pending(ArticleLine line, string key, bool live, DateTimeOffset now)
    {
        var article = new Article
        {
            Outlet = StoredText.Of(line.Outlet),
            Url = StoredText.Of(line.Url),
            ImportKey = key,
            Title = StoredText.Of(line.Title),
            FeedContent = StoredText.Of(line.Text),
            IsFullText = true,
            Language = line.Language,
            CollectedAt = live && line.Published < now ? line.Published.Value : now,
            ReadDueAt = now,
            Past = !live,
        };
        article.DateAs(line.Published);
        return article;
    }
}
