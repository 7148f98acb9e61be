using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Runs;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline.Grouping;

/// <summary>Writes what was placed: story → attribution event → facts → search, in one commit that is fenced by the lease.</summary>
/// <param name="unrecordable">Articles to be kept without their attributions, and why.</param>
internal sealed class BatchWriting(
    AttributionRegister attributions, IReadOnlyDictionary<long, string> unrecordable, TimeProvider clock, ILogger<GroupRun> logger)
{
    public const string Articles = "articles";

    private const string Stories = "stories";
    private const string Copies = "copies";
    private const string Decisions = "decisions";

    public static RunTally NewTally() => new(RunNames.Group, [Articles, Stories, Copies, Decisions]);

    /// <summary>
    /// Null where nothing was written, and nothing may be built upon it: the lease is another worker's, or an article was changed since it was placed.
    /// </summary>
    /// <exception cref="UnrecordableException">The articles' attributions cannot be recorded; nothing of the batch is kept.</exception>
    public async Task<RunTally?> WriteAsync(GroupBatch batch, CancellationToken cancellationToken)
    {
        var (db, articles, tally) = (batch.Db, batch.Articles, NewTally());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(batch.Lease, cancellationToken))
        {
            return null;
        }

        var sequence = await ChangeSequence.BeginAsync(db, cancellationToken);
        // Asked behind that: who confirms numbers changes too, and may have been waited for.
        if (!await AreAsReadAsync(batch, cancellationToken))
        {
            return null;
        }

        var register = new StoryRegister(db, sequence);
        if (batch.Decides)
        {
            await CarryOutAsync(batch, register, tally, cancellationToken);
        }

        var (stated, taught) = await PutAsync(batch, register, tally, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await register.WriteSignaturesAsync(cancellationToken);
        await register.CompleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await attributions.RegroupAsync(db, register.Regrouped, sequence.Next, cancellationToken);
        await RecordAsync(db, stated, sequence, cancellationToken);
        await OfficeLessons.LearnAsync(db, taught, sequence, clock.GetUtcNow(), cancellationToken);
        await IndexRun.PutAsync(db, articles, batch.TextOf, cancellationToken);
        await IndexRun.PutAsync(db, register.Regrouped.Except(articles.Select(article => article.Id)).ToList(), cancellationToken);
        // With the key of the index in one update of its row: rows of articles are long, and stand in ten indexes.
        var now = clock.GetUtcNow();
        articles.ForEach(article => article.GroupedAt = now);
        if (batch.States is { } states)
        {
            await StoryIndexStore.KeepAsync(db, states, cancellationToken);
        }

        await sequence.KeepAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (!await db.HoldsAsync(batch.Lease, cancellationToken) || !await AreOfTheirRevisionAsync(db, articles, cancellationToken))
        {
            return null;
        }

        await transaction.CommitAsync(cancellationToken);
        return tally;
    }

    /// <summary>
    /// Whether nobody confirmed, since they were read, what articles state that had their places before: what is written of their findings would undo it.
    /// </summary>
    private static async Task<bool> AreAsReadAsync(GroupBatch batch, CancellationToken cancellationToken)
    {
        var known = batch.Steps.Where(step => step.Known is not null).Select(step => step.Article).ToList();
        if (known.Count == 0)
        {
            return true;
        }

        var ids = known.ConvertAll(article => article.Id);
        var stored = await batch.Db.Set<Article>().Where(article => ids.Contains(article.Id)).Select(article => new { article.Id, article.Statements })
            .ToDictionaryAsync(article => article.Id, article => article.Statements, cancellationToken);
        return known.TrueForAll(article => stored.TryGetValue(article.Id, out var statements)
            && statements == batch.Db.Entry(article).Property(one => one.Statements).OriginalValue);
    }

    /// <summary>
    /// Whether the articles have the text that was placed. Asked when their rows are written, and so locked: a text that is read anew from now on waits for
    /// the commit, and is grouped after it.
    /// </summary>
    private static async Task<bool> AreOfTheirRevisionAsync(MonitorDbContext db, List<Article> articles, CancellationToken cancellationToken)
    {
        var ids = articles.ConvertAll(article => article.Id);
        var stored = await db.Set<Article>().Where(article => ids.Contains(article.Id)).Select(article => new { article.Id, article.Revision })
            .ToDictionaryAsync(article => article.Id, article => article.Revision, cancellationToken);
        return articles.TrueForAll(article => stored.TryGetValue(article.Id, out var revision) && revision == article.Revision);
    }

    /// <summary>Writes the places in their order. Answers the articles that state something, and those that teach who holds an office.</summary>
    private async Task<(List<GroupStep> Stated, List<GroupStep> Taught)> PutAsync(
        GroupBatch batch, StoryRegister register, RunTally tally, CancellationToken cancellationToken)
    {
        var (stated, taught) = (new List<GroupStep>(), new List<GroupStep>());
        foreach (var step in batch.Steps)
        {
            var findings = Put(batch.Db, register, step, tally);
            if (findings is { Statements.Count: > 0 })
            {
                stated.Add(step);
            }

            if (findings is { Lessons.Count: > 0 })
            {
                taught.Add(step);
                step.Article.Lessons = null;
            }

            await register.MoveAsync(step.Moves, cancellationToken);
        }

        return (stated, taught);
    }

    /// <summary>Writes one place; answers what the article states, or null where it had to be set aside.</summary>
    private ArticleFindings? Put(MonitorDbContext db, StoryRegister register, GroupStep step, RunTally tally)
    {
        var fault = step.Fault;
        try
        {
            if (step.Placed is { } placed && step.Known is { } known)
            {
                register.Revise(step.Article, known, placed);
            }
            else if (step.Placed is { } added)
            {
                register.Add(step.Article, added, step.Order);
                tally.Count(Stories, added.OpensStory ? 1 : 0);
                tally.Count(Copies, added.Placement.Relation is CopyRelation.Copy ? 1 : 0);
            }
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            fault = refused;
        }

        if (fault is not null)
        {
            SetAside(db, step.Article, fault.Message, tally);
            logger.ArticleSetAside(fault, step.Article.Id);
            return null;
        }

        tally.Count(Articles);
        if (unrecordable.TryGetValue(step.Article.Id, out var reason))
        {
            SetAside(db, step.Article, $"its attributions could not be recorded: {reason}", tally);
            return null;
        }

        return step.Findings;
    }

    private void SetAside(MonitorDbContext db, Article article, string reason, RunTally tally)
    {
        var aside = db.Find<SetAsideArticle>(article.Id) ?? db.Add(new SetAsideArticle { ArticleId = article.Id, Reason = reason }).Entity;
        (aside.Reason, aside.SetAsideAt) = (reason, clock.GetUtcNow());
        tally.Skip($"article {article.Id}: {reason}");
    }

    private async Task RecordAsync(MonitorDbContext db, List<GroupStep> stated, ChangeSequence sequence, CancellationToken cancellationToken)
    {
        try
        {
            await attributions.RecordAsync(db, await GroupInputs.StatementsAsync(db, stated, cancellationToken), sequence.Next, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception fault) when (stated.Count > 0 && DatabaseFault.IsOfTheData(fault))
        {
            throw new UnrecordableException([.. stated.Select(one => one.Article.Id)], fault);
        }
    }

    /// <summary>Merges and splits as analysts decided since the last batch. The index goes on holding to it; after a take-over it is told anew.</summary>
    private async Task CarryOutAsync(GroupBatch batch, StoryRegister register, RunTally tally, CancellationToken cancellationToken)
    {
        var index = batch.Index;
        foreach (var label in await batch.Db.Set<StoryLabel>().ToCarryOut().ToListAsync(cancellationToken))
        {
            if (index.Holds(label.FirstArticleId) && index.Holds(label.SecondArticleId))
            {
                await register.MoveAsync(index.Decide(label.FirstArticleId, label.SecondArticleId, label.SameStory), cancellationToken);
                tally.Count(Decisions);
            }
            else
            {
                logger.DecisionTooLate(label.Id, label.FirstArticleId, label.SecondArticleId);
            }

            label.CarriedOutAt = clock.GetUtcNow();
        }

        foreach (var label in await batch.Db.Set<CopyLabel>().ToCarryOut().ToListAsync(cancellationToken))
        {
            if (await register.CarryOutAsync(label, index, clock.GetUtcNow(), cancellationToken))
            {
                tally.Count(Decisions);
            }
            else
            {
                logger.DecisionTooLate(label.Id, label.FirstArticleId, label.SecondArticleId);
            }
        }
    }
}
