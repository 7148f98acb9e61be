using Monitor.AttributionEvents;
using Monitor.Attributions;

namespace Monitor.Alerts;

/// <summary>Makes what mails show out of attribution events as they are kept.</summary>
public sealed class EventSummaries(ActorLabels labels)
{
    private const int QuotesMax = 4;

    /// <param name="news">What is new in it for the reader; empty at the first time.</param>
    /// <param name="facts">The facts that the reader was not told before; null for all.</param>
    public EventSummary Of(EventView view, IReadOnlyList<AttributionNews> news, IReadOnlySet<string>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(news);
        var accusations = view.Evidence.Where(one => one.Kind is EvidenceKind.Accusation && one.RejectedAt is null).ToList();
        if (accusations.Count == 0)
        {
            // All was rejected, and belongs to the event no more: the news still says what had been told.
            accusations = [.. news.Select(one => one.Attribution!).DistinctBy(one => one.Id)];
        }

        var strongest = accusations.MaxBy(one => one.Strength);
        return new EventSummary
        {
            Key = KeyOf(view.Event.Id),
            Accusers = Accusers(view, accusations),
            Accused = labels.Of(Accused(view.Event, strongest)),
            ActClass = ActClass(accusations, view.Family),
            Highest = view.Highest ?? strongest?.Strength ?? AttributionStrength.Urges,
            IndependentReports = view.IndependentReports,
            Copies = view.Copies,
            FirstAt = view.Event.StartAt,
            Quotes = Quotes(view, accusations),
            News = [.. news.Select(one => Words(one, facts)).OfType<string>().Distinct()],
            Notes = Notes(view),
            Answers =
            [
                .. view.Retractions.Select(one => QuoteOf(one.Strongest, $"{labels.Of(one.Actor).Name} takes it back")),
                .. view.Denials.Select(denial => QuoteOf(denial.Strongest, $"{labels.Of(denial.Actor).Name} denies")),
            ],
        };
    }

    /// <summary>The piece of news as alert rules look at it.</summary>
    public EventNews NewsOf(AttributionNews news, DateTimeOffset seenAt)
    {
        ArgumentNullException.ThrowIfNull(news);
        var attribution = news.Attribution!;
        var statement = attribution.Statement;
        var key = EventKey.Parse(attribution.Key);
        return new EventNews
        {
            Id = news.Id,
            EventKey = KeyOf(news.EventId),
            Kind = news.Kind,
            Facts = news.Kind is NewsKind.Correction ? [news.Fact!.Key] : [.. attribution.Facts.Where(fact => fact.WithdrawnAt is null).Select(fact => fact.Key)],
            Accusers = [.. statement.Accusers.Concat(attribution.Accusers).SelectMany(id => labels.Lineage(id)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Accused = [.. labels.Lineage(attribution.AccusedRoot)
                .Concat(statement.Accused is { } accused ? labels.Lineage(accused, statement.AccusedCountry) : [])
                .Distinct(StringComparer.OrdinalIgnoreCase)],
            Acts = [.. new[] { statement.ActClass, statement.Family, key.Subject }.Where(act => act.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Strength = attribution.Strength,
            Outlet = attribution.Article!.Outlet,
            Language = attribution.Article.Language,
            SeenAt = seenAt,
        };
    }

    /// <summary>How decisions, silences and message keys name an event.</summary>
    public static string KeyOf(long eventId) => eventId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private List<SummaryAccuser> Accusers(EventView view, List<Attribution> accusations) =>
        view.Accusers.Count > 0
            ? [.. view.Accusers.Select(accuser => new SummaryAccuser(labels.Of(accuser.Actor), accuser.Strongest.Strength))]
            : [.. accusations.SelectMany(one => one.Accusers, (one, actor) => (Actor: actor, one.Strength))
                .GroupBy(one => one.Actor, StringComparer.OrdinalIgnoreCase)
                .Select(said => new SummaryAccuser(labels.Of(said.Key), said.Max(one => one.Strength)))];

    // An indictment names persons, and only by its country belongs with the event: the title says who is charged.
    private static string Accused(AttributionEvent ongoing, Attribution? strongest) =>
        EventKey.Parse(ongoing.Key).IsInstrument && strongest?.Statement.Accused is { } charged ? charged : ongoing.AccusedRoot;

    private static string ActClass(List<Attribution> accusations, string family) =>
        accusations
            .Select(one => one.Statement.ActClass)
            .Where(act => act is not ("" or "unspecified" or "other"))
            .GroupBy(act => act)
            .MaxBy(group => group.Count())?.Key ?? family;

    private static List<Quote> Quotes(EventView view, List<Attribution> accusations)
    {
        var first = view.Accusers.Select(accuser => accuser.Strongest);
        return [.. first.Concat(accusations)
            .OrderByDescending(one => one.Strength)
            .ThenBy(one => one.IsCopy)
            .ThenBy(one => one.PublishedAt)
            .DistinctBy(one => one.CopyGroup)
            .DistinctBy(one => one.Quote)
            .Take(QuotesMax)
            .Select(one => QuoteOf(one))];
    }

    private static Quote QuoteOf(Attribution attribution, string by = "") =>
        new(attribution.Quote, attribution.Article!.Outlet, attribution.Article.Url, attribution.PublishedAt, by);

    private List<string> Notes(EventView view)
    {
        var notes = new List<string>();
        if (view.Urging.Count > 0)
        {
            var names = view.Urging.Select(urging => labels.Of(urging.Actor).Name).ToList();
            notes.Add($"{EventWords.Names(names)} {(names.Count == 1 ? "urges" : "urge")}, without attributing.");
        }

        foreach (var accuser in view.Accusers.Where(accuser => accuser.Conflict is not null))
        {
            var careful = accuser.Conflict!.Kind is EvidenceKind.Negation ? "did not accuse" : "only urged";
            notes.Add($"Reports differ: by {accuser.Conflict.Article?.Outlet ?? "one"}, {labels.Of(accuser.Actor).Name} {careful}.");
        }

        return notes;
    }

    /// <summary>What a piece of news says to a reader who was not told these facts before.</summary>
    private string? Words(AttributionNews news, IReadOnlySet<string>? facts)
    {
        var told = news.Attribution!.Facts.Where(fact => facts is null || facts.Contains(fact.Key)).Select(fact => fact.Actor).ToList();
        var actors = news.Kind is NewsKind.Correction ? [news.Fact!.Actor]
            : news.Attribution.Accusers.FindAll(actor => told.Count == 0 || told.Contains(actor, StringComparer.OrdinalIgnoreCase));
        var names = EventWords.Names([.. actors.Select(id => labels.Of(id).Name)]);
        return news.Kind switch
        {
            NewsKind.Accuser => $"{names} joined.",
            NewsKind.Stronger => $"It is now {EventWords.Kind(news.Attribution.Strength)}, by {names}.",
            NewsKind.Denial => $"{names} denied it.",
            NewsKind.Retraction => $"{names} took the accusation back.",
            NewsKind.Correction => $"Withdrawn: what {names} was reported to have said.",
            _ => null,
        };
    }
}
