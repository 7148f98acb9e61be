using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.AttributionEvents;

/// <summary>
/// Keeps events, facts and news in the database. It holds nothing between two calls: each loads what the articles at hand can touch, so that
/// a restart changes nothing. Called inside the commit of Group; what it changes is saved with everything else of that commit.
/// </summary>
/// <param name="rootsInForce">How actors belong together, by the actor book of the moment.</param>
public sealed class AttributionRegister(Func<MonitorDbContext, CancellationToken, Task<ActorRoots>> rootsInForce)
{
    /// <summary>The share of words that a lightly changed copy of a sentence keeps.</summary>
    private const double SharedWordsMin = 0.8;

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
        var judged = await JudgedBeforeAsync(db, touched, cancellationToken);
        var writer = new RegisterWriter(db, stored, nextSequence);
        foreach (var (article, evidence) in stated)
        {
            foreach (var one in evidence.OfType<Evidence>())
            {
                one.Rejected = RejectionOf(one) is not null;
                one.IsLikely = one.IsLikely && ConfirmationOf(one) is null;
            }

            var news = stored.Ledger.Add(article, evidence);
            writer.Take(article, news, RejectionOf, ConfirmationOf);
        }

        await ForgetLikelyAsync(db, stored, touched, cancellationToken);
        return await writer.WriteAsync(cancellationToken);

        // Of its own article too where one was only likely and the other is not: those are two statements of the same words.
        Verdict? RejectionOf(Evidence said) =>
            judged[said.CopyGroup].FirstOrDefault(one => one.Said.Rejected
                && (one.Said.ArticleId != said.ArticleId || one.Said.IsLikely != said.IsLikely) && SaysTheSame(one.Said, said)).Verdict;

        // Its own article counts too: read again, it says again what an analyst confirmed.
        Verdict? ConfirmationOf(Evidence said) =>
            judged[said.CopyGroup].FirstOrDefault(one => !one.Said.Rejected && SaysTheSame(one.Said, said)).Verdict;
    }

    /// <summary>
    /// An analyst says that an attribution is wrong: it counts for nothing from now on, nor does the same sentence in copies, those to come
    /// included (<see cref="GoingAlongAsync"/>). Where no
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

    /// <summary>
    /// An analyst says that what was only likely is right, with the same sentence in copies: from now on it counts, and is news as if it were
    /// stated now, unless its article is past.
    /// </summary>
    /// <returns>The news; the context is changed, not saved. Null where there is no such attribution.</returns>
    public Task<IReadOnlyList<AttributionNews>?> ConfirmAsync(
        MonitorDbContext db, long attributionId, string author, DateTimeOffset now, Func<long> nextSequence, CancellationToken cancellationToken) =>
        ConfirmAsync(db, attributionId, author, now, isNews: true, nextSequence, cancellationToken);

    private async Task<IReadOnlyList<AttributionNews>?> ConfirmAsync(
        MonitorDbContext db, long attributionId, string author, DateTimeOffset now, bool isNews, Func<long> nextSequence,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(nextSequence);
        if (await WithSameAsync(db, attributionId, cancellationToken) is not var (judged, stored, same))
        {
            return null;
        }

        var confirmed = same.FindAll(one => one is { IsLikely: true, Rejected: false });
        var rows = await RowsAsync(db, confirmed, cancellationToken);
        var article = await db.Set<Articles.Article>().Where(one => one.Id == judged.ArticleId).Select(one => new { one.Past, one.CollectedAt })
            .SingleAsync(cancellationToken);
        var news = stored.Ledger.Confirm(confirmed.ToHashSet(), isNews && !article.Past && now - article.CollectedAt <= Articles.Article.NewsAgeMax);
        var writer = new RegisterWriter(db, stored, nextSequence);
        foreach (var row in rows)
        {
            (row.IsLikely, row.ConfirmedAt, row.ConfirmedBy) = (false, now, author);
            var evidence = confirmed.Find(one => one.RowId == row.Id)!;
            writer.TakeConfirmed(row, evidence, news.TryGetValue(evidence, out var kind) ? kind : null);
        }

        await TellArticlesAsync(db, rows, cancellationToken);
        return await writer.WriteAsync(cancellationToken);
    }

    /// <summary>
    /// Takes up that articles changed their groups of copies: their statements count with the group that they are in now, and what an analyst
    /// rejected or confirmed in it holds for them too. What was told stays told. Saves what it changes.
    /// </summary>
    /// <param name="articles">Their places are saved.</param>
    public async Task RegroupAsync(
        MonitorDbContext db, IReadOnlyCollection<long> articles, Func<long> nextSequence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = articles.Count == 0 ? []
            : await db.Set<Attribution>().Where(one => articles.Contains(one.ArticleId)).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return;
        }

        var ids = rows.Select(row => row.ArticleId).Distinct().ToList();
        var places = await db.Set<StoryArticle>().Where(placed => ids.Contains(placed.ArticleId))
            .ToDictionaryAsync(placed => placed.ArticleId, cancellationToken);
        await db.MarkChangedAsync(rows, nextSequence, cancellationToken);
        var joined = new HashSet<string>();
        foreach (var row in rows)
        {
            var placed = places[row.ArticleId];
            var group = placed.CopyGroup.ToString(CultureInfo.InvariantCulture);
            if (row.CopyGroup != group)
            {
                (row.CopyGroup, _) = (group, joined.Add(group));
            }

            (row.IsCopy, row.IsTooShort) = (placed.Relation is StoryRelation.Copy, placed.IsTooShort);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var judged in await db.Set<Attribution>().AsNoTracking()
            .Where(one => (one.RejectedAt != null || one.ConfirmedAt != null) && joined.Contains(one.CopyGroup))
            // Rejections last: they hold against what was confirmed elsewhere.
            .OrderBy(one => one.RejectedAt != null).ThenBy(one => one.Id).ToListAsync(cancellationToken))
        {
            await (judged.RejectedAt is { } rejectedAt
                ? RejectAsync(db, judged.Id, judged.RejectedBy ?? "", rejectedAt, nextSequence, cancellationToken)
                : ConfirmAsync(db, judged.Id, judged.ConfirmedBy ?? "", judged.ConfirmedAt!.Value, isNews: false, nextSequence, cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>
    /// What goes along when an attribution is rejected: those of its group of copies that say the same in the same words. Empty where there is
    /// no such attribution, or none goes along.
    /// </summary>
    public static async Task<IReadOnlyList<Attribution>> GoingAlongAsync(MonitorDbContext db, long attributionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var judged = await db.Set<Attribution>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == attributionId, cancellationToken);
        if (judged is null)
        {
            return [];
        }

        var group = await db.Set<Attribution>().AsNoTracking().Include(one => one.Article)
            .Where(one => one.CopyGroup == judged.CopyGroup && one.Id != attributionId && one.ArticleId != judged.ArticleId)
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken);
        return GoingAlong(judged, group);
    }

    /// <summary>The same, among attributions that are at hand.</summary>
    public static IReadOnlyList<Attribution> GoingAlong(Attribution judged, IEnumerable<Attribution> among)
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(among);
        var said = StoredEvents.EvidenceIn(judged);
        return
        [
            .. among.Where(one => one.CopyGroup == judged.CopyGroup && one.ArticleId != judged.ArticleId
                && SaysTheSame(StoredEvents.EvidenceIn(one), said)),
        ];
    }

    /// <summary>
    /// Whether two statements of a group of copies are one: the same said by the same, in nearly the same words. Another sentence of the same
    /// text is another statement, which an analyst judges for itself.
    /// </summary>
    internal static bool SaysTheSame(Evidence one, Evidence other)
    {
        if (SaidKey(one) != SaidKey(other))
        {
            return false;
        }

        var (left, right) = (WordsOf(one.Quote), WordsOf(other.Quote));
        return left.Intersect(right).Count() >= SharedWordsMin * Math.Max(left.Count, right.Count);
    }

    /// <summary>What a statement says, whatever its words.</summary>
    private static string SaidKey(Evidence evidence) =>
        $"{evidence.Kind} {evidence.Key} {evidence.Strength} {string.Join(' ', evidence.Accusers.Order(StringComparer.OrdinalIgnoreCase))}"
        + (evidence.Instrument.Count > 0 ? $" {string.Join(';', evidence.Instrument)}" : "");

    private static HashSet<string> WordsOf(string quote)
    {
        var text = TokenizedText.Of(quote);
        return [.. Enumerable.Range(0, text.Tokens.Length).Select(token => text.Folded(token).ToString())];
    }

    private async Task<IReadOnlyList<AttributionNews>?> JudgeAsync(
        MonitorDbContext db, long attributionId, string? author, DateTimeOffset? rejectedAt, Func<long> nextSequence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(nextSequence);
        if (await WithSameAsync(db, attributionId, cancellationToken) is not var (judged, stored, same))
        {
            return null;
        }

        same.ForEach(one => stored.Ledger.SetRejected(one, rejectedAt is not null));
        var rows = await RowsAsync(db, same, cancellationToken);
        foreach (var row in rows)
        {
            row.RejectedAt = rejectedAt;
            row.RejectedBy = author;
            (row.ConfirmedAt, row.ConfirmedBy) = rejectedAt is null ? (row.ConfirmedAt, row.ConfirmedBy) : (null, null);
        }

        await db.MarkChangedAsync(rows, nextSequence, cancellationToken);
        var writer = new RegisterWriter(db, stored, nextSequence);
        await writer.WriteAsync(cancellationToken);
        return await writer.WithdrawOrRestoreFactsAsync(judged, rows, rejectedAt, cancellationToken);
    }

    /// <summary>An attribution with all that is stated against its accused, and of that itself and what goes along with it; null where there is none.</summary>
    private async Task<(Attribution Judged, StoredEvents Stored, List<Evidence> Same)?> WithSameAsync(
        MonitorDbContext db, long attributionId, CancellationToken cancellationToken)
    {
        if (await db.Set<Attribution>().SingleOrDefaultAsync(one => one.Id == attributionId, cancellationToken) is not { } judged)
        {
            return null;
        }

        var stored = await StoredEvents.LoadAllAsync(db, await rootsInForce(db, cancellationToken), judged.AccusedRoot, cancellationToken);
        var said = StoredEvents.EvidenceIn(judged);
        return (judged, stored,
        [
            .. stored.Ledger.Evidence.Where(one => one.RowId == judged.Id
                || (one.CopyGroup == judged.CopyGroup && one.ArticleId != said.ArticleId && SaysTheSame(one, said))),
        ]);
    }

    /// <summary>What an article keeps of its own statements says so too: digests, stories and a later grouping read it there.</summary>
    private static async Task TellArticlesAsync(MonitorDbContext db, List<Attribution> confirmed, CancellationToken cancellationToken)
    {
        var ids = confirmed.Select(row => row.ArticleId).Distinct().ToList();
        foreach (var article in await db.Set<Articles.Article>().Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            var said = confirmed.Where(row => row.ArticleId == article.Id).Select(row => row.Statement).ToList();
            var findings = ArticleFindings.In(article);
            (findings with
            {
                Statements =
                [
                    .. findings.Statements.Select(one =>
                        one with { Likely = one.Likely && !said.Exists(row => row.Evidence == one.Evidence && row.Accusers.SequenceEqual(one.Accusers)) }),
                ],
            }).PutInto(article);
        }
    }

    /// <summary>What was only likely, and nobody judged, goes where the same article says it in words that a rule understands.</summary>
    private static async Task ForgetLikelyAsync(
        MonitorDbContext db, StoredEvents stored, List<Evidence> touched, CancellationToken cancellationToken)
    {
        var gone = stored.Ledger.Evidence.Where(one => one is { RowId: not 0, IsLikely: true, Rejected: false }
            && touched.Exists(said => !said.IsLikely && said.ArticleId == one.ArticleId && SaysTheSame(one, said))).Select(one => one.RowId).ToList();
        if (gone.Count > 0)
        {
            db.RemoveRange(await db.Set<Attribution>().Where(one => gone.Contains(one.Id)).ToListAsync(cancellationToken));
        }
    }

    private static async Task<List<Attribution>> RowsAsync(MonitorDbContext db, List<Evidence> evidence, CancellationToken cancellationToken)
    {
        var ids = evidence.ConvertAll(one => one.RowId);
        return await db.Set<Attribution>().Include(one => one.Facts).Where(one => ids.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancellationToken);
    }

    /// <summary>What analysts rejected or confirmed in the groups of copies at hand.</summary>
    private static async Task<ILookup<string, (Evidence Said, Verdict Verdict)>> JudgedBeforeAsync(
        MonitorDbContext db, List<Evidence> touched, CancellationToken cancellationToken)
    {
        var groups = touched.Select(one => one.CopyGroup).Distinct().ToList();
        var judged = await db.Set<Attribution>().AsNoTracking()
            .Where(one => (one.RejectedAt != null || one.ConfirmedAt != null) && groups.Contains(one.CopyGroup))
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken);
        return judged.ToLookup(
            one => one.CopyGroup,
            one => (StoredEvents.EvidenceIn(one), new Verdict((one.RejectedAt ?? one.ConfirmedAt)!.Value, one.RejectedBy ?? one.ConfirmedBy ?? "")));
    }

    internal static long RowIdOf(ArticleStatements article) => long.Parse(article.ArticleId, CultureInfo.InvariantCulture);
}
