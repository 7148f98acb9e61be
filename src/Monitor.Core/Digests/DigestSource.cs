using System.Text;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;
using Monitor.Stories;

namespace Monitor.Digests;

/// <summary>Loads what changed for digests. What is past is never new: it brings neither an event nor a story into a digest.</summary>
internal sealed class DigestSource(EventSummaries summaries, ActorLabels labels)
{
    private const int LeadCharactersMax = 400;

    public async Task<DigestChanges> LoadAsync(MonitorDbContext db, long after, long to, CancellationToken cancellationToken) =>
        new(after, to, await EventsAsync(db, after, to, cancellationToken), await StoriesAsync(db, after, to, cancellationToken));

    private async Task<List<ChangedEvent>> EventsAsync(MonitorDbContext db, long after, long to, CancellationToken cancellationToken)
    {
        var news = await db.NewsAfter(after).AsNoTracking().Where(one => one.Sequence <= to).ToListAsync(cancellationToken);
        var events = new Dictionary<long, (EventView View, List<AttributionNews> News)>();
        foreach (var group in news.GroupBy(one => one.EventId))
        {
            if (await db.EventViewAsync(group.Key, cancellationToken) is not { } view)
            {
                continue;
            }

            if (!events.TryGetValue(view.Event.Id, out var known))
            {
                events.Add(view.Event.Id, known = (view, []));
            }

            known.News.AddRange(group);
        }

        return [.. events.Values.Where(one => !one.View.Event.IsRetired || one.News.Exists(news => news.Kind is NewsKind.Correction)).Select(Changed)];
    }

    private ChangedEvent Changed((EventView View, List<AttributionNews> News) one)
    {
        var (view, news) = one;
        var isNew = news.Exists(row => row.Kind is NewsKind.Event);
        var actors = view.Evidence
            .SelectMany(row => row.Accusers.Append(row.AccusedRoot).Concat(row.Statement.Accused is { } accused ? [accused] : []))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(id => labels.Lineage(id));
        return new ChangedEvent(
            view.Event.Id,
            summaries.Of(view, [.. news.Where(row => !isNew || row.Kind is NewsKind.Denial or NewsKind.Retraction or NewsKind.Correction)]),
            actors.ToHashSet(StringComparer.OrdinalIgnoreCase),
            view.Evidence.Select(row => row.Article!.Outlet).ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. view.Evidence.Select(row => row.Article!.Language).OfType<string>().Distinct()]);
    }

    private async Task<List<ChangedStory>> StoriesAsync(MonitorDbContext db, long after, long to, CancellationToken cancellationToken)
    {
        var changed = await db.Set<Story>().AsNoTracking()
            .Where(story => story.MergedIntoId == null && !story.Past && story.Sequence > after)
            .ToListAsync(cancellationToken);
        var ids = changed.ConvertAll(story => story.Id);
        var placed = new List<StoryArticle>();
        foreach (var chunk in ids.Chunk(500))
        {
            placed.AddRange(await db.Set<StoryArticle>().AsNoTracking()
                .Where(one => chunk.Contains(one.StoryId))
                .Include(one => one.Article)
                .ToListAsync(cancellationToken));
        }

        var byStory = placed.ToLookup(one => one.StoryId);
        return [.. changed
            .Select(story => Changed(story, [.. byStory[story.Id].OrderBy(one => one.Article!.AppearedAt).ThenBy(one => one.ArticleId)], after, to))
            .OfType<ChangedStory>()];
    }

    /// <summary>The story as it is shown; null when none of what changed in it is news.</summary>
    private ChangedStory? Changed(Story story, List<StoryArticle> placed, long after, long to)
    {
        var fresh = placed.FindAll(one => one.Sequence > after && one.Sequence <= to && !one.Article!.Past);
        if (fresh.Count == 0)
        {
            return null;
        }

        var lead = placed.Find(one => one.ArticleId == story.LeadArticleId) ?? placed[0];
        var findings = placed.ConvertAll(one => ArticleFindings.In(one.Article!));
        var topics = findings.SelectMany(one => one.Topics.Select(topic => topic.TopicId).Distinct()).GroupBy(topic => topic)
            .OrderByDescending(group => group.Count()).Select(group => group.Key).ToList();
        return new ChangedStory(
            story.Id,
            new DigestStory
            {
                Id = story.Id,
                Title = lead.Article!.Title,
                Url = lead.Article.Url,
                Lead = LeadOf(lead.Article),
                IndependentReports = story.IndependentReports,
                Copies = story.Copies,
                Topics = [.. topics.Select(TopicName)],
                Outlets = Outlets(placed),
                FirstAt = story.FirstSeenAt,
                IsUpdate = placed.Exists(one => one.Sequence <= after && !one.Article!.Past),
                NewArticles = fresh.Count,
            },
            topics.ToHashSet(StringComparer.OrdinalIgnoreCase),
            findings.SelectMany(one => one.Actors.Select(actor => actor.Id)).Distinct()
                .SelectMany(id => labels.Lineage(id)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            placed.Select(one => one.Article!.Outlet).ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. placed.Select(one => one.Article!.Language).OfType<string>().Distinct()],
            [.. fresh.Select(one => one.Article!.Outlet)]);
    }

    private static List<DigestOutlet> Outlets(List<StoryArticle> placed) =>
        [.. placed
            .GroupBy(one => one.Article!.Outlet)
            .Select(group => group.OrderBy(one => one.Relation is StoryRelation.Copy).First())
            .OrderBy(one => one.Relation is StoryRelation.Copy)
            .Select(one => new DigestOutlet(one.Article!.Outlet, one.Article.Url, one.Relation is not StoryRelation.Copy))];

    /// <summary>How the article begins: its first paragraph that says something.</summary>
    private static string LeadOf(Article article)
    {
        var lead = article.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(line => line.Length > 40)
            ?? article.Text;
        return lead.Length > LeadCharactersMax ? lead[..LeadCharactersMax] : lead;
    }

    // "cyber-espionage" → "Cyber espionage"
    private static string TopicName(string topicId)
    {
        var name = new StringBuilder(topicId.Replace('-', ' ').Replace('_', ' '));
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }
}
