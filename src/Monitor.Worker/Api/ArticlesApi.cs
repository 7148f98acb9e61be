using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Articles, as their list and their pages show them.</summary>
internal static class ArticlesApi
{
    public static void MapArticles(this RouteGroupBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags("articles");
        articles.MapGet("", async ([AsParameters] ListParameters asked, ArticleSearch search, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return ApiLists.Answer(await search.PageAsync(db, asked.Query, stop), ArticleShape.Of);
        }).Lists<ArticleShape>("listArticles", "Articles, the latest first");
        articles.MapGet("/{id:long}", OneAsync).Shows<ArticleShape>("getArticle", "An article with its text");
    }

    private static async Task<IResult> OneAsync(long id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var article = await db.Set<Article>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop);
        var placed = await db.Set<StoryArticle>().AsNoTracking().SingleOrDefaultAsync(one => one.ArticleId == id, stop);
        return EntityTags.Item(http, article is null ? null : ArticleShape.Of(article, placed), $"article {id}");
    }
}
