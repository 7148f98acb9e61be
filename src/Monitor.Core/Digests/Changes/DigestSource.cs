using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Feeds;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Digests.Changes;

/// <summary>Loads what changed for digests. What is past is never new: it brings neither an event nor a story into a digest.</summary>
internal sealed class DigestSource(EventSummaries summaries, ActorLabels labels)
{
    private const int ParagraphCharactersMax = 400;
    private const int ParagraphCharactersMin = 40;
    private const int StoriesAtOnce = 200;

    public async Task<DigestChanges> LoadAsync(MonitorDbContext db, ChangeSpans spans, CancellationToken cancellationToken)
    {
        var weights = await db.Set<Outlet>().AsNoTracking().Where(outlet => outlet.Weight != Outlet.UsualWeight)
            .ToDictionaryAsync(outlet => outlet.Name, outlet => outlet.Weight, cancellationToken);
        return new DigestChanges(
            spans, await EventsAsync(db, spans, weights, cancellationToken), await StoriesAsync(db, spans, weights, cancellationToken));
    }

    private async Task<List<ChangedEvent>> EventsAsync(
        MonitorDbContext db, ChangeSpans spans, Dictionary<string, int> weights, CancellationToken cancellationToken)
    {
        var to = spans.To;
        var news = await db.NewsAfter(spans.After).AsNoTracking().Where(one => one.Sequence <= to).ToListAsync(cancellationToken);
        var told = news.Where(one => spans.Contains(one.Sequence)).GroupBy(one => one.EventId).ToList();
        var views = await db.EventViewsByIdAsync(told.ConvertAll(group => group.Key), cancellationToken);
        var events = new Dictionary<long, (EventView View, List<AttributionNews> News)>();
        foreach (var group in told)
        {
            if (!views.TryGetValue(group.Key, out var view))
            {
                continue;
            }

            if (!events.TryGetValue(view.Event.Id, out var known))
            {
                events.Add(view.Event.Id, known = (view, []));
            }

            known.News.AddRange(group);
        }

        var contested = await ContestedAsync(db, spans, cancellationToken);
        foreach (var (id, view) in await db.EventViewsByIdAsync([.. contested.Keys.Where(id => !events.ContainsKey(id))], cancellationToken))
        {
            if (view.Event.Id == id)
            {
                events.Add(id, (view, []));
            }
        }

        return
        [
            .. events.Values
                .Where(one => !one.View.Event.IsRetired || one.News.Exists(news => news.Kind is NewsKind.Correction))
                .Select(one => Changed(one.View, one.News, spans, weights) with
                {
                    Contested =
                    [
                        .. one.View.Evidence.Where(row => contested.GetValueOrDefault(one.View.Event.Id)?.Contains(row.Id) == true
                            && one.View.Accusers.Any(accuser => row.Accusers.Contains(accuser.Actor, StringComparer.OrdinalIgnoreCase))),
                    ],
                })
                .Where(one => one.News.Count + one.Contested.Count > 0),
        ];
    }

    /// <summary>By event the new statements that somebody did not accuse.</summary>
    private static async Task<Dictionary<long, HashSet<long>>> ContestedAsync(MonitorDbContext db, ChangeSpans spans, CancellationToken cancellationToken)
    {
        var (after, to) = (spans.After, spans.To);
        var rows = await (
            from one in db.Set<Attribution>().AsNoTracking()
            where one.Kind == EvidenceKind.Negation && one.EventId != null && one.RejectedAt == null && !one.IsCopy
            from placed in db.Set<StoryArticle>()
            where placed.ArticleId == one.ArticleId && placed.Sequence > after && placed.Sequence <= to && !placed.Article!.Past
            select new { one.Id, EventId = one.EventId!.Value, placed.Sequence }).ToListAsync(cancellationToken);
        return rows.Where(row => spans.Contains(row.Sequence)).GroupBy(row => row.EventId)
            .ToDictionary(group => group.Key, group => group.Select(row => row.Id).ToHashSet());
    }

    private ChangedEvent Changed(EventView view, List<AttributionNews> news, ChangeSpans spans, Dictionary<string, int> weights)
    {
        var accusations = view.Evidence.Select(row => AccusationOf(
            row.Accusers, [row.AccusedRoot, .. row.Statement.Accused is { } accused ? new[] { accused } : []])).ToList();
        return new ChangedEvent(
            view.Event.Id,
            view,
            [.. news.Select(row => new ChangedNews(row, summaries.NewsOf(row, row.Attribution!.PublishedAt).Tells))],
            view.Evidence.SelectMany(row => row.Facts).Where(fact => fact.Sequence > spans.To || spans.Contains(fact.Sequence)).Select(fact => fact.Key)
                .ToHashSet(StringComparer.Ordinal),
            accusations.SelectMany(one => one.Accusers.Concat(one.Accused)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. view.Evidence.Select(row => row.Article!.Language).OfType<string>().Distinct()],
            accusations,
            weights);
    }

    private Accusation AccusationOf(IEnumerable<string> accusers, IEnumerable<string> accused) => new(WithAll(accusers), WithAll(accused));

    private HashSet<string> WithAll(IEnumerable<string> actors) =>
        actors.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(id => labels.Lineage(id)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private async Task<List<ChangedStory>> StoriesAsync(
        MonitorDbContext db, ChangeSpans spans, Dictionary<string, int> weights, CancellationToken cancellationToken)
    {
        var (after, to) = (spans.After, spans.To);
        var changed = await db.Set<Story>().AsNoTracking()
            .Where(story => story.MergedIntoId == null && !story.Past && story.Sequence > after)
            .ToListAsync(cancellationToken);
        var stories = new List<ChangedStory>();
        // After a long pause these are months of stories: of each piece only what a digest shows is kept, not the articles' texts.
        foreach (var chunk in changed.Chunk(StoriesAtOnce))
        {
            var ids = chunk.Select(story => story.Id).ToList();
            var placed = await db.Set<StoryArticle>().AsNoTracking()
                .Where(one => ids.Contains(one.StoryId) && one.Sequence <= to)
                .Include(one => one.Article)
                .ToListAsync(cancellationToken);
            var byStory = placed.ToLookup(one => one.StoryId);
            stories.AddRange(chunk
                .Select(story => Changed(
                    story,
                    [.. byStory[story.Id].OrderBy(one => one.Article!.AppearedAt).ThenBy(one => one.ArticleId).Select(one => Changed(one, spans, weights))]))
                .Where(story => story.Articles.Any(article => article.IsNew)));
        }

        return stories;
    }

    private static ChangedStory Changed(Story story, List<ChangedArticle> articles)
    {
        var topics = articles.SelectMany(one => one.TopicIds).GroupBy(topic => topic)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);
        return new ChangedStory(story.Id, story.FirstSeenAt, story.IndependentReports, story.Copies, story.LeadArticleId, articles, [.. topics]);
    }

    private ChangedArticle Changed(StoryArticle placed, ChangeSpans spans, Dictionary<string, int> weights)
    {
        var article = placed.Article!;
        var findings = ArticleFindings.In(article);
        return new ChangedArticle
        {
            Id = article.Id,
            Outlet = article.Outlet,
            Title = article.Title,
            Url = article.Url,
            Paragraphs = ParagraphsOf(article),
            AppearedAt = article.AppearedAt,
            CollectedAt = article.CollectedAt,
            Language = article.Language,
            CopyGroup = placed.CopyGroup,
            IsOwn = placed.Relation is not StoryRelation.Copy,
            IsReport = !placed.IsTooShort && placed.Kind is not CopyKind.RoundUp,
            IsNew = spans.Contains(placed.Sequence) && !article.Past,
            Weight = weights.GetValueOrDefault(article.Outlet, Outlet.UsualWeight),
            TopicIds = findings.Topics.Select(topic => topic.TopicId).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Actors = WithAll(findings.Actors.Select(actor => actor.Id)),
            Accusations =
            [
                .. findings.Statements.Where(one => one is { Accused: not null, Likely: false }).Select(one => AccusationOf(one.Accusers, [one.Accused!])),
            ],
        };
    }

    private static List<string> ParagraphsOf(Article article)
    {
        var paragraphs = article.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.Length > ParagraphCharactersMin)
            .Take(2)
            .ToList();
        return (paragraphs.Count > 0 ? paragraphs : [article.Text]).ConvertAll(
            line => line.Length > ParagraphCharactersMax ? line[..ParagraphCharactersMax] : line);
    }
}
