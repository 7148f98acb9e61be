using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>An article that one of two books tags otherwise than the other.</summary>
public sealed record ComparedArticle(long Id, string Title, string Outlet, bool IsGained);

/// <summary>An actor or a topic that one of two books finds in other articles than the other.</summary>
/// <param name="Name">An actor's id, or "topic:" with a topic's.</param>
/// <param name="Examples">The latest of them.</param>
public sealed record BookDifference(string Name, int Gained, int Lost, IReadOnlyList<ComparedArticle> Examples);

/// <summary>What changed actors and lists do to the latest articles.</summary>
/// <param name="Articles">How many articles were looked at.</param>
public sealed record BookComparison(int Articles, IReadOnlyList<BookDifference> Differences)
{
    private const int ExamplesMax = 5;

    /// <summary>Tags the latest articles with the saved book and with the changed one.</summary>
    public static async Task<BookComparison> OfLatestAsync(
        MonitorDbContext db, Tagger saved, Tagger changed, int articlesMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var articles = await db.Set<Article>().AsNoTracking().Where(article => article.SearchKey != null)
            .OrderByDescending(article => article.SearchKey).Take(articlesMax)
            .Select(article => new
            {
                article.Id,
                article.Title,
                article.Text,
                article.Outlet,
                article.Url,
                article.Language,
                article.PublishedAt,
                article.Byline,
            })
            .ToListAsync(cancellationToken);
        var found = articles.AsParallel().AsOrdered().WithCancellation(cancellationToken).SelectMany(article =>
        {
            var text = TokenizedText.Of(article.Title, article.Text);
            HashSet<string> Names(Tagger tagger)
            {
                var tags = tagger.Tag(text, article.Outlet, article.Url, article.Language, article.PublishedAt, article.Byline);
                return [.. tags.Mentions.Select(mention => mention.Actor.Id), .. tags.Topics.Select(topic => "topic:" + topic.TopicId)];
            }

            var (before, now) = (Names(saved), Names(changed));
            return now.Except(before).Select(name => (name, new ComparedArticle(article.Id, article.Title, article.Outlet, true)))
                .Concat(before.Except(now).Select(name => (name, new ComparedArticle(article.Id, article.Title, article.Outlet, false))));
        }).ToList();
        return new BookComparison(
            articles.Count,
            [
                .. found.GroupBy(one => one.name, one => one.Item2).Select(of => new BookDifference(
                    of.Key, of.Count(one => one.IsGained), of.Count(one => !one.IsGained), [.. of.Take(ExamplesMax)]))
                    .OrderByDescending(of => of.Gained + of.Lost).ThenBy(of => of.Name, StringComparer.Ordinal),
            ]);
    }
}
