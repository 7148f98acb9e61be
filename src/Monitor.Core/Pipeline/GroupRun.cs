using System.Diagnostics;
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
using Monitor.Stories.OwnTexts;
using Monitor.Telemetry;
using Stated = (Monitor.Articles.Article Article, System.Collections.Generic.IReadOnlyList<Monitor.Attributions.Statement> Statements);
using Taught = (Monitor.Articles.Article Article, System.Collections.Generic.IReadOnlyList<Monitor.Attributions.Learnt.OfficeLesson> Lessons);

namespace Monitor.Pipeline;

/// <summary>
/// Puts articles that were read into copy groups, stories and attribution events: boilerplate mask → own text → fingerprint → copies → story →
/// attribution event → facts. Done in order, by one worker at a time; each batch is one commit, fenced by the lease.
/// </summary>
public sealed class GroupRun(
    MonitorDbContextFactory contexts, StoriesOptions options, AttributionRegister attributions, TimeProvider clock, ILogger<GroupRun> logger)
    : IDisposable
{
    public const string LeaseName = "group";

    private const string Articles = "articles";
    private const string Stories = "stories";
    private const string Copies = "copies";
    private const string Decisions = "decisions";

    private const int BatchMax = 200;

    /// <summary>A batch that takes longer is committed as far as it came: a fault costs no more than that, on a slow machine too.</summary>
    private static readonly TimeSpan BatchTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>The states that are kept whole are written after so many articles: they are some megabytes.</summary>
    private const int ArticlesBetweenStates = 5000;

    private readonly RunLease _lease = new(contexts, LeaseName);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly StoryIndexStore _store = new(contexts, options);
    private readonly Dictionary<long, string> _unrecordable = [];
    private GroupStanding? _standing;
    private int _alone;

    /// <param name="articlesMax">Stops after as many articles.</param>
    public async Task<RunReport> RunAsync(int articlesMax = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = NewTally();
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            while (tally[Articles] + tally.Skipped.Count < articlesMax
                && await GroupNextAsync(Math.Min(_alone > 0 ? 1 : BatchMax, articlesMax - tally[Articles]), tally, cancellationToken))
            {
            }

            await GiveBackAsync(cancellationToken);
        }
        catch
        {
            // What was placed in memory and not committed must not be built upon.
            _standing = null;
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static RunTally NewTally() => new(RunNames.Group, [Articles, Stories, Copies, Decisions]);

    /// <summary>
    /// Groups a batch. Where its attributions cannot be recorded, its articles are taken one by one, and the one that is to blame is grouped
    /// without them: one article must not hold up all others.
    /// </summary>
    private async Task<bool> GroupNextAsync(int batchMax, RunTally tally, CancellationToken cancellationToken)
    {
        try
        {
            var (goesOn, batch) = await DatabaseRetry.RunAsync(() => GroupBatchAsync(batchMax, NewTally(), cancellationToken), cancellationToken);
            _alone = Math.Max(0, _alone - batchMax);
            tally.Take(batch);
            return goesOn;
        }
        catch (UnrecordableException fault)
        {
            _standing = null;
            if (fault.Articles is [var article])
            {
                _unrecordable[article] = fault.InnerException!.GetBaseException().Message;
            }
            else
            {
                _alone = batchMax;
            }

            logger.AttributionsUnrecordable(fault.InnerException!, fault.Articles.Count);
            return true;
        }
    }

    /// <summary>Groups one batch; false when there is nothing (more) to do, or another worker does it.</summary>
    /// <exception cref="UnrecordableException">The articles' attributions cannot be recorded; nothing of the batch is kept.</exception>
    private async Task<(bool GoesOn, RunTally Tally)> GroupBatchAsync(int batchMax, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        db.SaveWithoutSavepoints();
        await db.MayForgetAsync(cancellationToken);
        var isDue = await db.Set<Article>().ToGroup(1).AnyAsync(cancellationToken) || await db.Set<StoryLabel>().ToCarryOut().AnyAsync(cancellationToken)
            || await db.Set<CopyLabel>().ToCarryOut().AnyAsync(cancellationToken);
        if (!isDue || await _lease.TakeAsync(db, cancellationToken) is not { } lease)
        {
            return (false, tally);
        }

        // One more than the last attempt is this worker again, after it gave the lease back: nobody was in between.
        var standing = _standing is { } last && lease.AttemptNumber - last.Attempt is 0 or 1 ? _standing : await TakeOverAsync(lease, cancellationToken);
        _standing = null;
        standing.Attempt = lease.AttemptNumber;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(lease, cancellationToken))
        {
            return (false, tally);
        }

        // Asked only now: what another worker grouped before it gave the lease back must not be grouped again.
        var pending = await db.Set<Article>().ToGroup(batchMax).ToListAsync(cancellationToken);
        var due = pending.Count;
        var sequence = await ChangeSequence.BeginAsync(db, cancellationToken);
        var register = new StoryRegister(db, sequence);
        await CarryOutAsync(db, register, standing, tally, cancellationToken);
        var (stated, taught) = await PlaceAllAsync(db, lease, register, standing, pending, tally, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await register.CompleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await attributions.RegroupAsync(db, register.Regrouped, sequence.Next, cancellationToken);
        await RecordAsync(db, stated, sequence, cancellationToken);
        await OfficeLessons.LearnAsync(db, taught, sequence, clock.GetUtcNow(), cancellationToken);
        await IndexRun.PutAsync(db, pending, cancellationToken);
        await IndexRun.PutAsync(db, register.Regrouped.Except(pending.Select(article => article.Id)).ToList(), cancellationToken);
        // With the key of the index in one update of its row: rows of articles are long, and stand in ten indexes.
        var now = clock.GetUtcNow();
        pending.ForEach(article => article.GroupedAt = now);
        if (standing.Order - standing.StatesOrder >= ArticlesBetweenStates)
        {
            await StoryIndexStore.KeepAsync(db, standing.Index, standing.Order, cancellationToken);
            standing.StatesOrder = standing.Order;
        }

        await sequence.KeepAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.HoldsAsync(lease, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _standing = standing;
        pending.ForEach(article => _unrecordable.Remove(article.Id));
        return (due == batchMax || pending.Count < due, tally);
    }

    /// <summary>
    /// Places the articles in their order, and takes out of the list those that its time leaves for the next batch. Answers those that state
    /// something, and those that teach who holds an office.
    /// </summary>
    private async Task<(List<Stated> Stated, List<Taught> Taught)> PlaceAllAsync(
        MonitorDbContext db, HeldLease lease, StoryRegister register, GroupStanding standing, List<Article> pending, RunTally tally,
        CancellationToken cancellationToken)
    {
        var known = await db.KnownPlacesAsync(pending, cancellationToken);
        var (stated, taught) = (new List<Stated>(), new List<Taught>());
        var began = Stopwatch.GetTimestamp();
        var signAt = began;
        for (var place = 0; place < pending.Count; place++)
        {
            var article = pending[place];
            if (Stopwatch.GetElapsedTime(signAt) > LeaseTimes.SignEvery)
            {
                // The database takes a session that is silent inside a transaction for a dead worker's.
                await db.HoldsAsync(lease, cancellationToken);
                signAt = Stopwatch.GetTimestamp();
            }

            var findings = Place(db, register, standing, article, known.GetValueOrDefault(article.Id), tally);
            if (findings is { Statements.Count: > 0 })
            {
                stated.Add((article, findings.Statements));
            }

            if (findings is { Lessons.Count: > 0 })
            {
                taught.Add((article, findings.Lessons));
                article.Lessons = null;
            }

            if (standing.IsRepairDue)
            {
                await register.MoveAsync(standing.Repair(), cancellationToken);
            }

            if (Stopwatch.GetElapsedTime(began) > BatchTimeMax)
            {
                pending.RemoveRange(place + 1, pending.Count - place - 1);
            }
        }

        return (stated, taught);
    }

    private async Task RecordAsync(
        MonitorDbContext db, List<Stated> stated, ChangeSequence sequence, CancellationToken cancellationToken)
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
    private async Task CarryOutAsync(MonitorDbContext db, StoryRegister register, GroupStanding standing, RunTally tally, CancellationToken cancellationToken)
    {
        foreach (var label in await db.Set<StoryLabel>().ToCarryOut().ToListAsync(cancellationToken))
        {
            if (standing.Index.Holds(label.FirstArticleId) && standing.Index.Holds(label.SecondArticleId))
            {
                await register.MoveAsync(standing.Index.Decide(label.FirstArticleId, label.SecondArticleId, label.SameStory), cancellationToken);
                tally.Count(Decisions);
            }
            else
            {
                logger.DecisionTooLate(label.Id, label.FirstArticleId, label.SecondArticleId);
            }

            label.CarriedOutAt = clock.GetUtcNow();
        }

        foreach (var label in await db.Set<CopyLabel>().ToCarryOut().ToListAsync(cancellationToken))
        {
            if (await register.CarryOutAsync(label, standing.Index, clock.GetUtcNow(), cancellationToken))
            {
                tally.Count(Decisions);
            }
            else
            {
                logger.DecisionTooLate(label.Id, label.FirstArticleId, label.SecondArticleId);
            }
        }
    }

    /// <summary>Places one article; answers what it states outside of page boilerplate, or null where it had to be set aside.</summary>
    private ArticleFindings? Place(
        MonitorDbContext db, StoryRegister register, GroupStanding standing, Article article, KnownPlace? known, RunTally tally)
    {
        using var span = Traces.OfArticle("group", article.Id);
        try
        {
            var findings = ArticleFindings.In(article);
            var input = GroupInputs.Of(article, findings);
            OwnText own;
            if (known is null)
            {
                var placed = standing.Index.Add(input);
                register.Add(article, placed, ++standing.Order);
                tally.Count(Stories, placed.OpensStory ? 1 : 0);
                tally.Count(Copies, placed.Placement.Relation is CopyRelation.Copy ? 1 : 0);
                own = placed.Own;
            }
            else
            {
                var revised = standing.Index.Revise(input, known.Placed.StoryId, known.Placed.CopyGroup);
                register.Revise(article, known, revised);
                own = revised.Own;
            }

            tally.Count(Articles);
            findings = findings.Without(own.IsBoilerplate);
            findings.PutInto(article);
            if (_unrecordable.TryGetValue(article.Id, out var reason))
            {
                SetAside(db, article, $"its attributions could not be recorded: {reason}", tally);
                return null;
            }

            return findings;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            SetAside(db, article, fault.Message, tally);
            logger.ArticleSetAside(fault, article.Id);
            return null;
        }
    }

    private void SetAside(MonitorDbContext db, Article article, string reason, RunTally tally)
    {
        var aside = db.Find<SetAsideArticle>(article.Id) ?? db.Add(new SetAsideArticle { ArticleId = article.Id, Reason = reason }).Entity;
        (aside.Reason, aside.SetAsideAt) = (reason, clock.GetUtcNow());
        tally.Skip($"article {article.Id}: {reason}");
    }

    /// <summary>Lets any worker go on at once; this one too, without taking up the index again.</summary>
    private async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (_standing is { } standing)
        {
            await _lease.ReleaseAsync(_lease.Held(standing.Attempt), cancellationToken);
        }
    }

    private async Task<GroupStanding> TakeOverAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var renewal = _lease.Keep(lease);
        var (index, order, statesOrder) = await _store.LoadAsync(cancellationToken);
        logger.IndexTaken(index.Articles, Stopwatch.GetElapsedTime(started));
        return new GroupStanding(index, order) { StatesOrder = statesOrder };
    }
}
