using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Storage;
using Monitor.Stories.Copies;

namespace Monitor.Stories.Keeping;

/// <summary>Says by hand of two articles whether one copies the other. Only a label is written here: Group carries it out and holds to it.</summary>
public static class CopyDecisions
{
    /// <summary>A reason is a sentence or two.</summary>
    public const int ReasonCharactersMax = 500;

    /// <summary>Writes the label in place of what was decided about the two before.</summary>
    /// <param name="reason">Why, for who comes later; may be empty.</param>
    public static async Task<StoryDecision> LabelCopyAsync(
        this MonitorDbContext db, long first, long second, CopyRelation relation, string author, string reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(reason);
        if (first == second)
        {
            return new StoryDecision.Refused($"{first} is one article");
        }

        if (reason.Length > ReasonCharactersMax)
        {
            return new StoryDecision.Refused($"the reason has {reason.Length} characters; {ReasonCharactersMax} are enough");
        }

        long[] both = [first, second];
        var places = await db.Set<StoryArticle>().Where(placed => both.Contains(placed.ArticleId))
            .ToListAsync(cancellationToken);
        foreach (var article in both)
        {
            if (!places.Exists(placed => placed.ArticleId == article))
            {
                return new StoryDecision.Refused($"there is no article {article}, or it was not grouped yet");
            }
        }

        var languages = await db.Set<Article>().Where(article => both.Contains(article.Id)).Select(article => article.Language).ToListAsync(cancellationToken);
        if (languages.Select(Index.StoryInput.LanguageOf).Distinct().Count() > 1)
        {
            return new StoryDecision.Refused("a text in another language is no copy: the two can be one story");
        }

        var before = await db.Set<CopyLabel>().OfTwo(first, second).SingleOrDefaultAsync(cancellationToken);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        if (before is not null)
        {
            db.Remove(before);
            await db.SaveChangesAsync(cancellationToken);
        }

        db.Add(new CopyLabel
        {
            FirstArticleId = first,
            SecondArticleId = second,
            Relation = relation,
            Author = author,
            Reason = reason.Trim(),
            DecidedAt = now,
            Former = before?.Former,
        });
        db.Record(
            Deed.CopyLabelled, author, PairOf(first, second), now, from: before is { IsTakenBack: false } ? before.Relation.ToString() : null,
            to: relation.ToString(), why: reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StoryDecision.Recorded(places.Find(placed => placed.ArticleId == first)!.StoryId, 1);
    }

    /// <summary>Takes back what was said about two texts: they stand again where they stood before anybody said anything.</summary>
    public static async Task<StoryDecision> UndoCopyLabelAsync(
        this MonitorDbContext db, long first, long second, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<CopyLabel>().OfTwo(first, second).SingleOrDefaultAsync(cancellationToken) is not { IsTakenBack: false } label)
        {
            return new StoryDecision.Refused($"nothing was said by hand about articles {first} and {second}");
        }

        if (label is { Former: null, CarriedOutAt: null })
        {
            db.Remove(label);
        }
        else
        {
            (label.IsTakenBack, label.CarriedOutAt) = (true, null);
        }

        db.Record(Deed.CopyLabelTakenBack, author, PairOf(first, second), now, from: label.Relation.ToString());
        await db.SaveChangesAsync(cancellationToken);
        return new StoryDecision.TakenBack(first, second);
    }

    private static string PairOf(long first, long second) => $"articles {Math.Min(first, second)} {Math.Max(first, second)}";
}
