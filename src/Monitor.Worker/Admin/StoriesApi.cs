using Monitor.Storage;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Admin;

/// <summary>Merging and splitting stories, and verdicts on two texts, for other programs; who may, stands in <see cref="Policies"/>.</summary>
internal static class StoriesApi
{
    private static readonly Dictionary<string, CopyRelation?> Verdicts = new()
    {
        ["copy"] = CopyRelation.Copy,
        ["partial"] = CopyRelation.Partial,
        ["none"] = CopyRelation.None,
    };

    public static void UseStoriesApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost(
            "/api/stories/{id:long}/merge", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<MergeWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.MergeStoriesAsync(id, wish.Story, AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Analyst);
        app.MapPost(
            "/api/stories/{id:long}/split", async (long id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<SplitWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.SplitStoryAsync(id, wish.Articles ?? [], AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Analyst);
        app.MapPost("/api/stories/label", async (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<LabelWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(Verdicts.GetValueOrDefault(wish.Relation ?? "") is { } relation
                ? await db.LabelCopyAsync(wish.A, wish.B, relation, AuthorOf(http), wish.Reason ?? "", clock.GetUtcNow(), stop)
                : new StoryDecision.Refused($"\"relation\" is one of {string.Join(", ", Verdicts.Keys)}"));
        }).RequireAuthorization(Policies.Analyst);
        app.MapPost("/api/stories/label/undo", async (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            var (wish, refusal) = await ApiBody.ReadAsync<LabelWish>(http.Request, stop);
            if (wish is null)
            {
                return refusal!;
            }

            await using var db = contexts.CreateDbContext();
            return Answer(await db.UndoCopyLabelAsync(wish.A, wish.B, AuthorOf(http), clock.GetUtcNow(), stop));
        }).RequireAuthorization(Policies.Analyst);
    }

    private static string AuthorOf(HttpContext http) => http.User.Identity?.Name ?? "";

    private static IResult Answer(StoryDecision decision) => decision switch
    {
        StoryDecision.Recorded recorded => Results.Json(new { recorded.Story, recorded.Labels }),
        StoryDecision.TakenBack back => Results.Json(new { A = back.FirstArticle, B = back.SecondArticle }),
        StoryDecision.Refused refused => Results.Json(new { error = refused.Reason }, statusCode: StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The story that reports the same event.</summary>
    private sealed record MergeWish(long Story);

    /// <summary>What somebody says of two articles; to take it back, the two are enough.</summary>
    private sealed record LabelWish(long A, long B, string? Relation, string? Reason);

    /// <summary>The articles that leave the story.</summary>
    private sealed record SplitWish(IReadOnlyList<long>? Articles);
}
