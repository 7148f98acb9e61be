using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Audit;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.AttributionEvents;

/// <summary>An analyst's word, as one commit of its own.</summary>
public static class AttributionJudging
{
    /// <summary>Says that an attribution is wrong, with its copies: it counts for nothing from now on, but stays visible.</summary>
    public static Task<AttributionJudgement> RejectAsync(
        this MonitorDbContext db, AttributionRegister register, long attributionId, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(register);
        return db.JudgeAsync(
            Deed.AttributionRejected, attributionId, author, now, next => register.RejectAsync(db, attributionId, author, now, next, cancellationToken),
            cancellationToken);
    }

    /// <summary>Takes a rejection back. Nothing of it is news.</summary>
    public static Task<AttributionJudgement> ReinstateAsync(
        this MonitorDbContext db, AttributionRegister register, long attributionId, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(register);
        return db.JudgeAsync(
            Deed.AttributionReinstated, attributionId, author, now, next => register.ReinstateAsync(db, attributionId, next, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// Says that an attribution is right, with its copies: it is marked so, and a rejection of it is taken back. That is no news, since who was told
    /// knows it. What was only likely counts from now on, and is news unless it is past.
    /// </summary>
    public static async Task<AttributionJudgement> ConfirmAsync(
        this MonitorDbContext db, AttributionRegister register, long attributionId, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(register);
        var isRejected = await db.Set<Attribution>().AnyAsync(one => one.Id == attributionId && one.RejectedAt != null, cancellationToken);
        if (isRejected)
        {
            await db.ReinstateAsync(register, attributionId, author, now, cancellationToken);
        }

        if (await db.Set<Attribution>().AnyAsync(one => one.Id == attributionId && one.IsLikely, cancellationToken))
        {
            return await db.JudgeAsync(
                Deed.AttributionConfirmed, attributionId, author, now, next => register.ConfirmAsync(db, attributionId, author, now, next, cancellationToken),
                cancellationToken);
        }

        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        long[] ids = [attributionId, .. (await AttributionRegister.GoingAlongAsync(db, attributionId, cancellationToken)).Select(one => one.Id)];
        var confirmed = await db.Set<Attribution>().Where(one => ids.Contains(one.Id) && one.RejectedAt == null).ToListAsync(cancellationToken);
        if (confirmed.Find(one => one.Id == attributionId) is not { } judged)
        {
            return new AttributionJudgement.Unknown(attributionId);
        }

        confirmed.ForEach(one => (one.ConfirmedAt, one.ConfirmedBy) = (now, author));
        db.Record(
            Deed.AttributionConfirmed, author, $"attribution {attributionId}", now, from: judged.Quote,
            to: confirmed.Count > 1 ? $"with {EnglishCount.Of(confirmed.Count - 1, "copy")}" : null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AttributionJudgement.Recorded(attributionId, 0);
    }

    private static async Task<AttributionJudgement> JudgeAsync(
        this MonitorDbContext db, Deed deed, long attributionId, string author, DateTimeOffset now,
        Func<Func<long>, Task<IReadOnlyList<AttributionNews>?>> judge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        // Group numbers its changes too: whoever comes second waits here, and then sees what the first one wrote.
        var sequence = await ChangeSequence.BeginAsync(db, cancellationToken);
        if (await judge(sequence.Next) is not { } news)
        {
            return new AttributionJudgement.Unknown(attributionId);
        }

        var corrections = news.Count(one => one.Kind is NewsKind.Correction);

        var quote = await db.Set<Attribution>().Where(one => one.Id == attributionId).Select(one => one.Quote).SingleAsync(cancellationToken);
        db.Record(deed, author, $"attribution {attributionId}", now, from: quote, to: corrections > 0 ? EnglishCount.Of(corrections, "correction") : null);
        await db.SaveChangesAsync(cancellationToken);
        await sequence.KeepAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AttributionJudgement.Recorded(attributionId, corrections)
        {
            News = deed is Deed.AttributionConfirmed ? news.Count - corrections : null,
        };
    }
}
