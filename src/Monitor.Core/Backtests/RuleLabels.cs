using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Backtests;

/// <summary>Labels in the database. None is overwritten: who judged what, and when, stays known.</summary>
public static class RuleLabels
{
    /// <summary>What the author of a reader's label begins with; the subscriber's name follows.</summary>
    public const string ReaderPrefix = "reader:";

    /// <summary>Keeps a judgement; false where there is no such article.</summary>
    public static async Task<bool> SetAsync(
        MonitorDbContext db, string ruleId, long articleId, bool isRight, string author, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await db.Set<Article>().AnyAsync(article => article.Id == articleId, cancellationToken))
        {
            return false;
        }

        db.Add(new RuleLabel { RuleId = ruleId, ArticleId = articleId, IsRight = isRight, Author = author, At = at });
        db.Record(Deed.RuleLabelled, author, $"rule {ruleId}", at, to: $"{(isRight ? "right" : "wrong")} about article {articleId}");
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// What counts for a rule, by article ids as a backtest names them. A label holds for the whole group of copies, the latest one of it for all;
    /// an analyst's word goes before a reader's, whichever came later.
    /// </summary>
    public static async Task<JudgedArticles> OfRuleAsync(MonitorDbContext db, string ruleId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var labels = await db.Set<RuleLabel>().AsNoTracking().Where(label => label.RuleId == ruleId).OrderBy(label => label.Id)
            .ToListAsync(cancellationToken);
        labels = [.. labels.OrderBy(label => !label.Author.StartsWith(ReaderPrefix, StringComparison.Ordinal))];
        var places = db.Set<StoryArticle>().AsNoTracking();
        var labelled = places.Where(placed => db.Set<RuleLabel>().Any(label => label.RuleId == ruleId && label.ArticleId == placed.ArticleId))
            .Select(placed => placed.CopyGroup);
        var groups = await places.Where(placed => labelled.Contains(placed.CopyGroup))
            .ToDictionaryAsync(placed => placed.ArticleId, placed => placed.CopyGroup, cancellationToken);
        var ofGroup = new Dictionary<long, bool>();
        foreach (var label in labels)
        {
            ofGroup[groups.GetValueOrDefault(label.ArticleId, label.ArticleId)] = label.IsRight;
        }

        // What was not grouped yet stands for itself.
        var articles = groups.Keys.Union(labels.Select(label => label.ArticleId)).ToList();
        return new JudgedArticles(
            articles.ToDictionary(Number, article => ofGroup[groups.GetValueOrDefault(article, article)]),
            groups.ToDictionary(one => Number(one.Key), one => Number(one.Value)));
    }

    /// <summary>The group of copies of each of these articles, as a backtest names both; what was not grouped is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> CopyGroupsAsync(
        MonitorDbContext db, IReadOnlyList<string> articles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var ids = articles.Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        return await db.Set<StoryArticle>().AsNoTracking().Where(placed => ids.Contains(placed.ArticleId))
            .ToDictionaryAsync(placed => Number(placed.ArticleId), placed => Number(placed.CopyGroup), cancellationToken);
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
