using FsCheck.Fluent;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;

namespace Monitor.Tests.AttributionEvents;

public sealed class EventLedgerProperties
{
    [Fact]
    public void In_the_same_order_the_same_articles_lead_to_the_same_however_often_they_come() =>
        Prop.ForAll(
            Arb.From(Arrival.Random()),
            arrival => State(Run(arrival.Shuffled)) == State(Run(arrival.Shuffled.Concat(arrival.InOrder))))
            .Holds(400);

    [Fact]
    public void Incidents_that_are_named_are_the_same_in_any_order() =>
        Prop.ForAll(Arb.From(Arrival.Named()), arrival => State(Run(arrival.InOrder)) == State(Run(arrival.Shuffled))).Holds(400);

    [Fact]
    public void No_incident_is_silent_because_another_was_told() =>
        Prop.ForAll(Arb.From(Arrival.Named()), arrival =>
        {
            var ledger = new EventLedger(ActorRoots.ByIdAlone);
            var opened = arrival.Shuffled.SelectMany(article => ledger.Add(article)).Where(one => one.News is NewsKind.Event)
                .Select(one => What(one.Evidence!)).ToList();
            var happened = ledger.Evidence.Select(What).Distinct().ToList();
            return opened.Count == happened.Count && opened.ToHashSet().SetEquals(happened);
        }).Holds(400);

    [Fact]
    public void Indictments_are_the_same_in_any_order() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival => Instruments(Run(arrival.InOrder)) == Instruments(Run(arrival.Shuffled))).Holds(400);

    [Fact]
    public void A_restart_between_any_two_articles_changes_nothing() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival =>
        {
            var steady = new EventLedger(ActorRoots.ByIdAlone);
            var restarted = new EventLedger(ActorRoots.ByIdAlone);
            foreach (var article in arrival.Shuffled)
            {
                var news = steady.Add(article).Select(one => one.News);
                restarted = Arrival.Restart(restarted);
                if (!news.SequenceEqual(restarted.Add(article).Select(one => one.News)))
                {
                    return false;
                }
            }

            return State(steady) == State(restarted);
        }).Holds(200);

    [Fact]
    public void Each_event_is_told_as_new_at_most_once_and_an_article_tells_each_event_once() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival =>
        {
            var ledger = new EventLedger(ActorRoots.ByIdAlone);
            var opened = new HashSet<OngoingEvent>();
            foreach (var article in arrival.Shuffled)
            {
                var told = ledger.Add(article).Where(one => one.News is not null).ToList();
                var events = told.ConvertAll(one => ledger.EventOf(one.Evidence!)!);
                if (events.Distinct().Count() != events.Count
                    || told.Where(one => one.News is NewsKind.Event).Any(one => !opened.Add(ledger.EventOf(one.Evidence!)!)))
                {
                    return false;
                }
            }

            return true;
        }).Holds(200);

    [Fact]
    public void Rejecting_and_taking_it_back_leaves_no_trace() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival =>
        {
            var ledger = Run(arrival.Shuffled);
            var before = State(ledger);
            var some = ledger.Evidence.Where((_, index) => index % 3 == 0).ToList();
            some.ForEach(evidence => ledger.SetRejected(evidence, rejected: true));
            some.ForEach(evidence => ledger.SetRejected(evidence, rejected: false));
            return State(ledger) == before;
        }).Holds(200);

    [Fact]
    public void What_is_rejected_takes_its_facts_along_and_leaves_all_others() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival =>
        {
            var ledger = Run(arrival.Shuffled);
            var rejected = ledger.Evidence.Where((evidence, index) => index % 2 == 0 && !evidence.Key.IsInstrument).ToHashSet();
            var events = ledger.Evidence.ToDictionary(one => one, ledger.EventOf);
            foreach (var evidence in rejected)
            {
                ledger.SetRejected(evidence, rejected: true);
            }

            // Where nobody accuses any more there is nothing to deny.
            var standing = events.Keys.Where(one => one.Kind is EvidenceKind.Accusation && !one.Rejected).Select(one => events[one]).ToHashSet();
            var kept = events.Where(one => one.Value is not { Key.IsInstrument: true } && standing.Contains(one.Value) && one.Value is not null)
                .SelectMany(one => FactKey.Of(one.Key).Select(fact => (one.Value!, fact))).ToHashSet();
            return ledger.Facts.Where(one => !one.Event.Key.IsInstrument).ToHashSet().SetEquals(kept);
        }).Holds(200);

    private static (string, string?, string?) What(Evidence evidence) =>
        (evidence.Key.AccusedRoot, evidence.Incident.TargetClasses is [var first, ..] ? first : null, evidence.Incident.State);

    private static string Instruments(EventLedger ledger) => string.Join('\n', ledger.Evidence
        .Where(one => one.Key.IsInstrument)
        .Select(one => $"{ledger.EventOf(one)?.Name} <- {one.ArticleId}#{one.Index}")
        .Order(StringComparer.Ordinal));

    private static EventLedger Run(IEnumerable<ArticleStatements> articles)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        foreach (var article in articles)
        {
            ledger.Add(article);
        }

        return ledger;
    }

    /// <summary>Events with their evidence, and facts, as text: equal when the ledgers agree.</summary>
    private static string State(EventLedger ledger)
    {
        var evidence = ledger.Evidence
            .Select(one => $"{ledger.EventOf(one)?.Name} <- {one.ArticleId}#{one.Index}")
            .Order(StringComparer.Ordinal);
        var facts = ledger.Facts.Select(one => $"{one.Event.Name} {one.Fact}").Order(StringComparer.Ordinal);
        return string.Join('\n', ledger.Events.Select(ongoing => ongoing.Name).Order(StringComparer.Ordinal).Concat(evidence).Concat(facts));
    }
}
