using Monitor.Attributions;

namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// Takes articles' statements in order of arrival and tells which attribution event each belongs to and whether it is news. The same articles
/// in the same order lead to the same, however often they come and wherever it was restarted between. In another order an incident that is
/// told in wider and narrower words may be cut otherwise; but nothing is told twice, and none is silent because another was told.
/// </summary>
public sealed class EventLedger(ActorRoots roots)
{
    private readonly Dictionary<string, AccusedLedger> _accused = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The events as things stand, by accused and subject, then by time.</summary>
    public IEnumerable<OngoingEvent> Events =>
        _accused.OrderBy(accused => accused.Key, StringComparer.OrdinalIgnoreCase)
            .SelectMany(accused => accused.Value.Events);

    /// <summary>Former events: a late arrival merged them into others, or all that opened them is rejected.</summary>
    public IEnumerable<OngoingEvent> Gone => _accused.Values.SelectMany(accused => accused.Gone);

    /// <summary>All evidence, rejected or not.</summary>
    public IEnumerable<Evidence> Evidence =>
        _accused.Values.SelectMany(accused => accused.Evidence);

    /// <summary>The facts that evidence stands for, each once, with the event that each is about.</summary>
    public IReadOnlySet<(OngoingEvent Event, FactKey Fact)> Facts =>
        Evidence.SelectMany(one => EventOf(one) is { } ongoing ? FactKey.Of(one).Select(fact => (ongoing, fact)) : []).ToHashSet();

    /// <summary>Takes one article; the answer has one element for each of its statements.</summary>
    public IReadOnlyList<StatementNews> Add(ArticleStatements article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return Add(article, EvidenceOf(article));
    }

    /// <summary>The event that the evidence belongs to as things stand; null where none is open.</summary>
    public OngoingEvent? EventOf(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.IsLikely ? null : AccusedOf(evidence).EventOf(evidence);
    }

    internal IReadOnlyList<StatementNews> Add(ArticleStatements article, Evidence?[] evidence)
    {
        var placed = evidence.OfType<Evidence>().Where(one => _known.Add(one.Signature)).ToHashSet();
        // What names an incident comes first: what names none joins the one that it was said with. Answers come when there is something to answer.
        foreach (var one in placed.OrderBy(PlaceOf).ThenBy(one => one.Index))
        {
            AccusedOf(one).Place(one);
        }

        // A copy repeats what its original was news of; what opens an event of its own was in no original, whatever the texts look like.
        var news = NewsOf(placed, kind => article.Live && (!article.IsCopy || article.IsRevision || kind is NewsKind.Event));
        return [.. evidence.Select(one => new StatementNews(one, one is not null && news.TryGetValue(one, out var kind) ? kind : null)
        {
            IsRepeat = one is not null && !placed.Contains(one),
        })];
    }

    /// <summary>Takes evidence out of account because an analyst rejected it, or back into it.</summary>
    public void SetRejected(Evidence evidence, bool rejected)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Rejected == rejected)
        {
            return;
        }

        evidence.Rejected = rejected;
        AccusedOf(evidence).Recount(evidence);
    }

    /// <summary>
    /// An analyst says that what was only likely is right: from now on it counts, and is news as if it were stated now.
    /// </summary>
    internal IReadOnlyDictionary<Evidence, NewsKind> Confirm(IReadOnlySet<Evidence> confirmed, bool live)
    {
        foreach (var evidence in confirmed)
        {
            evidence.IsLikely = false;
            _known.Add(evidence.Signature);
            AccusedOf(evidence).Confirm(evidence);
        }

        return NewsOf(confirmed, _ => live);
    }

    private static int PlaceOf(Evidence evidence) =>
        !evidence.IsAccusation ? 3 : evidence.Key.IsInstrument ? 2 : evidence.Incident.NamesSomething ? 0 : 1;

    /// <summary>Takes up stored events, in the order of their starts, and then the evidence by which they were cut, with its event.</summary>
    internal void Restore(IEnumerable<OngoingEvent> events, IEnumerable<(Evidence Evidence, OngoingEvent? Event)> evidence)
    {
        foreach (var stored in events)
        {
            AccusedOf(stored.Key.AccusedRoot).Restore(stored);
        }

        foreach (var (stored, storedWith) in evidence)
        {
            _known.Add(stored.Signature);
            AccusedOf(stored).Restore(stored, storedWith);
        }
    }

    /// <summary>
    /// What each statement is evidence of. "The country was joined by NATO in the censure", or "Beijing denied it", means the act that the
    /// article reports first against the same accused.
    /// </summary>
    internal Evidence?[] EvidenceOf(ArticleStatements article)
    {
        var families = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var statement in article.Statements.Where(one => !one.Likely && AttributionEvents.Evidence.TellsFamily(one)))
        {
            if (AttributionEvents.Evidence.AccusedRoot(statement, roots) is { } accused)
            {
                families.TryAdd(accused, statement.Family);
            }
        }

        string? FamilyFor(Statement statement) =>
            (statement.Polarity is Polarity.Denied
                ? statement.Accusers.Select(roots.RootOf).FirstOrDefault()
                : AttributionEvents.Evidence.AccusedRoot(statement, roots)) is { } accused
                ? families.GetValueOrDefault(accused)
                : null;

        return [.. article.Statements.Select((statement, index) => AttributionEvents.Evidence.Of(article, index, roots, FamilyFor(statement)))];
    }

    /// <summary>What of the evidence just placed is news, and why: one statement an event at most.</summary>
    private Dictionary<Evidence, NewsKind> NewsOf(IReadOnlySet<Evidence> placed, Func<NewsKind, bool> mayBe)
    {
        foreach (var accused in placed.Select(AccusedOf).Distinct())
        {
            accused.Tie();
        }

        var news = new Dictionary<Evidence, NewsKind>();
        foreach (var byEvent in placed.GroupBy(EventOf))
        {
            if (byEvent.Key is { } ongoing && NewsIn(ongoing, [.. byEvent.OrderBy(one => one.Index)], placed) is var (carrier, kind)
                && carrier is not null && mayBe(kind))
            {
                news.Add(carrier, kind);
            }
        }

        return news;
    }

    /// <summary>The one statement of the article that is news on this event, and why; null where none is.</summary>
    private (Evidence? Carrier, NewsKind Kind) NewsIn(OngoingEvent ongoing, List<Evidence> stated, IReadOnlySet<Evidence> placed)
    {
        var accused = AccusedOf(ongoing.Key.AccusedRoot);
        var before = accused.StandingBefore(ongoing, placed);
        var strongest = stated.Where(one => one.IsAccusation).MaxBy(one => one.Strength);
        var joining = strongest is null ? null : Joining(before, stated);
        var news = strongest switch
        {
            not null when before.Highest is null => (strongest, NewsKind.Event),
            not null when strongest.Strength > before.Highest => (strongest, NewsKind.Stronger),
            _ when joining is not null => (joining, NewsKind.Accuser),
            _ => Answer(ongoing, stated, accused, placed),
        };
        stated.ForEach(before.Include);
        return news;
    }

    private static (Evidence? Carrier, NewsKind Kind) Answer(
        OngoingEvent ongoing, List<Evidence> stated, AccusedLedger accused, IReadOnlySet<Evidence> placed)
    {
        var denial = stated.Find(one => one is { Kind: EvidenceKind.Denial, Counts: true } && !accused.DeniedBefore(ongoing, placed));
        return denial is not null
            ? (denial, NewsKind.Denial)
            : (stated.Find(one => one.IsRetraction && !accused.RetractedBefore(ongoing, one, placed)), NewsKind.Retraction);
    }

    /// <summary>The strongest accusation by a state-level accuser that neither the event knows nor this very article has merely urging.</summary>
    private static Evidence? Joining(EventStanding before, List<Evidence> stated)
    {
        var urging = stated.FindAll(one => one is { Kind: EvidenceKind.Urging, Counts: true }).SelectMany(one => one.Accusers).ToHashSet();
        bool Joins(string accuser, AttributionStrength strength) =>
            !before.Knows(accuser, strength) && !(strength is AttributionStrength.Supports && urging.Contains(accuser));

        return stated
            .Where(one => one.IsAccusation && one.StateLevelAccusers.Any(accuser => Joins(accuser, one.Strength)))
            .MaxBy(one => one.Strength);
    }

    private AccusedLedger AccusedOf(Evidence evidence) => AccusedOf(evidence.Key.AccusedRoot);

    private AccusedLedger AccusedOf(string root)
    {
        if (!_accused.TryGetValue(root, out var accused))
        {
            _accused.Add(root, accused = new AccusedLedger(root));
        }

        return accused;
    }
}
