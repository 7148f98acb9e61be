using FsCheck;
using FsCheck.Fluent;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Subscribers;
using Monitor.Tests.AttributionEvents;

namespace Monitor.Tests.Alerts;

/// <summary>The ledger and the decision together, without a database: what a subscriber is told, whatever arrives in whatever order.</summary>
public sealed class ToldOnceProperties
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_subscriber_is_told_each_fact_at_most_once() =>
        Prop.ForAll(Arb.From(Arrival.Random()), Arb.From(Steps()), (arrival, steps) =>
        {
            var told = Play(arrival, steps, isRestarted: false).Told;
            return told.Distinct().Count() == told.Count;
        }).Holds(200);

    [Fact]
    public void A_restart_between_any_two_steps_tells_the_same() =>
        Prop.ForAll(
            Arb.From(Arrival.Random()),
            Arb.From(Steps()),
            (arrival, steps) => Play(arrival, steps, isRestarted: true).Told.SequenceEqual(Play(arrival, steps, isRestarted: false).Told))
            .Holds(100);

    [Fact]
    public void All_news_is_told_or_held_or_muted_with_its_reason() =>
        Prop.ForAll(Arb.From(Arrival.Random()), Arb.From(Steps()), (arrival, steps) =>
        {
            var play = Play(arrival, steps, isRestarted: false);
            return play.News == play.NewsTold + play.Held.Count && play.Held.TrueForAll(one => one.Reason.Length > 0)
                && play.Held.TrueForAll(one => one.Reason != HeldNews.ToldAlready || one.News.Facts.All(play.Told.Contains));
        }).Holds(100);

    /// <summary>Articles arrive one by one, alerts are decided in between, and once more long after the last.</summary>
    private static Course Play(Arrival arrival, Step[] steps, bool isRestarted)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        var course = new Course(steps[0]);
        var now = Noon;
        foreach (var (article, number) in arrival.Shuffled.Select((article, number) => (article, number)))
        {
            ledger = isRestarted ? Arrival.Restart(ledger) : ledger;
            course.Take(ledger, ledger.Add(article), now);
            var step = steps[number % steps.Length];
            now += TimeSpan.FromSeconds(step.Seconds);
            if (step.IsDeciding)
            {
                course.Decide(ledger, now);
            }
        }

        for (var hours = 1; hours <= 3; hours++)
        {
            course.Decide(ledger, now.AddHours(hours));
        }

        return course;
    }

    private static Gen<Step[]> Steps() =>
        Gen.ArrayOf(
            from seconds in Gen.Choose(0, 400)
            from isDeciding in Gen.Elements(true, true, false)
            from perHour in Gen.Elements(1, 2, 10)
            from strength in Gen.Elements(AttributionStrength.Supports, AttributionStrength.Official)
            select new Step(seconds, isDeciding, perHour, strength),
            5);

    private sealed record Step(int Seconds, bool IsDeciding, int PerHour, AttributionStrength Strength);

    /// <summary>One subscriber on one channel, from the first article to the last.</summary>
    private sealed class Course(Step first)
    {
        private readonly Dictionary<string, DateTimeOffset> _toldAt = [];
        private readonly List<DateTimeOffset> _sentAt = [];
        private readonly Dictionary<long, Evidence> _carriers = [];
        private List<EventNews> _waiting = [];
        private List<HeldNews> _held = [];

        private readonly AlertDecision _decision = new(
            new AlertOptions(),
            new SubscriberSettings { Alerts = [new AlertRule { Name = "some", MinimumStrength = first.Strength }], AlertsPerHourMax = first.PerHour },
            AlertRule.MailChannel,
            []);

        /// <summary>The facts told, message by message.</summary>
        public List<string> Told { get; } = [];

        public List<HeldNews> Muted { get; } = [];

        public List<HeldNews> Held => [.. Muted, .. _held];

        public int News => _carriers.Count;

        public int NewsTold { get; private set; }

        public void Take(EventLedger ledger, IReadOnlyList<StatementNews> stated, DateTimeOffset now)
        {
            foreach (var (evidence, kind) in stated.Where(one => one.News is not null).Select(one => (one.Evidence!, one.News!.Value)))
            {
                _carriers.Add(_carriers.Count, evidence);
                _waiting.Add(new EventNews
                {
                    Id = _carriers.Count - 1,
                    EventKey = "",
                    Kind = kind,
                    Facts = [.. FactsOf(ledger, evidence)],
                    Accusers = evidence.Accusers,
                    Accused = [evidence.Key.AccusedRoot],
                    Acts = [],
                    Strength = evidence.Strength,
                    Outlet = "",
                    SeenAt = now,
                });
            }
        }

        public void Decide(EventLedger ledger, DateTimeOffset now)
        {
            var ongoing = _waiting.ToDictionary(one => one.Id, one => ledger.EventOf(_carriers[one.Id]));
            var news = _waiting.ConvertAll(one => one with { EventKey = ongoing[one.Id]?.Name ?? "none" });
            var events = news.GroupBy(one => one.EventKey).ToDictionary(group => group.Key, group => StatusOf(ledger, ongoing[group.First().Id], group.Key));
            var plan = _decision.Decide(news, events, Told.ToHashSet(), _sentAt, now);
            foreach (var alert in plan.Alerts.Concat(plan.Summary))
            {
                Told.AddRange(alert.Facts);
                NewsTold += alert.News.Count;
                _toldAt[alert.EventKey] = now;
            }

            _sentAt.AddRange(Enumerable.Repeat(now, plan.Alerts.Count + Math.Min(1, plan.Summary.Count)));
            Muted.AddRange(plan.Muted);
            _held = [.. plan.Waiting];
            _waiting = [.. plan.Waiting.Select(held => held.News)];
        }

        /// <summary>A fact is one of its incident: the article that opened it stands for it. An indictment is told apart by whom it names.</summary>
        private static IEnumerable<string> FactsOf(EventLedger ledger, Evidence evidence)
        {
            var opener = ledger.EventOf(evidence) is { Key.IsInstrument: false } ongoing ? $" {ongoing.Evidence[0].ArticleId}#{ongoing.Evidence[0].Index}" : "";
            return FactKey.Of(evidence).Select(fact => fact + opener);
        }

        private EventStatus StatusOf(EventLedger ledger, OngoingEvent? ongoing, string name)
        {
            var evidence = ongoing is null ? [] : ledger.Evidence.Where(one => ReferenceEquals(ledger.EventOf(one), ongoing)).ToList();
            return new EventStatus(
                evidence.Select(one => one.CopyGroup).Distinct().Count(),
                evidence.Where(one => one.Kind is EvidenceKind.Accusation).Select(one => one.Strength).DefaultIfEmpty().Max(),
                _toldAt.TryGetValue(name, out var at) ? at : null)
            {
                Facts = [.. evidence.SelectMany(one => FactsOf(ledger, one)).Distinct()],
            };
        }
    }
}
