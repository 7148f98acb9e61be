using Microsoft.EntityFrameworkCore;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api;

/// <summary>Searches with a name.</summary>
internal static class SearchesApi
{
    public static void MapSearches(this RouteGroupBuilder api)
    {
        var searches = api.MapGroup("/searches").WithTags("searches");
        searches.MapGet("", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiLists.NewestFirstAsync(
                "searches", db.Set<SavedSearch>().AsNoTracking(), search => (long)search.Id, asked, SearchShape.Of, stop);
        }).Lists<SearchShape>("listSearches", "Saved searches, the one saved first last");
        searches.MapGet("/{id:guid}", async (Guid id, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, id, stop), $"search {id}");
        }).Shows<SearchShape>("getSearch", "A saved search");
    }

    /// <summary>A search as it is shown; null where there is none.</summary>
    internal static async Task<object?> FindAsync(MonitorDbContext db, Guid id, CancellationToken stop) =>
        await db.Set<SavedSearch>().AsNoTracking().SingleOrDefaultAsync(one => one.PublicId == id, stop) is { } search ? SearchShape.Of(search) : null;
}
