using Microsoft.EntityFrameworkCore;
using Monitor.Articles.Addresses;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Articles;

/// <summary>Turns lines of an articles file into pending articles, as if they had been collected.</summary>
public static class ArticleImport
{
    /// <summary>
    /// Stages the changes in <paramref name="db"/>, whose open transaction the caller commits. A line is known again by its outlet and id: imported twice
    /// it changes nothing, with another text it becomes a revision.
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
        await db.TakeFromReadersAsync(
            lines.Select(line => known.TryGetValue(KeyOf(line), out var article) && IsChanged(article, line) ? article : null).OfType<Article>(),
            cancellationToken);
        var hashes = lines.Select(AddressOf).OfType<string>().Distinct().Select(Article.HashOf).ToArray();
        var taken = await db.Set<Article>()
            .Where(article => article.AddressHash != null && hashes.Contains(article.AddressHash))
            .Select(article => article.Address!)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var (created, unchanged, changed, cut) = (0, 0, 0, 0);
        foreach (var line in lines)
        {
            var key = KeyOf(line);
            if (!known.TryGetValue(key, out var article))
            {
                article = Pending(line, key, live, now, ref cut);
                // An address that several lines name identifies none of them but the first.
                article.Address = AddressOf(line) is { } address && taken.Add(address) ? address : null;
                db.Add(article);
                known[key] = article;
                created++;
            }
            else if (IsChanged(article, line))
            {
                article.FeedContent = StoredText.Of(line.Text);
                article.MakePendingAgain(ShownText.Line(line.Title, ref cut), now);
                changed++;
            }
            else
            {
                unchanged++;
            }
        }

        return new IntakeCounts(created, unchanged, changed) { Cut = cut };
    }

    private static bool IsChanged(Article article, ArticleLine line) =>
        article.FeedContent != StoredText.Of(line.Text) || (article.FeedTitle ?? article.Title) != ShownText.Of(StoredText.Of(line.Title));

    // An id may be longer than a row of an index; short ones stay readable.
    private static string KeyOf(ArticleLine line) =>
        StoredText.Of($"{line.Outlet}\n{line.Id}") is { Length: <= ShownText.CharactersMax } key ? key : Article.HashOf($"{line.Outlet}\n{line.Id}");

    private static string? AddressOf(ArticleLine line) => CanonicalUrl.TryParse(line.Url, out var url) ? url.Value : null;

    private static Article Pending(ArticleLine line, string key, bool live, DateTimeOffset now, ref int cut)
    {
        var article = new Article
        {
            Outlet = ShownText.Line(line.Outlet, ref cut),
            Url = line.Url?.Length > CanonicalUrl.CharactersMax ? null : StoredText.Of(line.Url),
            ImportKey = key,
            Title = ShownText.Line(line.Title, ref cut),
            FeedContent = StoredText.Of(line.Text),
            IsFullText = true,
            Language = ShownText.Line(line.Language, ref cut),
            Byline = ShownText.Line(line.Author, ref cut),
            CollectedAt = live && line.Published < now ? line.Published.Value : now,
            ReadDueAt = now,
            Past = !live,
        };
        article.DateAs(line.Published);
        return article;
    }
}
