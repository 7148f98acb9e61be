namespace Monitor.AttributionEvents.Chains;

/// <summary>
/// The incidents blamed on one accused. Each statement is placed when it arrives and stays where it was placed: with the incident that it fits,
/// else with the one that it was said with, else, where it names nothing, with the open one of its accuser; an accusation that joins none
/// opens one. Denials, retractions, urgings and what is told as past open none and wait until there is one.
/// </summary>
internal sealed class IncidentBook
{
    private readonly List<OngoingEvent> _events = [];
    private readonly List<Evidence> _waiting = [];
    private readonly Dictionary<Evidence, OngoingEvent> _eventOf = [];

    /// <summary>In order of their starts. An event whose accusations were all rejected is none.</summary>
    public IEnumerable<OngoingEvent> Events => _events.Where(one => one.Accusations.Any()).OrderBy(one => one.StartAt);

    public IEnumerable<OngoingEvent> Rejected => _events.Where(one => !one.Accusations.Any());

    public IEnumerable<Evidence> Evidence => _events.SelectMany(one => one.Evidence).Concat(_waiting);

    public void Restore(OngoingEvent stored) => _events.Add(stored);

    public void Restore(Evidence stored, OngoingEvent? storedWith)
    {
        if (storedWith is null)
        {
            _waiting.Add(stored);
        }
        else
        {
            Attach(stored, storedWith);
        }
    }

    public OngoingEvent? EventOf(Evidence evidence) => _eventOf.TryGetValue(evidence, out var ongoing) && ongoing.Accusations.Any() ? ongoing : null;

    public void Place(Evidence evidence)
    {
        if (!evidence.IsAccusation)
        {
            Wait(evidence);
            return;
        }

        var ongoing = Joined(evidence);
        if (ongoing is null)
        {
            _events.Add(ongoing = new OngoingEvent(evidence.Key, evidence.PublishedAt));
        }

        Attach(evidence, ongoing);
        foreach (var waiting in _waiting.ToList())
        {
            _waiting.Remove(waiting);
            Wait(waiting);
        }
    }

    /// <summary>Counts the event of a statement again that was rejected, or whose rejection was taken back.</summary>
    public void Recount(Evidence evidence)
    {
        if (_eventOf.TryGetValue(evidence, out var ongoing))
        {
            ongoing.StartAnew();
        }
        else if (evidence.IsAccusation && _waiting.Remove(evidence))
        {
            Place(evidence);
        }
    }

    /// <summary>Places what did not count so far.</summary>
    public void Confirm(Evidence evidence)
    {
        _waiting.Remove(evidence);
        Place(evidence);
    }

    /// <summary>The incident that an accusation, or an indictment, speaks of; null where none is known.</summary>
    public OngoingEvent? Joined(Evidence evidence)
    {
        // In one article one target is one deed, whatever it is called: "hacked" here, "attacked" there.
        var known = Events.Where(one => IncidentFit.CanBeOneDeed(one, evidence) || one.Evidence.Any(other => other.ArticleId == evidence.ArticleId))
            .Select(one => (Event: one, Fit: one.FitOf(evidence))).ToList();
        var named = known.Where(one => one.Fit is Fit.Fits).Select(one => one.Event).ToList();
        if (named.Count > 0)
        {
            return Nearest(named, evidence);
        }

        // Another family of acts only where the target is the same, or where it is not told.
        var possible = known.Where(one => one.Fit is not Fit.Apart && IsOneFamily(one.Event, evidence) && IsOpenFor(one.Event, evidence))
            .Select(one => one.Event).ToList();
        return Nearest(possible.FindAll(one => SaidWith(one, evidence)), evidence)
            ?? (evidence.Incident.NamesSomething ? null
                : Nearest(possible.FindAll(one => one.Concerns(evidence) && one.Key.Subject == evidence.Incident.Family), evidence));
    }

    /// <summary>The incident that an answer, an urging or a mention of the past is about; null where none is known.</summary>
    private OngoingEvent? Answered(Evidence evidence)
    {
        var known = Events
            .Where(one => IncidentFit.CanBeOneDeed(one, evidence) || IsOneFamily(one, evidence))
            .Select(one => (Event: one, Fit: one.FitOf(evidence)))
            .Where(one => one.Fit is not Fit.Apart)
            .ToList();
        bool HasBegun(OngoingEvent one) => one.StartAt - evidence.PublishedAt is not { } ahead || ahead <= EventTimes.Lead;
        if (Nearest([.. known.Where(one => one.Fit is Fit.Fits && HasBegun(one.Event)).Select(one => one.Event)], evidence) is { } named)
        {
            return named;
        }

        var possible = known.ConvertAll(one => one.Event).FindAll(one => IsOneFamily(one, evidence) && IsAnsweredAt(one, evidence));
        var concerned = possible.FindAll(one => evidence.Kind is EvidenceKind.Denial ? Accuses(one, evidence.RespondsTo) : one.Concerns(evidence));
        return Nearest(possible.FindAll(one => SaidWith(one, evidence) && concerned.Contains(one)), evidence)
            ?? Nearest(possible.FindAll(one => SaidWith(one, evidence)), evidence)
            ?? Latest(concerned)
            ?? (evidence.Kind is EvidenceKind.Past ? null : Latest(possible));
    }

    private void Wait(Evidence evidence)
    {
        if (evidence.Counts && evidence.Kind is not EvidenceKind.Accusation && Answered(evidence) is { } ongoing)
        {
            Attach(evidence, ongoing);
        }
        else
        {
            _waiting.Add(evidence);
        }
    }

    private void Attach(Evidence evidence, OngoingEvent ongoing)
    {
        ongoing.Take(evidence);
        ongoing.Standing = evidence.IsAccusation ? ongoing.Standing : null;
        _eventOf.Add(evidence, ongoing);
    }

    private static bool IsOneFamily(OngoingEvent ongoing, Evidence evidence) =>
        ongoing.Key.Subject == evidence.Incident.Family || EventKey.UnknownFamily == ongoing.Key.Subject || EventKey.UnknownFamily == evidence.Incident.Family;

    private static bool IsOpenFor(OngoingEvent ongoing, Evidence evidence) => ongoing.GapTo(evidence.PublishedAt) < EventTimes.Window;

    /// <summary>A denial may precede what is denied by a day, as outlets do not date to the hour; a retraction may come at any time after.</summary>
    private static bool IsAnsweredAt(OngoingEvent ongoing, Evidence evidence)
    {
        if (evidence.PublishedAt is not { } at || ongoing.StartAt is not { } start)
        {
            return true;
        }

        return start - at <= EventTimes.Lead && (evidence.IsRetraction || at < start || ongoing.GapTo(at) < EventTimes.Window);
    }

    private static bool SaidWith(OngoingEvent ongoing, Evidence evidence) =>
        ongoing.Evidence.Any(one => one.Counts
            && (one.ArticleId == evidence.ArticleId || one.CopyGroup == evidence.CopyGroup || (one.Story is not null && one.Story == evidence.Story)));

    private static bool Accuses(OngoingEvent ongoing, string? actor) =>
        actor is not null && ongoing.Accusations.Any(one => one.Accusers.Contains(actor, StringComparer.OrdinalIgnoreCase));

    private static OngoingEvent? Latest(List<OngoingEvent> events) =>
        events.OrderByDescending(one => one.StartAt ?? DateTimeOffset.MinValue).ThenBy(FirstStated).FirstOrDefault();

    /// <summary>Tells any two events apart, whatever the order in which they were taken up.</summary>
    private static (string ArticleId, int Index) FirstStated(OngoingEvent ongoing) => ongoing.Evidence.Min(one => (one.ArticleId, one.Index));

    /// <summary>Of several the one of the same article, then of the same story, then the one that was reported last.</summary>
    private static OngoingEvent? Nearest(List<OngoingEvent> events, Evidence evidence) =>
        events
            .OrderByDescending(one => one.Evidence.Any(other => other.ArticleId == evidence.ArticleId))
            .ThenByDescending(one => SaidWith(one, evidence))
            .ThenByDescending(one => one.Key.Subject == evidence.Incident.Family)
            .ThenBy(one => one.GapTo(evidence.PublishedAt))
            .ThenByDescending(one => one.StartAt ?? DateTimeOffset.MinValue)
            .ThenBy(FirstStated)
            .FirstOrDefault();
}
