using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Stories.Copies;

namespace Monitor.Stories.Keeping;

/// <summary>Says by hand of two articles whether one copies the other. Only a label is written here: Group carries it out and holds to it.</summary>
public static class CopyDecisions
{
    /// <summary>Writes the label in place of what was decided about the two before.</summary>
    public static async Task<StoryDecision> LabelCopyAsync(
        this MonitorDbContext db, long first, long second, CopyRelation relation, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (first == second)
        {
            return new StoryDecision.Refused($"{first} is one article");
        }

        long[] both = [first, second];
        var places = await db.Set<StoryArticle>().Include(placed => placed.Story).Where(placed => both.Contains(placed.ArticleId))
            .ToListAsync(cancellationToken);
        foreach (var article in both)
        {
            if (!places.Exists(placed => placed.ArticleId == article))
            {
                return new StoryDecision.Refused($"there is no article {article}, or it was not grouped yet");
            }
        }

        if (places[0].Story!.Language != places[1].Story!.Language)
        {
            return new StoryDecision.Refused("articles of two languages are not compared");
        }

        await db.Set<CopyLabel>().Where(label => both.Contains(label.FirstArticleId) && both.Contains(label.SecondArticleId))
            .ExecuteDeleteAsync(cancellationToken);
        db.Add(new CopyLabel { FirstArticleId = first, SecondArticleId = second, Relation = relation, Author = author, DecidedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return new StoryDecision.Recorded(places.Find(placed => placed.ArticleId == first)!.StoryId, 1);
    }
}
