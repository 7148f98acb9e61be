using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.AttributionEvents;

/// <summary>
/// Keeps events, facts and news in the database. It holds nothing between two calls: each loads what the articles at hand can touch, so that
/// a restart changes nothing. Called inside the commit of Group; what it changes is saved with everything else of that commit.
/// </summary>
/// <param name="rootsInForce">How actors belong together, by the actor book of the moment.</param>
public sealed class AttributionRegister(Func<MonitorDbContext, CancellationToken, Task<ActorRoots>> rootsInForce)
{
    /// <summary>A register that always goes by the same book.</summary>
    public AttributionRegister(ActorRoots roots)
        : this((_, _) => Task.FromResult(roots))
    {
    }

    /// <summary>A register that follows each change of the actors.</summary>
    public AttributionRegister(ActorsInForce actors)
        : this(async (db, cancellationToken) => ActorRoots.Of(await actors(db, cancellationToken)))
    {
    }

    /// <summary>Records the statements of a batch of articles, in order; the context is changed, not saved.</summary>
    /// <param name="articles">Their ids are those of <see cref="Articles.Article"/>, their instants known.</param>
    /// <param name="nextSequence">The next number of a change; grows over all events and stories.</param>
    /// <returns>What is news, in order.</returns>
    public async Task<IReadOnlyList<AttributionNews>> RecordAsync(
        MonitorDbContext db, IReadOnlyList<ArticleStatements> articles, Func<long> nextSequence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(nextSequence);
        var roots = await rootsInForce(db, cancellationToken);
        var reader = new EventLedger(roots);
        var stated = articles.Select(article => (Article: article, Evidence: reader.EvidenceOf(article))).ToList();
        var touched = stated.SelectMany(one => one.Evidence).OfType<Evidence>().ToList();
        if (touched.Count == 0)
        {
            return [];
        }

        var stored = await StoredEvents.LoadAsync(db, roots, touched, cancellationToken);
        var rejected = await RejectedBeforeAsync(db, touched, cancellationToken);
        var writer = new RegisterWriter(db, stored, nextSequence);
        foreach (var (article, evidence) in stated)
        {
            foreach (var one in evidence.OfType<Evidence>())
            {
                one.Rejected = rejected.ContainsKey((one.CopyGroup, SaidKey(one)));
            }

            var news = stored.Ledger.Add(article, evidence);
            writer.Take(article, news, one => rejected.GetValueOrDefault((one.CopyGroup, SaidKey(one))));
        }

        return await writer.WriteAsync(cancellationToken);
    }

    /// <summary>
    /// An analyst says that an attribution is wrong: it counts for nothing from now on, nor do its copies, those to come included. Where no
    /// other evidence stands for a fact, those who were told get a correction.
    /// </summary>
    /// <returns>The corrections; the context is changed, not saved. Null where there is no such attribution.</returns>
    public Task<IReadOnlyList<AttributionNews>?> RejectAsync(
        MonitorDbContext db, long attributionId, string author, DateTimeOffset now, Func<long> nextSequence, CancellationToken cancellationToken) =>
        JudgeAsync(db, attributionId, author, now, nextSequence, cancellationToken);

    /// <summary>Takes a rejection back. Nothing of it is news.</summary>
    public Task<IReadOnlyList<AttributionNews>?> ReinstateAsync(
        MonitorDbContext db, long attributionId, Func<long> nextSequence, CancellationToken cancellationToken) =>
        JudgeAsync(db, attributionId, author: null, rejectedAt: null, nextSequence, cancellationToken);

    /// <summary>What a statement says, wherever it says it: a copy of a rejected one says the same in the same group of copies.</summary>
    internal static string SaidKey(Evidence evidence) =>
        $"{evidence.Kind} {evidence.Key} {evidence.Strength} {string.Join(' ', evidence.Accusers.Order(StringComparer.OrdinalIgnoreCase))}"
        + (evidence.Instrument.Count > 0 ? $" {string.Join(';', evidence.Instrument)}" : "");

    private async Task<IReadOnlyList<AttributionNews>?> JudgeAsync(
        MonitorDbContext db, long attributionId, string? author, DateTimeOffset? rejectedAt, Func<long> nextSequence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(nextSequence);
        var judged = await db.Set<Attribution>().SingleOrDefaultAsync(one => one.Id == attributionId, cancellationToken);
        if (judged is null)
        {
            return null;
        }

        var roots = await rootsInForce(db, cancellationToken);
        var stored = await StoredEvents.LoadAllAsync(db, roots, judged.AccusedRoot, cancellationToken);
        var said = SaidKey(StoredEvents.EvidenceIn(judged));
        var same = stored.Ledger.Evidence.Where(one => one.CopyGroup == judged.CopyGroup && SaidKey(one) == said).ToList();
        same.ForEach(one => stored.Ledger.SetRejected(one, rejectedAt is not null));
        var ids = same.ConvertAll(one => one.RowId);
        var rows = await db.Set<Attribution>().Include(one => one.Facts).Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.RejectedAt = rejectedAt;
            row.RejectedBy = author;
        }

        var writer = new RegisterWriter(db, stored, nextSequence);
        await writer.WriteAsync(cancellationToken);
        return await writer.WithdrawOrRestoreFactsAsync(judged, rows, rejectedAt, cancellationToken);
    }

    /// <summary>What analysts rejected in the groups of copies at hand.</summary>
    private static async Task<Dictionary<(string CopyGroup, string Said), Rejection>> RejectedBeforeAsync(
        MonitorDbContext db, List<Evidence> touched, CancellationToken cancellationToken)
    {
        var groups = touched.Select(one => one.CopyGroup).Distinct().ToList();
        var rejected = await db.Set<Attribution>().AsNoTracking()
            .Where(one => one.RejectedAt != null && groups.Contains(one.CopyGroup))
            .ToListAsync(cancellationToken);
        var known = new Dictionary<(string, string), Rejection>();
        foreach (var one in rejected)
        {
            known.TryAdd((one.CopyGroup, SaidKey(StoredEvents.EvidenceIn(one))), new Rejection(one.RejectedAt!.Value, one.RejectedBy ?? ""));
        }

        return known;
    }

    internal static long RowIdOf(ArticleStatements article) => long.Parse(article.ArticleId, CultureInfo.InvariantCulture);
}
