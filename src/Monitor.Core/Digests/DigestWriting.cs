using Monitor.Alerts;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Digests.Changes;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>Puts what was chosen for a reader into entries: titles, reports, small print, links. Pure.</summary>
internal sealed class DigestWriting(Subscriber subscriber, SubscriberLinks? links)
{
    private const int SentenceCharactersMax = 280;
    private const int FurtherMax = 3;

    /// <summary>None for a stranger, whose word counts for nothing.</summary>
    private readonly SubscriberLinks? _verdicts = subscriber.SignedUp ? null : links;

    private readonly MailWords _words = MailWords.Of(subscriber.Settings.Language);

    public DigestContent Content(DueDigest due, DateTimeOffset now)
    {
        var settings = subscriber.Settings;
        return new DigestContent
        {
            Subscriber = subscriber.Name,
            Reader = settings.DisplayName.Length > 0 ? settings.DisplayName : subscriber.Name,
            LocalDate = due.LocalDate,
            Slot = due.Slot.Name,
            Schedule = Schedule(settings.Digests),
            TimeZone = settings.TimeZone,
            Language = settings.Language,
            Now = now,
            Entries = [],
            EntriesMax = (int)settings.Length,
            Articles = 0,
            Outlets = 0,
            PageUrl = links?.Digest(subscriber.LinkName, due.LocalDate, due.Slot.Name),
            PreferencesUrl = links?.Preferences(subscriber.LinkName),
        };
    }

    public string Title(EventSummary summary, NewsKind lead, bool isUpdate) =>
        isUpdate ? EventWords.UpdateTitle(summary, lead, _words) : EventWords.Title(summary, _words);

    /// <param name="carrying">The stories that state it.</param>
    /// <param name="fresh">Their new articles.</param>
    /// <param name="stating">The articles that state it.</param>
    public DigestEntry Event(
        long id, EventSummary summary, string title, bool isUpdate, IReadOnlyList<ChangedStory> carrying, IReadOnlyList<ChangedArticle> fresh,
        IReadOnlyList<long> stating)
    {
        var story = carrying.MaxBy(one => one.IndependentReports);
        var quoted = summary.Quotes.Concat(summary.Answers).Concat(summary.News.SelectMany(news => news.Quotes)).Select(quote => quote.Url).ToHashSet();
        return new DigestEntry
        {
            Novelty = DigestNovelty.Event,
            Title = title,
            Event = summary,
            EventUrl = links?.Event(subscriber.LinkName, id),
            Further = [.. fresh.Where(article => article.IsOwn && article.IsReport && !quoted.Contains(article.Url))
                .OrderByDescending(article => article.AppearedAt).Take(FurtherMax).Select(Titled)],
            Story = story is null ? null : Small(story, fresh, isUpdate, null),
            Importance = Importance.Of(new ImportanceFactors(DigestNovelty.Event, summary.Highest, [])),
            ArticleIds = [.. fresh.Select(article => article.Id).Concat(stating).Distinct()],
        };
    }

    /// <param name="reports">Its new reports that tell something.</param>
    /// <param name="fresh">All its new articles.</param>
    public DigestEntry Story(ChangedStory story, IReadOnlyList<ChangedArticle> reports, IReadOnlyList<ChangedArticle> fresh, bool isUpdate)
    {
        var lead = (isUpdate ? null : reports.FirstOrDefault(article => article.Id == story.LeadId)) ?? Newest(reports);
        return new DigestEntry
        {
            Novelty = isUpdate ? DigestNovelty.Report : DigestNovelty.Story,
            Title = MailHtml.Plain(lead.Title, 200),
            Report = Titled(lead) with { Sentence = Sentence(lead) },
            Further = [.. reports.Where(article => article.Id != lead.Id && article.IsOwn && article.IsReport && article.Title != lead.Title)
                .OrderByDescending(article => article.AppearedAt).Take(FurtherMax).Select(Titled)],
            Story = Small(story, fresh, isUpdate, lead),
            Importance = Importance.Of(new ImportanceFactors(DigestNovelty.Story, null, [])),
            ArticleIds = [.. fresh.Select(article => article.Id)],
        };
    }

    /// <summary>The newest that has something of its own to say, in the language of the mail where one is.</summary>
    private ChangedArticle Newest(IReadOnlyList<ChangedArticle> reports) => reports
        .OrderByDescending(article => article.IsOwn && article.IsReport)
        .ThenByDescending(article => article.IsOwn)
        .ThenByDescending(article => article.Language is { } language && AlertMatching.Speaks(language, subscriber.Settings.Language))
        .ThenByDescending(article => article.AppearedAt)
        .First();

    private static DigestReport Titled(ChangedArticle article) => new(
        article.Id, MailHtml.Plain(article.Title, 200), MailHtml.Plain(article.Outlet, 60), article.Url, article.AppearedAt, "");

    private static string Sentence(ChangedArticle article) =>
        article.Paragraphs.Count == 0 ? "" : MailHtml.Plain(QuotedWords.Of(article.Paragraphs[0]), SentenceCharactersMax);

    private DigestStory Small(ChangedStory story, IReadOnlyList<ChangedArticle> fresh, bool isUpdate, ChangedArticle? lead) => new()
    {
        Id = story.Id,
        Url = links?.Story(subscriber.LinkName, story.Id),
        IndependentReports = story.IndependentReports,
        Copies = story.Copies,
        NewArticles = fresh.Count,
        FirstAt = story.FirstAt,
        IsUpdate = isUpdate,
        Outlets = [.. story.Articles.Where(article => lead is null || article.Outlet != lead.Outlet)
            .GroupBy(article => article.Outlet)
            .Select(group => group.OrderByDescending(article => article.IsOwn).First())
            .OrderByDescending(article => article.IsOwn)
            .Select(article => new DigestOutlet(MailHtml.Plain(article.Outlet, 60), article.Url, article.IsOwn))],
        NotRelevantUrl = lead is not null && story.TopicIds.FirstOrDefault(lead.TopicIds.Contains) is { } topic
            ? _verdicts?.NotRelevant(subscriber.LinkName, lead.Id, topic)
            : null,
        NotSameStoryUrl = lead is not null && story.Articles.Count > 1 ? _verdicts?.NotSameStory(subscriber.LinkName, story.Id, lead.Id) : null,
    };

    /// <summary>"every day at 07:00 and 18:00", "on Monday and Friday at 07:00".</summary>
    private string Schedule(IReadOnlyList<DigestSlot> slots) => slots.Count == 0 ? "" : _words.Names(
    [
        .. slots
            .GroupBy(slot => string.Join(' ', slot.Days.Order()), (_, same) => same.OrderBy(slot => slot.At).ToList())
            .OrderBy(same => same[0].At)
            .Select(same => _words.Say("schedule.at", On(same[0].Days), _words.Names([.. same.Select(slot => slot.Name)]))),
    ]);

    private string On(IReadOnlyList<DayOfWeek> days) => days.Count == 0
        ? _words["schedule.daily"]
        : _words.Say("schedule.on", _words.Names([.. days.OrderBy(day => ((int)day + 6) % 7).Select(_words.Weekday)]));
}
