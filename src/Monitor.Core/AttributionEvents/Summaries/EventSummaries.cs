using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.AttributionEvents.Summaries;

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

        var joined = Joined(view, news, facts);
        if (joined.Exists(id => !OpenParties.IsUnnamed(id)))
        {
            // "Norway and officials join": those who gave no name are in the text of the mail.
            joined.RemoveAll(OpenParties.IsUnnamed);
        }

        var strongest = accusations.MaxBy(one => one.Strength);
        return new EventSummary
        {
            Key = KeyOf(view.Event.Id),
            Accusers = Accusers(view, accusations),
            Accused = labels.Of(Accused(view.Event, strongest)),
            ActClass = ActClass(accusations, view.Family),
            // A word alone ("schemes") tells a reader nothing: a kind of target or a name does.
            Target = view.About is { } about && (about.TargetClass is not null || about.TargetName is not null) ? about.Target : null,
            Highest = view.Highest ?? strongest?.Strength ?? AttributionStrength.Urges,
            IndependentReports = view.IndependentReports,
            Copies = view.Copies,
            FirstAt = view.Event.StartAt,
            Quotes = Quotes(view, accusations, news, facts),
            News = [.. news.Select(one => one.Kind is NewsKind.Accuser && joined.Count > 0 ? $"{Names(joined)} joined." : Words(one)).OfType<string>()
                .Distinct()],
            Joined = joined.ConvertAll(labels.Of),
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
            Facts = news.Kind is NewsKind.Correction
                ? (news.Fact!.WithdrawnAt is null ? [] : [news.Fact.Key])
                : [.. attribution.Facts.Where(fact => fact.WithdrawnAt is null).Select(fact => fact.Key)],
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
            ? [.. view.Accusers
                .Where(accuser => !OpenParties.IsUnnamed(accuser.Actor) || view.Accusers.All(other => OpenParties.IsUnnamed(other.Actor)))
                .Select(accuser => new SummaryAccuser(labels.Of(accuser.Actor), accuser.Strongest.Strength))]
            : [.. accusations.SelectMany(one => one.Accusers, (one, actor) => (Actor: actor, one.Strength))
                .GroupBy(one => one.Actor, StringComparer.OrdinalIgnoreCase)
                .Select(said => new SummaryAccuser(labels.Of(said.Key), said.Max(one => one.Strength)))];

    // An indictment names persons, and only by its country belongs with the event: the title says who is charged.
    private static string Accused(AttributionEvent ongoing, Attribution? strongest) =>
        EventKey.Parse(ongoing.Key).IsInstrument && strongest?.Statement.Accused is { } charged ? charged : ongoing.AccusedRoot;

    /// <summary>What most reports call it; a report and its copies count once.</summary>
    private static string ActClass(List<Attribution> accusations, string family) =>
        accusations
            .Where(one => one.Statement.ActClass is not ("" or "unspecified" or "other"))
            .GroupBy(one => one.Statement.ActClass)
            .OrderByDescending(group => group.Select(one => one.CopyGroup).Distinct().Count())
            .ThenByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? family;

    /// <summary>
    /// One quotation for each report: what is new to the reader, then the strongest, the earliest report, and in it the plainest sentence, rather
    /// than the title. Where only an answer is new, one is enough to say what is answered.
    /// </summary>
    private static List<Quote> Quotes(EventView view, List<Attribution> accusations, IReadOnlyList<AttributionNews> news, IReadOnlySet<string>? facts)
    {
        var isAnswer = news.Count > 0 && news.All(one => one.Kind is NewsKind.Denial or NewsKind.Retraction);
        return [.. view.Accusers.Select(accuser => accuser.Strongest).Concat(accusations)
            .OrderByDescending(one => news.Count > 0 && facts is not null && one.Facts.Exists(fact => facts.Contains(fact.Key)))
            .ThenByDescending(one => one.Strength)
            .ThenBy(one => one.IsCopy)
            .ThenBy(one => one.PublishedAt)
            .ThenBy(one => one.ArticleId)
            .ThenBy(one => one.Statement.Evidence.Start == 0)
            .ThenByDescending(one => one.Statement.Score)
            .ThenBy(one => one.Index)
            .DistinctBy(one => one.CopyGroup)
            .DistinctBy(one => one.Quote)
            .Take(isAnswer ? 1 : QuotesMax)
            .Select(one => QuoteOf(one))];
    }

    /// <summary>Those whom the reader did not know to accuse.</summary>
    private static List<string> Joined(EventView view, IReadOnlyList<AttributionNews> news, IReadOnlySet<string>? facts)
    {
        if (facts is null)
        {
            return [.. news.Where(one => one.Kind is NewsKind.Accuser).SelectMany(one => one.Attribution!.Accusers).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        var known = view.Evidence
            .Where(one => one is { Kind: EvidenceKind.Accusation, RejectedAt: null })
            .SelectMany(one => one.Facts)
            .Where(fact => !facts.Contains(fact.Key))
            .Select(fact => fact.Actor)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. view.Accusers.Select(accuser => accuser.Actor).Where(actor => !known.Contains(actor))];
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

    private string Names(IEnumerable<string> actors) => EventWords.Names([.. actors.Select(id => labels.Of(id).Name)]);

    private string? Words(AttributionNews news)
    {
        var names = Names(news.Kind is NewsKind.Correction ? [news.Fact!.Actor] : news.Attribution!.Accusers);
        return news.Kind switch
        {
            NewsKind.Accuser => $"{names} joined.",
            NewsKind.Stronger => $"It is now {EventWords.Kind(news.Attribution!.Strength)}, by {names}.",
            NewsKind.Denial => $"{names} denied it.",
            NewsKind.Retraction => $"{names} took the accusation back.",
            NewsKind.Correction => $"Withdrawn: what {names} was reported to have said.",
            _ => null,
        };
    }
}
