using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;

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
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// What counts for a rule: article ids, as a backtest names them, and whether its topic is right for them. An analyst's word goes before a
    /// reader's, whichever came later.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, bool>> OfRuleAsync(MonitorDbContext db, string ruleId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal);
        var judged = new HashSet<long>();
        await foreach (var label in db.Set<RuleLabel>().AsNoTracking().Where(label => label.RuleId == ruleId)
            .OrderBy(label => label.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var isReader = label.Author.StartsWith(ReaderPrefix, StringComparison.Ordinal);
            if (!isReader)
            {
                judged.Add(label.ArticleId);
            }

            if (!isReader || !judged.Contains(label.ArticleId))
            {
                labels[label.ArticleId.ToString(System.Globalization.CultureInfo.InvariantCulture)] = label.IsRight;
            }
        }

        return labels;
    }
}
