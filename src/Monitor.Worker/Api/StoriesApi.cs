using Microsoft.EntityFrameworkCore;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;
using Monitor.Worker.Json;
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
            return ApiLists.Answer(await search.PageAsync(db, asked.Query, stop), StoryShape.Of);
        }).Lists<StoryShape>("listStories", "Stories, the one with the latest article first");
        stories.MapGet("/{id:long}", OneAsync).Shows<StoryShape>("getStory", "A story with its articles");
        api.MapPost("/stories/{id:long}/merge", MergeAsync);
        api.MapPost("/stories/{id:long}/split", SplitAsync);
        api.MapPost("/stories/label", LabelAsync);
        api.MapPost("/stories/label/undo", UndoLabelAsync);
    }

    private static async Task<IResult> OneAsync(long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Set<Story>().FindStoryAsync(id, stop) is not { } story)
        {
            return Problems.NotFound($"story {id}");
        }

        var members = await db.Set<StoryArticle>().AsNoTracking().Where(placed => placed.StoryId == story.Id)
            .OrderBy(placed => placed.Article!.AppearedAt).ThenBy(placed => placed.ArticleId).Take(MembersMax)
            .Select(placed => new { Placed = placed, placed.Article!.Outlet, placed.Article.Title, placed.Article.Url, placed.Article.PublishedAt })
            .ToListAsync(stop);
        return EntityTags.Item(http, StoryShape.Of(story, [.. members.Select(one => new StoryMember(
            one.Placed.ArticleId, one.Outlet, one.Title, one.Url, one.PublishedAt, one.Placed.Relation, one.Placed.Kind, one.Placed.CopyGroup, one.Placed.OfId,
            one.Placed.CopyScore, one.Placed.StoryScore, one.Placed.Why))]), $"story {id}");
    }

    private static async Task<IResult> MergeAsync(
        long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        var (wish, refusal) = await ApiBody.ReadAsync<MergeWish>(http.Request, stop);
        if (wish is null)
        {
            return refusal!;
        }

        await using var db = contexts.CreateDbContext();
        return Answer(await db.MergeStoriesAsync(id, wish.Story, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
    }

    private static async Task<IResult> SplitAsync(
        long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        var (wish, refusal) = await ApiBody.ReadAsync<SplitWish>(http.Request, stop);
        if (wish is null)
        {
            return refusal!;
        }

        await using var db = contexts.CreateDbContext();
        return Answer(await db.SplitStoryAsync(id, wish.Articles ?? [], ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
    }

    private static async Task<IResult> LabelAsync(HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        var (wish, refusal) = await ApiBody.ReadAsync<LabelWish>(http.Request, stop);
        if (wish is null)
        {
            return refusal!;
        }

        await using var db = contexts.CreateDbContext();
        return Answer(Verdicts.GetValueOrDefault(wish.Relation ?? "") is { } relation
            ? await db.LabelCopyAsync(wish.A, wish.B, relation, ApiCaller.AuthorOf(http), wish.Reason ?? "", clock.GetUtcNow(), stop)
            : new StoryDecision.Refused($"\"relation\" is one of {string.Join(", ", Verdicts.Keys)}"));
    }

    private static async Task<IResult> UndoLabelAsync(HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        var (wish, refusal) = await ApiBody.ReadAsync<LabelWish>(http.Request, stop);
        if (wish is null)
        {
            return refusal!;
        }

        await using var db = contexts.CreateDbContext();
        return Answer(await db.UndoCopyLabelAsync(wish.A, wish.B, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
    }

    private static IResult Answer(StoryDecision decision) => decision switch
    {
        StoryDecision.Recorded recorded => Results.Json(new { recorded.Story, recorded.Labels }),
        StoryDecision.TakenBack back => Results.Json(new { A = back.FirstArticle, B = back.SecondArticle }),
        StoryDecision.Refused refused => Problems.Conflict(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The story that reports the same event.</summary>
    private sealed record MergeWish(long Story);

    /// <summary>What somebody says of two articles; to take it back, the two are enough.</summary>
    private sealed record LabelWish(long A, long B, string? Relation = null, string? Reason = null);

    /// <summary>The articles that leave the story.</summary>
    private sealed record SplitWish(IReadOnlyList<long>? Articles = null);
}
