using FsCheck.Fluent;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;

namespace Monitor.Tests.AttributionEvents;

public sealed class EventLedgerProperties
{
    [Fact]
    public void Whatever_the_order_and_however_often_articles_arrive_events_and_facts_are_the_same_in_the_end() =>
        Prop.ForAll(
            Arb.From(Arrival.Random()),
            arrival => State(Run(arrival.InOrder)) == State(Run(arrival.Shuffled)))
            .Holds(400);

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
    public void Rejected_evidence_counts_as_if_it_had_never_arrived() =>
        Prop.ForAll(Arb.From(Arrival.Random()), arrival =>
        {
            var some = arrival.InOrder.Where((_, index) => index % 2 == 0).Select(article => article.ArticleId).ToHashSet();
            var rejecting = Run(arrival.Shuffled);
            foreach (var evidence in rejecting.Evidence.Where(evidence => some.Contains(evidence.ArticleId)).ToList())
            {
                rejecting.SetRejected(evidence, rejected: true);
            }

            var without = Run(arrival.Shuffled.Where(article => !some.Contains(article.ArticleId)));
            return rejecting.Events.Select(ongoing => ongoing.Name).SequenceEqual(without.Events.Select(ongoing => ongoing.Name))
                && rejecting.Facts.SetEquals(without.Facts);
        }).Holds(200);

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
        var facts = ledger.Facts.Select(fact => fact.ToString()).Order(StringComparer.Ordinal);
        return string.Join('\n', ledger.Events.Select(ongoing => ongoing.Name).Concat(evidence).Concat(facts));
    }
}
