using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Pipeline.Grouping;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline;

/// <summary>
/// Puts articles that were read into copy groups, stories and attribution events: boilerplate mask → own text → fingerprint → copies → story →
/// attribution event → facts. Done in order, by one worker at a time; each batch is one commit, fenced by the lease. While the database takes a batch, the
/// next one is placed in memory; where the commit fails, both are thrown away with the index, which is taken up again as the database has it.
/// </summary>
public sealed class GroupRun(
    MonitorDbContextFactory contexts, StoriesOptions options, AttributionRegister attributions, TimeProvider clock, ILogger<GroupRun> logger)
    : IDisposable
{
    public const string LeaseName = "group";

    private const int BatchMax = 200;

    private readonly RunLease _lease = new(contexts, LeaseName);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly StoryIndexStore _store = new(contexts, options);
    private readonly TermSegments _segments = new(contexts, clock);

    // Written only while no batch is under way, which reads it.
    private readonly Dictionary<long, string> _unrecordable = [];
    private GroupStanding? _standing;
    private (GroupBatch Batch, Task<RunTally?> Written)? _underWay;
    private int _alone;

    /// <param name="articlesMax">Stops after as many articles.</param>
    public async Task<RunReport> RunAsync(int articlesMax = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = BatchWriting.NewTally();
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            while (await GroupNextAsync(articlesMax, tally, cancellationToken))
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

    /// <summary>
    /// Groups a batch. Where its attributions cannot be recorded, its articles are taken one by one, and the one that is to blame is grouped
    /// without them: one article must not hold up all others.
    /// </summary>
    private async Task<bool> GroupNextAsync(int articlesMax, RunTally tally, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            return await DatabaseRetry.RunAsync(() => StepAsync(articlesMax, tally, isAgain: attempts++ > 0, cancellationToken), cancellationToken);
        }
        catch (UnrecordableException fault)
        {
            if (fault.Articles is [var article])
            {
                _unrecordable[article] = fault.InnerException!.GetBaseException().Message;
            }
            else
            {
                _alone = BatchMax;
            }

            logger.AttributionsUnrecordable(fault.InnerException!, fault.Articles.Count);
            return true;
        }
    }

    /// <summary>
    /// Places a batch while the database takes the one before, and hands it on. False when there is nothing (more) to do, or another worker does it.
    /// </summary>
    /// <param name="isAgain">
    /// Waits for the batch that it begins: an attempt that only begins one always succeeds, and what fails each time would be tried for ever.
    /// </param>
    private async Task<bool> StepAsync(int articlesMax, RunTally tally, bool isAgain, CancellationToken cancellationToken)
    {
        var before = _underWay?.Batch;
        var left = articlesMax - tally[BatchWriting.Articles] - tally.Skipped.Count - (before?.Articles.Count ?? 0);
        var placing = NextAsync(before, Math.Min(left, _alone > 0 ? 1 : BatchMax), cancellationToken);
        try
        {
            // Whatever it comes to: what came before goes before it, and nothing is begun anew beside either.
            await Task.WhenAny(placing);
            var isWritten = await WrittenAsync(tally);
            var next = await placing;
            if (isWritten && next is not null)
            {
                // Here no commit is under way that it would have to wait for.
                await DivideTermsAsync(next.Lease, cancellationToken);
                _underWay = (next, WriteAsync(next, cancellationToken));
                isWritten = !isAgain || await WrittenAsync(tally);
                _standing = isWritten ? _standing : null;
                return isWritten;
            }

            await using var unwritten = next;
            _standing = isWritten ? _standing : null;
            return isWritten && before is { IsLast: false };
        }
        catch
        {
            _standing = null;
            await using var unwritten = placing.IsCompletedSuccessfully ? await placing : null;
            throw;
        }
    }

    /// <summary>On a thread of its own: SQLite answers within the call.</summary>
    private Task<RunTally?> WriteAsync(GroupBatch batch, CancellationToken cancellationToken) =>
        Task.Run(() => new BatchWriting(attributions, _unrecordable, clock, logger).WriteAsync(batch, cancellationToken), CancellationToken.None);

    /// <summary>Waits for the batch that is under way; false when nothing of it was written.</summary>
    private async Task<bool> WrittenAsync(RunTally tally)
    {
        if (_underWay is not { } one)
        {
            return true;
        }

        _underWay = null;
        await using var batch = one.Batch;
        if (await one.Written is not { } counted)
        {
            return false;
        }

        tally.Take(counted);
        _segments.Took(batch.Articles.Count);
        _alone = Math.Max(0, _alone - batch.Articles.Count);
        batch.Articles.ForEach(article => _unrecordable.Remove(article.Id));
        return true;
    }

    /// <summary>The index of terms serves as it is; what stands in the way is met again some thousand articles on.</summary>
    private async Task DivideTermsAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        if (!_segments.IsDue)
        {
            return;
        }

        await using var renewal = _lease.Keep(lease);
        try
        {
            await _segments.DivideAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.TermsNotDivided(fault.GetBaseException().Message);
        }
    }

    /// <summary>The next batch, placed; null when there is none, or none that may be placed before what is under way is committed.</summary>
    private async Task<GroupBatch?> NextAsync(GroupBatch? before, int batchMax, CancellationToken cancellationToken)
    {
        if (batchMax <= 0 || before is { IsLast: true } or { Decides: true })
        {
            return null;
        }

        var db = contexts.CreateForgetful();
        GroupBatch? next = null;
        try
        {
            db.SaveWithoutSavepoints();
            await db.Database.OpenConnectionAsync(cancellationToken);
            next = await PlaceAsync(db, before, batchMax, cancellationToken);
            return next;
        }
        finally
        {
            if (next is null)
            {
                await db.DisposeAsync();
            }
        }
    }

    private async Task<GroupBatch?> PlaceAsync(MonitorDbContext db, GroupBatch? before, int batchMax, CancellationToken cancellationToken)
    {
        var isDecided = await db.Set<StoryLabel>().ToCarryOut().AnyAsync(cancellationToken)
            || await db.Set<CopyLabel>().ToCarryOut().AnyAsync(cancellationToken);
        if (before is not null && isDecided)
        {
            return null;
        }

        // The row of the lease is the commit's that is under way: who has that one fails with it.
        var lease = before?.Lease;
        if (lease is null && (isDecided || await db.Set<Article>().ToGroup(1).AnyAsync(cancellationToken)))
        {
            lease = await HoldAsync(db, cancellationToken);
        }

        if (lease is null || isDecided)
        {
            return lease is null ? null : new GroupBatch(db, lease, _standing!.Index, []);
        }

        // Asked only now: what another worker grouped before it gave the lease back must not be grouped again.
        var underWay = before?.Articles.ConvertAll(article => article.Id) ?? [];
        var due = db.Set<Article>().Where(article => !underWay.Contains(article.Id)).ToGroup(batchMax);
        if (before is not null && await due.CountAsync(cancellationToken) < batchMax)
        {
            // While the commit goes on more of them come: few at a time would be as many commits.
            return null;
        }

        var pending = await due.ToListAsync(cancellationToken);
        var known = await db.KnownPlacesAsync(pending, cancellationToken);
        if (pending.Count == 0 || (before is not null && known.Count > 0))
        {
            // Where those stand that were grouped before, the commit under way may still change.
            return null;
        }

        var steps = _standing!.Place(pending, known);
        return new GroupBatch(db, lease, _standing.Index, steps)
        {
            IsLast = pending.Count < batchMax && steps.Count == pending.Count,
            States = _standing.StatesIfDue(),
        };
    }

    /// <summary>Takes the lease, with an index that is good under it; null while another worker has it.</summary>
    private async Task<HeldLease?> HoldAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        if (await _lease.TakeAsync(db, cancellationToken) is not { } lease)
        {
            return null;
        }

        // One more than the last attempt is this worker again, after it gave the lease back: nobody was in between.
        var isOurs = _standing is { } last && lease.AttemptNumber - last.Attempt is 0 or 1;
        _standing = isOurs ? _standing : await TakeOverAsync(lease, cancellationToken);
        _standing!.Attempt = lease.AttemptNumber;
        return lease;
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
        logger.IndexTaken(index.Articles, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return new GroupStanding(index, order, statesOrder);
    }
}
