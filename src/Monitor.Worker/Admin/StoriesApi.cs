using Monitor.Storage;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Admin;

/// <summary>Merging and splitting stories for other programs; who may, stands in <see cref="Access"/>.</summary>
internal static class StoriesApi
{
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
        });
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
        });
    }

    private static string AuthorOf(HttpContext http) => http.User.Identity?.Name ?? "";

    private static IResult Answer(StoryDecision decision) => decision switch
    {
        StoryDecision.Recorded recorded => Results.Json(new { recorded.Story, recorded.Labels }),
        StoryDecision.Refused refused => Results.Json(new { error = refused.Reason }, statusCode: StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The story that reports the same event.</summary>
    private sealed record MergeWish(long Story);

    /// <summary>The articles that leave the story.</summary>
    private sealed record SplitWish(IReadOnlyList<long>? Articles);
}
