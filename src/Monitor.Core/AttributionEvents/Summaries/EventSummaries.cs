using System.Collections.Concurrent;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery.Mail;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>Makes what mails show out of attribution events as they are kept, in one language.</summary>
/// <param name="words">The language; null for English.</param>
public sealed class EventSummaries(ActorLabels labels, MailWords? words = null)
{
    private const int QuotesMax = 4;

    private readonly MailWords _words = words ?? MailWords.InEnglish;
    private readonly ConcurrentDictionary<string, EventSummaries> _languages = new();

    /// <summary>The same in the reader's language.</summary>
    public EventSummaries In(MailWords language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.Language == _words.Language ? this : _languages.GetOrAdd(language.Language, _ => new EventSummaries(labels, language));
    }

    /// <param name="news">What is new in it for the reader; empty at the first time.</param>
    /// <param name="facts">The facts that the reader was not told before; null for all.</param>
    /// <param name="isUpdate">The reader knows the event: what is new leads, and one quotation says of what.</param>
    public EventSummary Of(EventView view, IReadOnlyList<AttributionNews> news, IReadOnlySet<string>? facts = null, bool isUpdate = false)
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
        var told = news.OrderBy(one => EventWords.Rank(one.Kind)).Select(one => NewsIn(view, one, joined)).OfType<SummaryNews>()
            .DistinctBy(one => one.Text).ToList();
        var accusers = Accusers(view, accusations);
        return new EventSummary
        {
            Key = KeyOf(view.Event.Id),
            Accusers = [.. accusers.Select(one => new SummaryAccuser(Label(one.Actor), one.Strength))],
            Accused = Label(Accused(view.Event, strongest)),
            ActClass = ActClass(accusations, view.Family),
            // A word alone ("schemes") tells a reader nothing: a kind of target or a name does.
            Target = view.About is { } about && (about.TargetClass is not null || about.TargetName is not null) ? about.Target : null,
            Highest = view.Highest ?? strongest?.Strength ?? AttributionStrength.Urges,
            IndependentReports = view.IndependentReports,
            Copies = view.Copies,
            FirstAt = view.Event.StartAt,
            News = told,
            Quotes = Quotes(view, accusations, accusers, told, isUpdate ? 1 : QuotesMax),
            Joined = joined.ConvertAll(Label),
            Notes = Notes(view),
            Answers = isUpdate ? [] : [.. Answers(view).Where(answer => told.All(one => one.Quotes.All(quote => quote.Text != answer.Text)))],
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

    /// <summary>The summary with what new reports say against it as its first news: that an accuser did not accuse.</summary>
    public EventSummary Contested(EventSummary summary, IReadOnlyList<Attribution> denied)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var news = denied
            .GroupBy(one => (one.Article!.Outlet, Who: Names(one.Accusers)))
            .Select(said => new SummaryNews(
                _words.Say("news.contested", said.Key.Outlet, said.Key.Who), [QuoteOf(said.OrderBy(one => one.Statement.Evidence.Start == 0).First())]));
        return summary with { News = [.. news, .. summary.News], Quotes = [.. summary.Quotes.Take(1)], Answers = [] };
    }

    /// <summary>"France did not accuse Iran, a report says: hacking".</summary>
    public string ContestedTitle(EventSummary summary, IReadOnlyList<Attribution> denied)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var who = denied.SelectMany(one => one.Accusers).Distinct(StringComparer.OrdinalIgnoreCase).Select(actor => Label(actor).Short).ToList();
        return _words.Say("update.contested", _words.Names(who), summary.Accused.Short, EventWords.Act(summary.ActClass, _words));
    }

    /// <summary>An actor as readers call it.</summary>
    public string NameOf(string actorId) => Label(actorId).Name;

    /// <summary>How decisions, silences and message keys name an event.</summary>
    public static string KeyOf(long eventId) => eventId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static List<(string Actor, AttributionStrength Strength, Attribution Said)> Accusers(EventView view, List<Attribution> accusations) =>
        view.Accusers.Count > 0
            ? [.. view.Accusers
                .Where(accuser => !OpenParties.IsUnnamed(accuser.Actor) || view.Accusers.All(other => OpenParties.IsUnnamed(other.Actor)))
                .Select(accuser => (accuser.Actor, accuser.Strongest.Strength, accuser.Strongest))]
            : [.. accusations.SelectMany(one => one.Accusers, (one, actor) => (Actor: actor, Said: one))
                .GroupBy(one => one.Actor, one => one.Said, StringComparer.OrdinalIgnoreCase)
                .Select(said => (said.Key, said.Max(one => one.Strength), said.First()))];

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
    /// Each accuser whom the title names has one, unless one sentence speaks for several; then one for each further report: the strongest, the
    /// earliest, and in it the plainest sentence, rather than the title. No sentence stands twice.
    /// </summary>
    private static List<Quote> Quotes(
        EventView view,
        List<Attribution> accusations,
        List<(string Actor, AttributionStrength Strength, Attribution Said)> accusers,
        List<SummaryNews> told,
        int quotesMax)
    {
        var chosen = new List<Attribution>();
        var candidates = accusations
            .OrderByDescending(one => one.Strength)
            .ThenBy(one => one.IsCopy)
            .ThenBy(one => one.PublishedAt)
            .ThenBy(one => one.ArticleId)
            .ThenBy(one => one.Statement.Evidence.Start == 0)
            .ThenByDescending(one => one.Statement.Score)
            .ThenBy(one => one.Index)
            .ToList();
        var named = accusers.Where(one => one.Strength > AttributionStrength.Supports).ToList();
        foreach (var (actor, strength, said) in (named.Count > 0 ? named : accusers).Take(EventWords.NamedMax))
        {
            if (!chosen.Exists(one => one.Accusers.Contains(actor, StringComparer.OrdinalIgnoreCase)))
            {
                chosen.Add(candidates.Find(one => one.Strength == strength && one.Accusers.Contains(actor, StringComparer.OrdinalIgnoreCase)) ?? said);
            }
        }

        chosen.AddRange(candidates.Where(one => chosen.TrueForAll(other => other.CopyGroup != one.CopyGroup)).DistinctBy(one => one.CopyGroup));
        var shown = told.SelectMany(one => one.Quotes).Select(quote => quote.Text).ToHashSet(StringComparer.Ordinal);
        return [.. chosen.Select(one => QuoteOf(one)).Where(quote => !shown.Contains(quote.Text)).DistinctBy(quote => quote.Text).Take(quotesMax)];
    }

    private IEnumerable<Quote> Answers(EventView view) =>
        view.Retractions.Select(one => QuoteOf(one.Strongest, _words.Say("event.takes-back", Label(one.Actor).Name)))
            .Concat(view.Denials.Select(one => QuoteOf(one.Strongest, _words.Say("event.denies", Label(one.Actor).Name))));

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
        new(QuotedWords.Of(attribution.Quote), attribution.Article!.Outlet, attribution.Article.Url, attribution.PublishedAt, by);

    private List<string> Notes(EventView view)
    {
        var notes = new List<string>();
        if (view.Urging.Count > 0)
        {
            var names = view.Urging.Select(urging => Label(urging.Actor).Name).ToList();
            notes.Add(_words.Say(names.Count == 1 ? "event.urges.one" : "event.urges.many", _words.Names(names)));
        }

        foreach (var accuser in view.Accusers.Where(accuser => accuser.Conflict is not null))
        {
            var careful = accuser.Conflict!.Kind is EvidenceKind.Negation ? "event.differs.negated" : "event.differs.urged";
            notes.Add(_words.Say(careful, accuser.Conflict.Article?.Outlet ?? "?", Label(accuser.Actor).Name));
        }

        return notes;
    }

    private ActorLabel Label(string actor) => labels.Of(actor, _words);

    private string Names(IEnumerable<string> actors) => _words.Names([.. actors.Select(id => Label(id).Name)]);

    private SummaryNews? NewsIn(EventView view, AttributionNews news, List<string> joined)
    {
        var who = news.Kind is NewsKind.Accuser && joined.Count > 0 ? joined
            : news.Kind is NewsKind.Correction ? [news.Fact!.Actor] : news.Attribution!.Accusers;
        var names = Names(who);
        return news.Kind switch
        {
            NewsKind.Accuser => new SummaryNews(
                _words.Say("news.accuser", names), Spoken(who, actor => view.Accusers.FirstOrDefault(one => Is(one, actor))?.Strongest, news)),
            NewsKind.Stronger => new SummaryNews(
                _words.Say("news.stronger", EventWords.Kind(news.Attribution!.Strength, _words), names), [QuoteOf(news.Attribution)]),
            NewsKind.Denial => new SummaryNews(
                _words.Say("news.denial", names), Spoken(who, actor => view.Denials.FirstOrDefault(one => Is(one, actor))?.Strongest, news)),
            NewsKind.Retraction => new SummaryNews(_words.Say("news.retraction", names), [QuoteOf(news.Attribution!)]),
            NewsKind.Correction => new SummaryNews(_words.Say("news.correction", names), []),
            _ => null,
        };
    }

    private static bool Is(EventAccuser one, string actor) => one.Actor.Equals(actor, StringComparison.OrdinalIgnoreCase);

    /// <summary>What each of them said, each sentence once; said by whom, where several speak.</summary>
    private List<Quote> Spoken(IReadOnlyList<string> actors, Func<string, Attribution?> saidBy, AttributionNews news)
    {
        var said = actors.Select(actor => (Actor: actor, Said: saidBy(actor) ?? news.Attribution!)).DistinctBy(one => one.Said.Quote).ToList();
        return [.. said.Take(QuotesMax).Select(one => QuoteOf(one.Said, said.Count > 1 ? Label(one.Actor).Name : ""))];
    }
}
