using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>An analyst's word that a statement is wrong.</summary>
internal sealed record Rejection(DateTimeOffset At, string Author);

/// <summary>Turns what a ledger made of a batch into changes of rows.</summary>
internal sealed class RegisterWriter(MonitorDbContext db, StoredEvents stored, Func<long> nextSequence)
{
    private readonly Dictionary<OngoingEvent, AttributionEvent> _rows = [];
    private readonly List<(Attribution Row, Evidence Evidence)> _added = [];
    private readonly List<(Attribution Row, Evidence Evidence, NewsKind Kind)> _news = [];

    /// <summary>Takes the answer of the ledger for one article; what the article had stated before is known already.</summary>
    public void Take(ArticleStatements article, IReadOnlyList<StatementNews> told, Func<Evidence, Rejection?> rejectionOf)
    {
        for (var index = 0; index < told.Count; index++)
        {
            if (told[index] is not { Evidence: { } evidence, IsRepeat: false } one)
            {
                continue;
            }

            var row = new Attribution
            {
                ArticleId = AttributionRegister.RowIdOf(article),
                Index = evidence.Index,
                Key = evidence.Key.ToString(),
                AccusedRoot = evidence.Key.AccusedRoot,
                Kind = evidence.Kind,
                Strength = evidence.Strength,
                Accusers = [.. evidence.Accusers],
                StateLevelAccusers = [.. evidence.StateLevelAccusers],
                PublishedAt = evidence.PublishedAt!.Value,
                CopyGroup = evidence.CopyGroup,
                Instrument = [.. evidence.Instrument],
                IsCopy = article.IsCopy,
                Quote = evidence.Quote,
                Statement = article.Statements[index],
                RejectedAt = rejectionOf(evidence)?.At,
                RejectedBy = rejectionOf(evidence)?.Author,
            };
            _added.Add((row, evidence));
            if (one.News is { } kind)
            {
                _news.Add((row, evidence, kind));
            }
        }
    }

    /// <summary>Changes the context; what is news comes back in order.</summary>
    public async Task<IReadOnlyList<AttributionNews>> WriteAsync(CancellationToken cancellationToken)
    {
        await WriteEventsAsync(cancellationToken);
        await MoveAsync(cancellationToken);
        await AddAsync(cancellationToken);
        var news = _news.ConvertAll(one => new AttributionNews
        {
            Sequence = nextSequence(),
            Kind = one.Kind,
            Event = RowOf(stored.Ledger.EventOf(one.Evidence)),
            Attribution = one.Row,
        });
        db.AddRange(news);
        return news;
    }

    /// <summary>After a judgement: facts that nothing stands for any more are withdrawn, with a correction each; others come back.</summary>
    public IReadOnlyList<AttributionNews> WithdrawOrRestoreFacts(Attribution judged, List<Attribution> rows, DateTimeOffset? rejectedAt)
    {
        var standing = stored.Ledger.Facts.Select(fact => fact.ToString()).ToHashSet(StringComparer.Ordinal);
        var corrections = new List<AttributionNews>();
        foreach (var fact in rows.SelectMany(row => row.Facts).Distinct())
        {
            var stands = standing.Contains(fact.Key);
            if (!stands && fact.WithdrawnAt is null && judged.EventId is { } eventId)
            {
                corrections.Add(new AttributionNews
                {
                    Sequence = nextSequence(),
                    Kind = NewsKind.Correction,
                    EventId = eventId,
                    Attribution = judged,
                    Fact = fact,
                });
            }

            fact.WithdrawnAt = stands ? null : fact.WithdrawnAt ?? rejectedAt;
        }

        db.AddRange(corrections);
        return corrections;
    }

    private async Task WriteEventsAsync(CancellationToken cancellationToken)
    {
        var standing = stored.Ledger.Events.ToList();
        var gone = stored.Ledger.Merged.Where(one => one.RowId != 0).ToList();
        var touched = _added.Select(one => stored.Ledger.EventOf(one.Evidence)).OfType<OngoingEvent>().ToHashSet();
        var ids = standing.Concat(gone).Select(one => one.RowId).Where(id => id != 0).ToList();
        var known = await db.Set<AttributionEvent>().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
        foreach (var ongoing in standing)
        {
            if (!known.TryGetValue(ongoing.RowId, out var row) && await RetiredAsync(ongoing, cancellationToken) is { } retired)
            {
                (row, retired.IsRetired, retired.Sequence) = (retired, false, nextSequence());
            }
            else if (row is null)
            {
                row = new AttributionEvent { Key = ongoing.Key.ToString(), AccusedRoot = ongoing.Key.AccusedRoot, Sequence = nextSequence() };
                db.Add(row);
            }
            else if (touched.Contains(ongoing) || row.StartAt != ongoing.StartAt)
            {
                row.Sequence = nextSequence();
            }

            row.StartAt = ongoing.StartAt!.Value;
            row.Instrument = stored.IsWhole(ongoing.Key) ? ongoing.Instrument : row.Instrument;
            _rows.Add(ongoing, row);
        }

        foreach (var ongoing in gone)
        {
            var row = known[ongoing.RowId];
            row.MergedInto = RowOf(ongoing.MergedInto);
            row.IsRetired = row.MergedInto is null;
            row.Sequence = nextSequence();
        }
    }

    /// <summary>The row of an event that comes back because a rejection was taken back: links to it stay good. Null for one that is new.</summary>
    private async Task<AttributionEvent?> RetiredAsync(OngoingEvent ongoing, CancellationToken cancellationToken)
    {
        var ids = stored.Ledger.Evidence
            .Where(one => one.RowId != 0 && one.IsAccusation && ReferenceEquals(stored.Ledger.EventOf(one), ongoing))
            .Select(stored.EventIdOf)
            .OfType<long>()
            .Distinct()
            .ToList();
        return ids.Count == 0 ? null
            : await db.Set<AttributionEvent>().Where(one => one.IsRetired && ids.Contains(one.Id))
                .OrderBy(one => one.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Evidence whose event changed because an earlier accusation arrived late, or one was rejected. What is rejected and belongs to no event
    /// any more stays with the one it was in, so that it stays visible.
    /// </summary>
    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        var moved = stored.Movable
            .Select(one => (one.Evidence.RowId, one.EventId, one.Evidence.Rejected, Event: RowOf(stored.Ledger.EventOf(one.Evidence))))
            .Where(one => one.Event is null ? one.EventId is not null && !one.Rejected : one.Event.Id == 0 || one.Event.Id != one.EventId)
            .ToDictionary(one => one.RowId, one => one.Event);
        var ids = moved.Keys.ToList();
        foreach (var row in await db.Set<Attribution>().Include(one => one.Event).Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            row.Event = moved[row.Id];
        }
    }

    private async Task AddAsync(CancellationToken cancellationToken)
    {
        var keys = _added.SelectMany(one => FactKey.Stated(one.Evidence)).Select(key => key.ToString()).Distinct().ToList();
        var facts = await db.Set<Fact>().Where(fact => keys.Contains(fact.Key)).ToDictionaryAsync(fact => fact.Key, StringComparer.Ordinal, cancellationToken);
        foreach (var (row, evidence) in _added)
        {
            row.Event = RowOf(stored.Ledger.EventOf(evidence));
            foreach (var key in FactKey.Stated(evidence))
            {
                row.Facts.Add(FactOf(key, row.RejectedAt, facts));
            }

            db.Add(row);
        }
    }

    private Fact FactOf(FactKey key, DateTimeOffset? rejectedAt, Dictionary<string, Fact> facts)
    {
        var text = key.ToString();
        if (!facts.TryGetValue(text, out var fact))
        {
            fact = new Fact
            {
                Key = text,
                Kind = key.Kind,
                Actor = key.Actor,
                About = key.About.ToString(),
                Strength = key.Strength,
                Sequence = nextSequence(),
                WithdrawnAt = rejectedAt,
            };
            facts.Add(text, fact);
        }
        else if (rejectedAt is null)
        {
            fact.WithdrawnAt = null;
        }

        return fact;
    }

    /// <summary>The row of an event; where it was merged meanwhile, that of the one it became part of.</summary>
    private AttributionEvent? RowOf(OngoingEvent? ongoing)
    {
        while (ongoing is not null && !_rows.ContainsKey(ongoing))
        {
            ongoing = ongoing.MergedInto;
        }

        return ongoing is null ? null : _rows[ongoing];
    }
}
