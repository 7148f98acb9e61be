using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Subscribers.Deeds;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What is done with saved searches: the deeds of their page.</summary>
internal static class SearchDeedsApi
{
    public static void MapSearchDeeds(this RouteGroupBuilder api)
    {
        var searches = api.MapGroup("/searches").WithTags("searches");
        searches.MapPost("", SaveAsync).Takes<SearchWish>().AsSeen()
            .Does<SearchShape>("saveSearch", "Saves a search under a name; one of that name is exchanged, and keeps its id");
        searches.MapDelete("/{id:guid}", async (Guid id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiDeeds.AsSeenAsync(http, db, () => SearchesApi.FindAsync(db, id, stop), async () =>
                await db.Set<SavedSearch>().Where(one => one.PublicId == id).Select(one => one.Name).SingleOrDefaultAsync(stop) is { } name
                    && await SavedSearches.RemoveAsync(db, name, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop)
                    ? ApiDeeds.Answer(new DeedOutcome.Done("removed"), new DeedTarget(name))
                    : Problems.NotFound($"search {id}"), stop);
        }).AsSeen().Does("removeSearch", "Forgets a saved search, and ends its feeds");
        searches.MapPost("/{id:guid}/interest", (Guid id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<InterestWish>(http, async wish =>
            {
                await using var db = contexts.CreateDbContext();
                return await db.Set<SavedSearch>().AsNoTracking().SingleOrDefaultAsync(one => one.PublicId == id, stop) is { } search
                    ? ApiDeeds.Answer(
                        await db.InterestInAsync(wish.Subscriber, search, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop),
                        DeedTarget.OfSubscriber(wish.Subscriber))
                    : Problems.NotFound($"search {id}");
            })).Takes<InterestWish>().Does("useAsInterest", "Makes what a search is about an interest of a subscriber");
    }

    private static Task<IResult> SaveAsync(
        HttpContext http, SearchExpressions expressions, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        ApiBody.ThenAsync<SearchWish>(http, async wish =>
        {
            await using var db = contexts.CreateDbContext();
            return await ApiDeeds.AsSeenAsync(http, db, FoundAsync, async () =>
                await SavedSearches.SaveAsync(db, expressions, wish.Name, wish.Query, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop) is { } fault
                    ? Problems.Of(StatusCodes.Status422UnprocessableEntity, fault)
                    : ApiDeeds.Done(await FoundAsync()), stop);

            async Task<object?> FoundAsync() =>
                await db.Set<SavedSearch>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == wish.Name.Trim(), stop) is { } one
                    ? SearchShape.Of(one) : null;
        });
}

/// <summary>Whose digests are to be about it.</summary>
internal sealed record InterestWish(string Subscriber);
