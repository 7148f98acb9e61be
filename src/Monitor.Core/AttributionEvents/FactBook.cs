using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;

namespace Monitor.AttributionEvents;

/// <summary>
/// The facts of the events at hand: one for each thing stated about an event. Where evidence changes its event, what was told of it goes along.
/// </summary>
internal sealed class FactBook(MonitorDbContext db, Func<long> nextSequence)
{
    private readonly Dictionary<(AttributionEvent Event, string Stated), Fact> _facts = [];

    /// <summary>Takes up what is stored of the events.</summary>
    public async Task LoadAsync(IEnumerable<AttributionEvent> events, CancellationToken cancellationToken)
    {
        var byId = events.Where(one => one.Id != 0).DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        var ids = byId.Keys.ToList();
        var facts = await db.Set<Fact>().Include(fact => fact.Aliases)
            .Where(fact => fact.EventId != null && ids.Contains(fact.EventId.Value))
            .OrderBy(fact => fact.Id)
            .ToListAsync(cancellationToken);
        foreach (var fact in facts)
        {
            // A database of before kept one for each fortnight: the first stands for all, and was told if one was.
            if (!_facts.TryAdd((byId[fact.EventId!.Value], fact.Stated), fact))
            {
                Inherit(_facts[(byId[fact.EventId.Value], fact.Stated)], fact, null);
            }
        }
    }

    /// <summary>States what a row says about its event, by new facts where there are none.</summary>
    public async Task StateAsync(Attribution row, Evidence evidence, CancellationToken cancellationToken)
    {
        if (row.Event is { } about)
        {
            foreach (var key in FactKey.Stated(evidence))
            {
                Link(row, await OfAsync(about, key, row.RejectedAt, cancellationToken));
            }
        }
    }

    /// <summary>The row belongs to another event now: its facts are that event's, told if they were told before.</summary>
    /// <param name="toldUntil">What is told later is told of the former event only; null where that is no more.</param>
    public async Task MoveAsync(Attribution row, Evidence evidence, DateTimeOffset? toldUntil, CancellationToken cancellationToken)
    {
        var former = row.Facts.ToList();
        row.Facts.Clear();
        await StateAsync(row, evidence, cancellationToken);
        foreach (var fact in row.Facts)
        {
            former.FindAll(one => one != fact && one.Stated == fact.Stated).ForEach(one => Inherit(fact, one, toldUntil));
        }
    }

    private async Task<Fact> OfAsync(AttributionEvent about, FactKey key, DateTimeOffset? rejectedAt, CancellationToken cancellationToken)
    {
        if (_facts.TryGetValue((about, key.ToString()), out var known))
        {
            known.WithdrawnAt = rejectedAt is null ? null : known.WithdrawnAt;
            return known;
        }

        var sequence = nextSequence();
        var fact = new Fact
        {
            Key = Fact.KeyOf(key, sequence),
            Event = about,
            Kind = key.Kind,
            Actor = key.Actor,
            About = key.About.ToString(),
            Strength = key.Strength,
            Sequence = sequence,
            WithdrawnAt = rejectedAt,
        };
        _facts.Add((about, fact.Stated), fact);
        db.Add(fact);
        if (about.PredatesIncidents)
        {
            await InheritOldAsync(fact, cancellationToken);
        }

        return fact;
    }

    /// <summary>What was told before facts knew their incidents counts as told for every event that was open then.</summary>
    private async Task InheritOldAsync(Fact fact, CancellationToken cancellationToken)
    {
        var old = await db.Set<Fact>().AsNoTracking()
            .Where(one => one.Actor == fact.Actor && one.About == fact.About && one.Kind == fact.Kind && one.Strength == fact.Strength)
            .Where(one => one.Event == null || one.Event.PredatesIncidents)
            .ToListAsync(cancellationToken);
        old.FindAll(one => one.Stated == fact.Stated && !one.KnowsIncident).ForEach(one => Inherit(fact, one, null));
    }

    private static void Link(Attribution row, Fact fact)
    {
        if (!row.Facts.Contains(fact))
        {
            row.Facts.Add(fact);
        }
    }

    private static void Inherit(Fact fact, Fact former, DateTimeOffset? toldUntil)
    {
        var aliases = former.Aliases.Select(one => (one.Key, Until: Earlier(one.ToldUntil, toldUntil))).Prepend((former.Key, Until: toldUntil)).ToList();
        foreach (var (key, until) in aliases.Where(one => fact.Key != one.Key && !fact.Aliases.Exists(known => known.Key == one.Key)))
        {
            fact.Aliases.Add(new FactAlias { Key = key, ToldUntil = until });
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right : left;
}
