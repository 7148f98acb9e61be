using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>An analyst's word that a statement is wrong, or right.</summary>
internal sealed record Verdict(DateTimeOffset At, string Author);

/// <summary>Turns what a ledger made of a batch into changes of rows.</summary>
internal sealed class RegisterWriter(MonitorDbContext db, StoredEvents stored, Func<long> nextSequence)
{
    private readonly FactBook _facts = new(db, nextSequence);
    private readonly Dictionary<OngoingEvent, AttributionEvent> _rows = [];
    private readonly List<(Attribution Row, Evidence Evidence)> _added = [];
    private readonly List<Evidence> _confirmed = [];
    private readonly List<(Attribution Row, Evidence Evidence, NewsKind Kind)> _news = [];

    /// <summary>Takes the answer of the ledger for one article; what the article had stated before is known already.</summary>
    public void Take(
        ArticleStatements article, IReadOnlyList<StatementNews> told, Func<Evidence, Verdict?> rejectionOf, Func<Evidence, Verdict?> confirmationOf)
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
                Incident = evidence.Incident,
                Story = evidence.Story,
                RespondsTo = evidence.RespondsTo,
                IsCopy = article.IsCopy,
                IsRoundUp = article.IsRoundUp,
                IsTooShort = article.IsTooShort,
                Quote = evidence.Quote,
                Statement = article.Statements[index],
                RejectedAt = rejectionOf(evidence)?.At,
                RejectedBy = rejectionOf(evidence)?.Author,
                IsLikely = evidence.IsLikely,
                ConfirmedAt = confirmationOf(evidence)?.At,
                ConfirmedBy = confirmationOf(evidence)?.Author,
            };
            _added.Add((row, evidence));
            if (one.News is { } kind)
            {
                _news.Add((row, evidence, kind));
            }
        }
    }

    /// <summary>Takes what was likely, and is confirmed now.</summary>
    public void TakeConfirmed(Attribution row, Evidence evidence, NewsKind? news)
    {
        _confirmed.Add(evidence);
        if (news is { } kind)
        {
            _news.Add((row, evidence, kind));
        }
    }

    /// <summary>Changes the context; what is news comes back in order.</summary>
    public async Task<IReadOnlyList<AttributionNews>> WriteAsync(CancellationToken cancellationToken)
    {
        await WriteEventsAsync(cancellationToken);
        await NameAsync(cancellationToken);
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
    public async Task<IReadOnlyList<AttributionNews>> WithdrawOrRestoreFactsAsync(
        Attribution judged, List<Attribution> rows, DateTimeOffset? rejectedAt, CancellationToken cancellationToken)
    {
        var corrections = new List<AttributionNews>();
        var ids = rows.SelectMany(row => row.Facts).Select(fact => fact.Id).Distinct().ToList();
        foreach (var fact in await db.Set<Fact>().Include(fact => fact.Evidence).Where(fact => ids.Contains(fact.Id)).ToListAsync(cancellationToken))
        {
            var stands = fact.Evidence.Exists(one => one.RejectedAt is null);
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
        var gone = stored.Ledger.Gone.Where(one => one.RowId != 0).ToList();
        var touched = _added.Select(one => stored.Ledger.EventOf(one.Evidence)).OfType<OngoingEvent>().ToHashSet();
        var lastAt = stored.Ledger.Evidence.Where(one => one.IsAccusation && stored.Ledger.EventOf(one) is not null)
            .GroupBy(one => stored.Ledger.EventOf(one)!).ToDictionary(all => all.Key, all => all.Max(one => one.PublishedAt)!.Value);
        var ids = standing.Concat(gone).Select(one => one.RowId).Where(id => id != 0).ToList();
        var known = await db.Set<AttributionEvent>().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
        foreach (var ongoing in standing)
        {
            if (!known.TryGetValue(ongoing.RowId, out var row) && await RetiredAsync(ongoing, cancellationToken) is { } retired)
            {
                row = retired;
            }

            if (row is null)
            {
                row = new AttributionEvent { Key = ongoing.Key.ToString(), AccusedRoot = ongoing.Key.AccusedRoot, Sequence = nextSequence() };
                db.Add(row);
            }
            else if (touched.Contains(ongoing) || row.StartAt != ongoing.StartAt || row.IsRetired)
            {
                (row.IsRetired, row.Sequence) = (false, nextSequence());
            }

            var isWhole = !ongoing.Key.IsInstrument || stored.IsWhole(ongoing.Key);
            row.StartAt = ongoing.StartAt!.Value;
            row.LastAt = lastAt.GetValueOrDefault(ongoing) is var last && (isWhole || last > row.LastAt) ? last : row.LastAt;
            row.Instrument = isWhole ? ongoing.Instrument : row.Instrument;
            _rows.Add(ongoing, row);
        }

        foreach (var instrument in standing.Where(one => one.TiedTo is not null && _rows[one].TiedToId is null))
        {
            _rows[instrument].TiedTo = RowOf(instrument.TiedTo);
        }

        foreach (var ongoing in gone.Where(one => one.MergedInto is not null || !known[one.RowId].IsRetired))
        {
            var row = known[ongoing.RowId];
            row.MergedInto = RowOf(ongoing.MergedInto);
            row.IsRetired = row.MergedInto is null;
            row.Sequence = nextSequence();
        }
    }

    /// <summary>Notes by which names what was just stated continues its event.</summary>
    private async Task NameAsync(CancellationToken cancellationToken)
    {
        var named = _added.Select(one => one.Evidence).Concat(_confirmed)
            .Where(one => one is { IsAccusation: true, Key.IsInstrument: false } && stored.Ledger.EventOf(one) is not null)
            .SelectMany(one => one.Incident.Names, (one, name) => (Event: RowOf(stored.Ledger.EventOf(one))!, Name: name))
            .Where(one => one.Name.Length <= Evidence.MarkCharactersMax)
            .Distinct()
            .ToList();
        var ids = named.Select(one => one.Event.Id).Where(id => id != 0).Distinct().ToList();
        var known = await db.Set<IncidentName>().AsNoTracking().Where(one => ids.Contains(one.EventId)).Select(one => new { one.EventId, one.Name })
            .ToListAsync(cancellationToken);
        db.AddRange(named.Where(one => !known.Exists(other => other.EventId == one.Event.Id && other.Name == one.Name))
            .Select(one => new IncidentName { Event = one.Event, Name = one.Name, AccusedRoot = one.Event.AccusedRoot }));
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
    /// Evidence whose event changed: an answer that waited for it, or because an accusation arrived late, or one was rejected. What belongs to no
    /// event any more stays with the one it was in, so that it stays visible.
    /// </summary>
    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        var moved = stored.Movable
            .Select(one => (one.Evidence, one.EventId, Event: RowOf(stored.Ledger.EventOf(one.Evidence))))
            .Where(one => one.Event is not null && (one.Event.Id == 0 || one.Event.Id != one.EventId))
            .ToDictionary(one => one.Evidence.RowId);
        var ids = moved.Keys.ToList();
        var rows = await db.Set<Attribution>().Include(one => one.Event).Include(one => one.Facts).ThenInclude(fact => fact.Aliases)
            .Where(one => ids.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        await _facts.LoadAsync(
            rows.Select(row => moved[row.Id].Event!).Concat(_added.Select(one => RowOf(stored.Ledger.EventOf(one.Evidence))).OfType<AttributionEvent>()),
            cancellationToken);
        foreach (var row in rows)
        {
            // What it leaves changes too; where it goes, its evidence does.
            if (row.Event is { } left)
            {
                left.Sequence = nextSequence();
            }

            row.Event = moved[row.Id].Event;
            row.Event!.Sequence = nextSequence();
            await _facts.MoveAsync(row, moved[row.Id].Evidence, null, cancellationToken);
        }
    }

    private async Task AddAsync(CancellationToken cancellationToken)
    {
        foreach (var (row, evidence) in _added)
        {
            row.Event = RowOf(stored.Ledger.EventOf(evidence));
            await _facts.StateAsync(row, evidence, cancellationToken);
            db.Add(row);
        }
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
