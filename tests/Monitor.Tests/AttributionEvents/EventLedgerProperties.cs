using FsCheck;
using FsCheck.Fluent;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

public sealed class EventLedgerProperties
{
    private static readonly string[] Accusers = ["country:US", "agency:US-DOJ", "country:GB", "alliance:NATO", "igo:EU", "company:MICROSOFT"];
    private static readonly string[] Accused = ["country:CN", "agency:CN-MSS", "nationals:CN", "country:RU"];
    private static readonly string[] Families = ["cyber", "kinetic", "other"];
    private static readonly string[] Marks = ["name:ada byron", "name:byron", "name:ben okri", "group:threat-group:X", "count:3", "count:4"];
    private static readonly DateTimeOffset Start = new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whatever_the_order_and_however_often_articles_arrive_events_and_facts_are_the_same_in_the_end() =>
        Prop.ForAll(
            Arb.From(Shuffled()),
            arrival => State(Run(arrival.InOrder)) == State(Run(arrival.Shuffled)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void A_restart_between_any_two_articles_changes_nothing() =>
        Prop.ForAll(Arb.From(Shuffled()), arrival =>
        {
            var steady = new EventLedger(ActorRoots.ByIdAlone);
            var restarted = new EventLedger(ActorRoots.ByIdAlone);
            foreach (var article in arrival.Shuffled)
            {
                var news = steady.Add(article).Select(one => one.News);
                restarted = Restart(restarted);
                if (!news.SequenceEqual(restarted.Add(article).Select(one => one.News)))
                {
                    return false;
                }
            }

            return State(steady) == State(restarted);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Each_event_is_told_as_new_at_most_once_and_an_article_tells_each_event_once() =>
        Prop.ForAll(Arb.From(Shuffled()), arrival =>
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
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Rejecting_and_taking_it_back_leaves_no_trace() =>
        Prop.ForAll(Arb.From(Shuffled()), arrival =>
        {
            var ledger = Run(arrival.Shuffled);
            var before = State(ledger);
            var some = ledger.Evidence.Where((_, index) => index % 3 == 0).ToList();
            some.ForEach(evidence => ledger.SetRejected(evidence, rejected: true));
            some.ForEach(evidence => ledger.SetRejected(evidence, rejected: false));
            return State(ledger) == before;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Rejected_evidence_counts_as_if_it_had_never_arrived() =>
        Prop.ForAll(Arb.From(Shuffled()), arrival =>
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
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static EventLedger Run(IEnumerable<ArticleStatements> articles)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        foreach (var article in articles)
        {
            ledger.Add(article);
        }

        return ledger;
    }

    private static EventLedger Restart(EventLedger ledger)
    {
        var restarted = new EventLedger(ActorRoots.ByIdAlone);
        var events = ledger.Events.Where(ongoing => ongoing.StartAt is not null || ongoing.Key.IsInstrument)
            .ToDictionary(ongoing => ongoing, ongoing => new OngoingEvent(ongoing.Key, ongoing.StartAt) { Marks = ongoing.Marks });
        restarted.Restore(
            events.Values, ledger.Evidence.Select(one => (one, ledger.EventOf(one) is { } ongoing ? events.GetValueOrDefault(ongoing) : null)));
        return restarted;
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

    private sealed record Arrival(List<ArticleStatements> InOrder, List<ArticleStatements> Shuffled)
    {
        public override string ToString() => string.Join('\n', Shuffled.Select(article =>
            $"{article.ArticleId} {article.PublishedAt:MM-dd HH} {string.Join("; ", article.Statements.Select(one => $"{one.Accusers[0]} {one.Polarity} {one.Accused} {one.Family} {one.Strength} {string.Join(", ", one.Instrument)} {(one.Retraction ? "retraction" : "")}"))}"));
    }

    private static Gen<Arrival> Shuffled() =>
        from articles in Gen.ListOf(Article())
        let numbered = articles.Select((article, index) => article with { ArticleId = $"article-{index}", CopyGroup = $"group-{index / 2}" }).ToList()
        from duplicated in Gen.SubListOf(numbered.AsEnumerable())
        from shuffled in Gen.Shuffle(numbered.Concat(duplicated))
        select new Arrival(numbered, [.. shuffled]);

    private static Gen<ArticleStatements> Article() =>
        from statements in Gen.ListOf(Statement())
        from hours in Gen.Choose(0, 24 * 60)
        from isCopy in Gen.Elements(true, false, false, false)
        from isLive in Gen.Elements(true, true, false)
        from isDated in Gen.Elements(true, true, true, true, true, false)
        select new ArticleStatements("", "text", "", isCopy, isDated ? Start.AddHours(hours) : null, isLive, [.. statements.Take(4)]);

    private static Gen<Statement> Statement() =>
        from accuser in Gen.Elements(Accusers)
        from second in Gen.Elements(Accusers)
        from accused in Gen.Elements(Accused)
        from family in Gen.Elements(Families)
        from strength in Gen.Elements(Enum.GetValues<AttributionStrength>())
        from form in Gen.Choose(0, 9)
        from marks in Gen.SubListOf(Marks)
        select new Statement
        {
            Accusers = form is 0 ? [accused] : [accuser, second],
            Accused = form is 0 ? null : accused,
            AccusedCountry = form is 0 ? null : accused[^2..] is "SS" ? "CN" : accused[^2..],
            Grain = accused.StartsWith("nationals", StringComparison.Ordinal) ? AccusedGrain.National : AccusedGrain.State,
            Act = "",
            ActClass = "unspecified",
            Family = family,
            Rule = "test",
            Strength = strength,
            Polarity = form switch { 0 => Polarity.Denied, 1 => Polarity.Negated, _ => Polarity.Asserted },
            Past = form is 2,
            Retraction = form is 3,
            Instrument = [.. marks.Take(2)],
            Evidence = new TextSpan(0, 4),
        };
}
