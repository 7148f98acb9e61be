using Microsoft.EntityFrameworkCore;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Stories: lists, one with its articles, merging and splitting, verdicts on two texts.</summary>
internal static class StoriesApi
{
    /// <summary>The first so many are listed; a story of more is one of a newsroom's year.</summary>
    private const int MembersMax = 1_000;

    private static readonly Dictionary<string, CopyRelation?> Verdicts = new()
    {
        ["copy"] = CopyRelation.Copy,
        ["partial"] = CopyRelation.Partial,
        ["none"] = CopyRelation.None,
    };

    public static void MapStories(this RouteGroupBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("stories");
        stories.MapGet("", async ([AsParameters] ListParameters asked, StorySearch search, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.Answer(await search.PageAsync(db, asked.Query, stop), found => StoryShape.Of(found));
        }).Lists<StoryShape>("listStories", "Stories, the one with the latest article first");
        stories.MapGet("/{id:long}", async (long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, stop), $"story {id}");
        }).Shows<StoryShape>("getStory", "A story with its articles");
        stories.MapPost("/{id:long}/merge", (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<StoryMerge>(http, wish => DoAsync(id, http, contexts, db =>
                db.MergeStoriesAsync(id, wish.Story, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop)))
            .Takes<StoryMerge>().AsSeen().Does<StoryDecisionShape>("mergeStories", "Makes one story of two, for good; the later number leads to the earlier");
        stories.MapPost("/{id:long}/split", (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<StorySplit>(http, wish => DoAsync(id, http, contexts, db =>
                db.SplitStoryAsync(id, wish.Articles ?? [], ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop)))
            .Takes<StorySplit>().AsSeen().Does<StoryDecisionShape>("splitStory", "Takes articles, with their copies, out of a story, for good");
        stories.MapPost("/label", (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<TextVerdict>(http, async wish =>
            {
                await using var db = contexts.CreateDbContext();
                return Answer(Verdicts.GetValueOrDefault(wish.Relation ?? "") is { } relation
                    ? await db.LabelCopyAsync(wish.A, wish.B, relation, ApiCaller.AuthorOf(http), wish.Reason ?? "", clock.GetUtcNow(), stop)
                    : new StoryDecision.Refused($"\"relation\" is one of {string.Join(", ", Verdicts.Keys)}"));
            })).Takes<TextVerdict>()
            .Does<StoryDecisionShape>("labelTexts", "Says for good whether one article copies another, takes passages from it, or neither");
        stories.MapPost("/label/undo", (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<TextPair>(http, async pair =>
            {
                await using var db = contexts.CreateDbContext();
                return Answer(await db.UndoCopyLabelAsync(pair.A, pair.B, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
            })).Takes<TextPair>().Does<StoryDecisionShape>("undoLabel", "Takes back what was said of two articles");
    }

    private static async Task<IResult> DoAsync(
        long id, HttpContext http, MonitorDbContextFactory contexts, Func<MonitorDbContext, Task<StoryDecision>> decide, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await ApiDeeds.AsSeenAsync(http, db, () => FindAsync(db, id, stop), async () => Answer(await decide(db)), stop);
    }

    private static async Task<object?> FindAsync(MonitorDbContext db, long id, CancellationToken stop)
    {
        if (await db.Set<Story>().AsNoTracking().FindStoryAsync(id, stop) is not { } story)
        {
            return null;
        }

        var members = await db.Set<StoryArticle>().AsNoTracking().Where(placed => placed.StoryId == story.Id)
            .OrderBy(placed => placed.Article!.AppearedAt).ThenBy(placed => placed.ArticleId).Take(MembersMax)
            .Select(placed => new { Placed = placed, placed.Article!.Outlet, placed.Article.Title, placed.Article.Url, placed.Article.PublishedAt })
            .ToListAsync(stop);
        var counted = Counted(members.ConvertAll(one => one.Placed));
        return StoryShape.Of(story, [.. members.Select(one => new StoryMember(
            one.Placed.ArticleId, one.Placed.StoryId, one.Placed.CopyGroup, one.Placed.Relation, one.Placed.Kind,
            one.Placed.Relation is not StoryRelation.Copy && counted.Contains(one.Placed.CopyGroup), one.Placed.OfId, one.Placed.CopyScore, one.Placed.Why,
            one.Placed.StoryScore, one.Outlet, one.Title, one.Url, one.PublishedAt))]);
    }

    /// <summary>The groups of copies that count as reports: no round-ups, and of those too short to tell one, where nothing longer does.</summary>
    private static HashSet<long> Counted(List<StoryArticle> placed)
    {
        var reports = placed.GroupBy(one => one.CopyGroup).Where(group => !group.All(one => one.Kind is CopyKind.RoundUp)).ToList();
        var told = reports.Where(group => group.Any(one => !one.IsTooShort)).ToList();
        return [.. (told.Count > 0 ? told : reports.Take(1)).Select(group => group.Key)];
    }

    private static IResult Answer(StoryDecision decision) => decision switch
    {
        StoryDecision.Recorded recorded => ApiDeeds.Done(StoryDecisionShape.Of(recorded)),
        StoryDecision.TakenBack back => ApiDeeds.Done(StoryDecisionShape.Of(back)),
        StoryDecision.Refused refused => Problems.Conflict(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The story that reports the same event.</summary>
    private sealed record StoryMerge(long Story);

    /// <summary>What somebody says of two articles.</summary>
    /// <param name="Relation">copy, partial or none.</param>
    private sealed record TextVerdict(long A, long B, string? Relation = null, string? Reason = null);

    /// <summary>Two articles of which something was said.</summary>
    private sealed record TextPair(long A, long B);

    /// <summary>The articles that leave the story.</summary>
    private sealed record StorySplit(IReadOnlyList<long>? Articles = null);
}
