using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Worker.Admin.Rules;

/// <summary>Words by which articles named an actor.</summary>
/// <param name="Words">As the latest of them has them.</param>
/// <param name="Articles">How many articles do.</param>
internal sealed record ActorSighting(string Words, int Articles, DateTimeOffset LastAt, long LastArticleId);

/// <summary>What the names of an actor hit lately.</summary>
internal static class ActorSightings
{
    /// <summary>The words that named it in the latest articles that do, the most frequent first; what is counted is articles.</summary>
    public static async Task<IReadOnlyList<ActorSighting>> LatelyAsync(
        MonitorDbContext db, string actorId, int articlesMax, CancellationToken cancellationToken)
    {
        var keys = await ArticleIndex.KeysAsync(
            db, new IndexNeed.Term(SearchTerm.Actor(actorId), IsPrefix: false), 0, long.MaxValue, articlesMax, cancellationToken);
        var articles = await db.Set<Article>().AsNoTracking()
            .Where(article => article.SearchKey != null && keys.Contains(article.SearchKey.Value))
            .Select(article => new { article.Id, article.Title, article.Text, article.Tags, article.AppearedAt })
            .ToListAsync(cancellationToken);
        var named = articles.SelectMany(article =>
        {
            var whole = article.Title + "\n\n" + article.Text;
            return ArticleFindings.In(new Article { Title = article.Title, Outlet = "", Tags = article.Tags }).Actors
                .Where(actor => actor.Id == actorId && actor.Span.End <= whole.Length)
                .Select(actor => actor.Span.Of(whole).ReplaceLineEndings(" "))
                .DistinctBy(words => Folding.Fold(words))
                .Select(words => (Words: words, article.Id, article.AppearedAt));
        });
        return
        [
            .. named.GroupBy(one => Folding.Fold(one.Words)).Select(words =>
            {
                var (last, id, at) = words.MaxBy(one => one.AppearedAt);
                return new ActorSighting(last, words.Count(), at, id);
            }).OrderByDescending(sighting => sighting.Articles).ThenBy(sighting => sighting.Words, StringComparer.Ordinal),
        ];
    }
}
