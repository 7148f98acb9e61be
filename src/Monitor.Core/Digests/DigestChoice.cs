using Monitor.Alerts;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Digests.Changes;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Digests;

/// <summary>
/// Chooses what concerns a subscriber, and in which order: what is new leads, what an alert told stands lower, and what one event and a
/// story tell together is told once. Pure.
/// </summary>
public sealed class DigestChoice(
    Subscriber subscriber, DigestChanges changes, ToldBefore told, EventSummaries summaries, TopicNames topics, SubscriberLinks? links)
{
    private const int TopicsMax = 3;

    private readonly SubscriberSettings _settings = subscriber.Settings;
    private readonly Interests _interests = subscriber.Settings.Interests;
    private readonly DigestWriting _writing = new(subscriber, links);
    private readonly HashSet<long> _new =
        [.. changes.Stories.SelectMany(story => story.Articles).Where(one => one.IsNew && !told.Articles.Contains(one.Id)).Select(one => one.Id)];

    /// <summary>The content of a digest; without entries when nothing concerns the subscriber.</summary>
    public DigestContent For(DueDigest due, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(due);
        var events = changes.Events.Where(Concerns).ToList();
        // "Iran accuses Portugal" of something, said while it denies: one step, told where the denial is.
        events.RemoveAll(one => one.NamesNoAct && one.News.Count > 0
            && events.Exists(other => !other.NamesNoAct && one.NewsArticleIds.IsSubsetOf(other.ArticleIds)));
        var stories = changes.Stories.Select(Read).Where(one => one.Articles.Any(IsNews)).Where(Concerns).ToList();
        var carriers = stories.ToDictionary(story => story.Id, story => CarrierOf(story, events));
        var entries = events.Select(one => Entry(one, [.. stories.Where(story => carriers[story.Id] == one)], now))
            .Concat(stories.Where(story => carriers[story.Id] is null).Select(story => Entry(story, now)).OfType<DigestEntry>())
            .OrderByDescending(entry => entry.Importance.Points)
            .ThenBy(entry => entry.Title, StringComparer.Ordinal)
            .ToList();
        var kept = entries.FindAll(entry => entry.Importance.Value >= _interests.Importance
            && Importance.Passes(entry.Novelty, entry.IsEvent, entry.Story?.IndependentReports ?? 0, _settings.AtLeast));
        var once = new ToldOnce();
        var ids = kept.SelectMany(entry => entry.ArticleIds).ToHashSet();
        var articles = stories.SelectMany(story => story.Articles).Where(article => ids.Contains(article.Id)).ToList();
        return _writing.Content(due, now) with
        {
            Entries = [.. kept.Select((entry, index) => index < (int)_settings.Length ? once.Of(entry) : entry.InShort())],
            Interests = Words(),
            LeftOut = entries.Count - kept.Count,
            Articles = articles.Count,
            Outlets = articles.Select(article => article.Outlet).Distinct().Count(),
        };
    }

    private string Words()
    {
        var words = _interests.Topics.Select(topics.Of)
            .Concat(_interests.Actors.Concat(_interests.Accusers).Concat(_interests.Accused).Select(summaries.NameOf))
            .Concat(_interests.Outlets)
            .Distinct()
            .ToList();
        return words.Count == 0 ? "" : MailWords.Of(_settings.Language).Names(words);
    }

    private bool IsNews(ChangedArticle article) => _new.Contains(article.Id);

    private static HashSet<string> Outlets(ChangedEvent one) =>
        one.View.Evidence.Select(row => row.Article!.Outlet).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> ActorsOf(ChangedStory story) =>
        story.Articles.SelectMany(article => article.Actors).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> OutletsOf(ChangedStory story) =>
        story.Articles.Select(article => article.Outlet).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<Accusation> AccusationsOf(ChangedStory story) => [.. story.Articles.SelectMany(article => article.Accusations)];

    /// <summary>Of a story that is told in several languages what the subscriber reads.</summary>
    private ChangedStory Read(ChangedStory story) => _interests.Languages.Count == 0
        ? story
        : story with { Articles = [.. story.Articles.Where(article => IsRead(article.Language is { } language ? [language] : []))] };

    private bool Concerns(ChangedStory story) =>
        _interests.IsEverything || Interests(story.TopicIds, ActorsOf(story), OutletsOf(story), AccusationsOf(story)) > 0;

    private bool Concerns(ChangedEvent one) =>
        IsRead(one.Languages) && (_interests.IsEverything || Interests([], one.Actors, Outlets(one), one.Accusations) > 0);

    private bool IsRead(IReadOnlyList<string> languages) => _interests.Languages.Count == 0 || languages.Count == 0
        || languages.Any(language => _interests.Languages.Any(wanted => AlertMatching.Speaks(language, wanted)));

    /// <summary>How many of the reader's interests are met.</summary>
    private int Interests(IReadOnlyList<string> topics, IReadOnlySet<string> actors, IReadOnlySet<string> outlets, IReadOnlyList<Accusation> accusations) =>
        _interests.Topics.Count(topic => topics.Contains(topic, StringComparer.OrdinalIgnoreCase))
        + _interests.Actors.Count(actors.Contains)
        + _interests.Outlets.Count(outlets.Contains)
        + (accusations.Any(IsWanted) ? 1 : 0);

    private bool IsWanted(Accusation one) =>
        _interests.Accusers.Count + _interests.Accused.Count > 0
        && (_interests.Accusers.Count == 0 || _interests.Accusers.Any(one.Accusers.Contains))
        && (_interests.Accused.Count == 0 || _interests.Accused.Any(one.Accused.Contains));

    /// <summary>The event that a story carries: the one that at least half of its new articles state. Null for a story of its own.</summary>
    private ChangedEvent? CarrierOf(ChangedStory story, List<ChangedEvent> events)
    {
        var fresh = story.Articles.Where(IsNews).ToList();
        return fresh.TrueForAll(article => !article.IsReport && article.IsOwn)
            ? null
            : events
                .Select(one => (Event: one, Shared: fresh.Count(article => one.ArticleIds.Contains(article.Id))))
                .Where(one => one.Shared > 0 && one.Shared * 2 >= fresh.Count)
                .OrderByDescending(one => one.Shared)
                .ThenByDescending(one => one.Event.View.Highest)
                .ThenBy(one => one.Event.Id)
                .Select(one => one.Event)
                .FirstOrDefault();
    }

    private DigestEntry Entry(ChangedEvent one, List<ChangedStory> carrying, DateTimeOffset now)
    {
        var untold = one.News.Where(news => AlertedAt(news) is null).ToList();
        var alertedAt = untold.Count == 0 && one.Contested.Count == 0 ? one.News.Max(AlertedAt) : null;
        var news = untold.Count > 0 || one.Contested.Count > 0 ? untold : [.. one.News];
        NewsKind? lead = news.Count == 0 ? null : news.MinBy(row => EventWords.Rank(row.News.Kind))!.News.Kind;
        var isUpdate = lead is not NewsKind.Event;
        var isContested = one.Contested.Count > 0 && isUpdate && (lead is null || EventWords.Rank(lead.Value) > EventWords.Rank(NewsKind.Stronger));
        var shown = isUpdate ? news : news.FindAll(row => row.News.Kind is NewsKind.Denial or NewsKind.Retraction or NewsKind.Correction);
        var facts = one.NewFacts.Where(fact => alertedAt is not null || !told.Alerts.ContainsKey(fact)).ToHashSet(StringComparer.Ordinal);
        var summary = summaries.Of(one.View, [.. shown.Select(row => row.News)], isUpdate ? facts : null, isUpdate);
        var title = isContested ? summaries.ContestedTitle(summary, one.Contested) : _writing.Title(summary, lead ?? NewsKind.Event, isUpdate);
        summary = isContested ? summaries.Contested(summary, one.Contested) : summary;
        var novelty = isContested ? DigestNovelty.Contested : NoveltyOf(lead ?? NewsKind.Event);
        var fresh = carrying.SelectMany(story => story.Articles).Where(IsNews).ToList();
        var stating = isUpdate
            ? one.News.Select(row => row.News.Attribution!).Concat(one.Contested).ToList()
            : [.. one.View.Evidence.Where(row => row.RejectedAt is null)];
        var weights = ReportWeights(fresh);
        var known = stating.GroupBy(row => row.CopyGroup)
            .Select(group => group.Max(row => (double)one.Weights.GetValueOrDefault(row.Article!.Outlet, 1)))
            .ToList();
        var newestAt = stating.Select(row => row.PublishedAt).Concat(fresh.Select(article => article.AppearedAt)).Max();
        var reports = weights.Sum() > known.Sum() ? weights : known;
        return _writing.Event(one.Id, summary, title, isUpdate, carrying, fresh, [.. one.ArticleIds.Where(_new.Contains)]) with
        {
            Novelty = novelty,
            AlertedAt = alertedAt,
            Importance = Importance.Of(new ImportanceFactors(
                novelty, summary.Highest, reports, isUpdate ? Math.Max(0, summary.IndependentReports - reports.Count) : 0)
            {
                Interests = Interests([], one.Actors, Outlets(one), one.Accusations),
                InterestHits = Hits(fresh),
                IsAlerted = alertedAt is not null,
                NamesNoAct = one.NamesNoAct,
                Age = now - newestAt,
            }),
        };
    }

    private DigestEntry? Entry(ChangedStory story, DateTimeOffset now)
    {
        var fresh = story.Articles.Where(IsNews).ToList();
        var isUpdate = story.Articles.Any(article => !article.IsNew || told.Articles.Contains(article.Id));
        var known = story.Articles.Where(article => !IsNews(article)).Select(article => article.CopyGroup).ToHashSet();
        var reports = fresh.FindAll(article => !isUpdate || (article.IsOwn && !known.Contains(article.CopyGroup)));
        if (reports.Count == 0)
        {
            // A copy of what was told is no news.
            return null;
        }

        var weights = ReportWeights(reports);
        return _writing.Story(story, reports, fresh, isUpdate) with
        {
            Importance = Importance.Of(new ImportanceFactors(
                isUpdate ? DigestNovelty.Report : DigestNovelty.Story, null, weights,
                isUpdate ? Math.Max(0, story.IndependentReports - weights.Count) : 0)
            {
                Interests = Interests(story.TopicIds, ActorsOf(story), OutletsOf(story), AccusationsOf(story)),
                InterestHits = Hits(fresh),
                Age = now - reports.Max(article => article.AppearedAt),
            }),
            Topics = [.. story.TopicIds.Take(TopicsMax).Select(topics.Of)],
        };
    }

    private DateTimeOffset? AlertedAt(ChangedNews news) =>
        news.Tells.Count > 0 && news.Tells.All(told.Alerts.ContainsKey) ? news.Tells.Max(fact => told.Alerts[fact]) : null;

    /// <summary>One weight for each independent report: that of the weightiest outlet among those who have it.</summary>
    private static List<double> ReportWeights(List<ChangedArticle> articles) =>
        [.. articles.Where(article => article.IsReport || !article.IsOwn).GroupBy(article => article.CopyGroup)
            .Select(group => group.Max(article => (double)article.Weight))];

    private int Hits(List<ChangedArticle> articles) => articles.Sum(article =>
        _interests.Topics.Count(article.TopicIds.Contains) + _interests.Actors.Count(article.Actors.Contains)
        + (_interests.Outlets.Contains(article.Outlet, StringComparer.OrdinalIgnoreCase) ? 1 : 0) + (article.Accusations.Any(IsWanted) ? 1 : 0));

    private static DigestNovelty NoveltyOf(NewsKind news) => news switch
    {
        NewsKind.Correction => DigestNovelty.Correction,
        NewsKind.Event => DigestNovelty.Event,
        NewsKind.Stronger => DigestNovelty.Stronger,
        NewsKind.Retraction => DigestNovelty.Retraction,
        NewsKind.Denial => DigestNovelty.Denial,
        _ => DigestNovelty.Accuser,
    };
}
