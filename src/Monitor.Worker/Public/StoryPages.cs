using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Stories;
using Monitor.Stories.Keeping;
using Monitor.Tagging;

namespace Monitor.Worker.Public;

/// <summary>A story, to read: its attributions and its reports, copies with what they copy.</summary>
internal sealed class StoryPages(EventSummaries summaries, CurrentTagger taggers)
{
    private const int ReportsMax = 200;
    private const int OutletsMax = 20;
    private const int TitleCharactersMax = 200;

    public async Task<PageAnswer> AnswerAsync(ReaderRequest request, long storyId, CancellationToken stop)
    {
        var db = request.Db;
        if (await db.Set<Story>().AsNoTracking().FindStoryAsync(storyId, stop) is not { } story)
        {
            return PageAnswer.NotFound;
        }

        var placed = await db.Set<StoryArticle>().AsNoTracking().Include(one => one.Article).Where(one => one.StoryId == story.Id).ToListAsync(stop);
        var groups = placed
            .OrderByDescending(one => one.Relation is not StoryRelation.Copy).ThenBy(one => one.Article!.AppearedAt).ThenBy(one => one.ArticleId)
            .GroupBy(one => one.CopyGroup)
            .Select(group => group.ToList())
            .OrderByDescending(group => group[0].Article!.AppearedAt)
            .ToList();
        var articles = placed.ConvertAll(one => one.ArticleId);
        var events = await db.Set<Attribution>().AsNoTracking()
            .Where(attribution => articles.Contains(attribution.ArticleId) && attribution.EventId != null)
            .Select(attribution => attribution.EventId!.Value).Distinct().OrderBy(id => id).ToListAsync(stop);
        var shown = new Dictionary<long, EventSummary>();
        foreach (var id in events)
        {
            if (await db.EventViewAsync(id, stop) is { } view)
            {
                shown.TryAdd(view.Event.Id, summaries.In(request.Words).Of(view, []));
            }
        }

        var tagger = await taggers.GetAsync(db, stop);
        return PageAnswer.Ok(Compose(request, story, groups, shown, new ReaderNames(tagger.Rules, tagger.Actors)));
    }

    private static string Compose(
        ReaderRequest request, Story story, List<List<StoryArticle>> groups, Dictionary<long, EventSummary> events, ReaderNames names)
    {
        var (words, name) = (request.Words, request.Subscriber.LinkName);
        var facts = words.Say("digest.since", words.Time(story.FirstSeenAt, request.Zone), words.Count("independent", story.IndependentReports))
            + (story.Copies > 0 ? $" · {words.Count("copy", story.Copies)}" : "");
        var main = ReaderFrame.Said(words["page.story.kind"], "soft")
            .Add($"{ReaderFrame.Said(facts)}");
        if (events.Count > 0)
        {
            main.Add($"<h2>{words["page.event.said"]}</h2>\n<ul>\n");
            foreach (var (id, summary) in events)
            {
                main.Add($"<li><a href=\"{request.To(request.Links.Event(name, id))}\">{EventWords.Title(summary, words)}</a></li>\n");
            }

            main.Add($"</ul>\n");
        }

        main.Add($"<h2>{words["page.story.reports"]}</h2>\n<ul>\n");
        foreach (var group in groups.Take(ReportsMax))
        {
            main.Add($"{Report(request, story, group, groups.Count > 1, names)}");
        }

        main.Add($"</ul>\n");
        if (groups.Count > ReportsMax)
        {
            main.Add($"{ReaderFrame.Said(words.Say("page.story.more", groups.Count - ReportsMax))}");
        }

        return ReaderFrame.Page(words, MailHtml.Plain(story.Title, TitleCharactersMax), main);
    }

    private static MailHtml Report(ReaderRequest request, Story story, List<StoryArticle> group, bool canPart, ReaderNames names)
    {
        var (words, article) = (request.Words, group[0].Article!);
        var html = new MailHtml().Add($"<li>{ReaderFrame.Out(article.Url, MailHtml.Plain(article.Title, TitleCharactersMax))}\n<p class=\"soft\">");
        html.Add($"{$"{article.Outlet}, {words.Time(article.PublishedAt ?? article.CollectedAt, request.Zone)}"}</p>\n");
        var copies = group.Skip(1).Select(one => one.Article!.Outlet).Distinct().ToList();
        if (copies.Count > 0)
        {
            var shown = string.Join(", ", copies.Take(OutletsMax)) + (copies.Count > OutletsMax ? " …" : "");
            html.Add($"<p class=\"soft\">{words.Say("page.story.copies", shown)}</p>\n");
        }

        if (request.Subscriber.SignedUp)
        {
            return html.Add($"</li>\n");
        }

        html.Add($"<p class=\"soft\">");
        foreach (var topic in ArticleFindings.In(article).Topics.Select(topic => topic.TopicId).Distinct())
        {
            html.Add($"<a href=\"{request.To(request.Links.NotRelevant(request.Subscriber.LinkName, article.Id, topic))}\">");
            html.Add($"{words.Say("page.story.not-relevant", names.Topics.Of(topic))}</a> · ");
        }

        if (canPart)
        {
            var path = request.To(request.Links.NotSameStory(request.Subscriber.LinkName, story.Id, article.Id));
            html.Add($"<a href=\"{path}\">{words["digest.not-same-story"]}</a>");
        }

        return html.Add($"</p></li>\n");
    }
}
