using Microsoft.EntityFrameworkCore;
using Monitor.Attributions.Learnt;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline.Grouping;

/// <summary>Hands what a batch of grouped articles says of office holders on to learning, without its copies.</summary>
internal static class OfficeLessons
{
    /// <summary>What the batch says of offices, now that copies are known: what many repeat is said once.</summary>
    public static async Task LearnAsync(
        MonitorDbContext db,
        List<GroupStep> taught,
        ChangeSequence sequence,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (taught.Count == 0)
        {
            return;
        }

        var copies = (await db.Set<StoryArticle>().OfArticles(taught.Select(one => one.Article))
            .Where(placed => placed.Relation == StoryRelation.Copy).Select(placed => placed.ArticleId).ToListAsync(cancellationToken)).ToHashSet();
        var reports = taught.Where(one => !copies.Contains(one.Article.Id)).Select(one => new TaughtArticle(
            one.Article.Id,
            one.Article.Outlet,
            DateOnly.FromDateTime(one.Article.AppearedAt.UtcDateTime),
            one.Placed!.Own.Text.Value,
            one.Findings!.Lessons));
        await OfficeLearning.LearnAsync(db, [.. reports], sequence.Next, now, cancellationToken);
    }
}
