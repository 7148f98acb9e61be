using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What is done with feeds: the deeds of their pages.</summary>
internal static class FeedDeedsApi
{
    private const int OpmlBytesMax = 2_000_000;
    private const string OpmlType = "text/x-opml";

    private static readonly TimeSpan SearchMax = TimeSpan.FromMinutes(1);

    public static void MapFeedDeeds(this RouteGroupBuilder api)
    {
        var feeds = api.MapGroup("/feeds").WithTags("feeds");
        feeds.MapPost("/find", FindAsync).Takes<FeedSought>()
            .Does<FoundFeedShape>("findFeed", "Finds the feed behind an address, and shows what it lists; nothing is kept");
        feeds.MapPost("", AddAsync).Takes<FeedWanted>().Does("addFeed", "Finds the feed behind an address, and polls it from now on");
        feeds.MapPost("/import", ImportAsync).TakesFile(OpmlType).WithMetadata(new RequestSizeLimitAttribute(OpmlBytesMax))
            .Does("importFeeds", "Takes over the feeds of an OPML file that are not known yet");
        api.MapGet("/feeds.opml", ExportAsync).WithTags("feeds").Gives("exportFeeds", "All feeds as OPML", OpmlType);
        Maps(feeds, "/{id:int}/pause", "pauseFeed", "Polls it no more until it is resumed", (db, id, author, now, stop) =>
            db.PauseFeedAsync(id, author, now, stop));
        Maps(feeds, "/{id:int}/resume", "resumeFeed", "Polls it again", (db, id, author, now, stop) => db.ResumeFeedAsync(id, author, now, stop));
        feeds.MapPost("/{id:int}/poll", async (int id, HttpContext http, FeedAdoption adoption, CancellationToken stop) =>
            ApiDeeds.Answer(await adoption.PollNowAsync(id, ApiCaller.AuthorOf(http), stop)))
            .Does("pollFeed", "Polls it now, unless it was just polled or its server asked for rest");
        feeds.MapPatch("/{id:int}", (int id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<FeedChange>(http, wish => DoAsync(id, http, contexts, db =>
                db.SetFeedAsync(id, wish.Wishes, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop)))
            .Takes<FeedChange>().AsSeen().Does("setFeed", "Changes how it is polled, and whose it is; what is left out stays");
        feeds.MapPost("/{id:int}/move", (int id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<FeedSought>(http, wish => DoAsync(id, http, contexts, db =>
                db.MoveFeedAsync(id, wish.Address, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop)))
            .Takes<FeedSought>().AsSeen().Does("moveFeed", "Polls it at another address; what it listed stays known");
        feeds.MapDelete("/{id:int}", (int id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(id, http, contexts, db => db.RemoveFeedAsync(id, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop))
            .AsSeen().Does("removeFeed", "Forgets it with its history; its articles stay");
    }

    /// <summary>A deed that needs no words.</summary>
    private static void Maps(
        RouteGroupBuilder feeds, string path, string name, string summary,
        Func<MonitorDbContext, int, string, DateTimeOffset, CancellationToken, Task<DeedOutcome>> deed) =>
        feeds.MapPost(path, (int id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(id, http, contexts, db => deed(db, id, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop), stop)).AsSeen().Does(name, summary);

    private static async Task<IResult> DoAsync(
        int id, HttpContext http, MonitorDbContextFactory contexts, Func<MonitorDbContext, Task<DeedOutcome>> deed, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var title = await db.Set<Feed>().Where(feed => feed.Id == id).Select(feed => feed.Title).SingleOrDefaultAsync(stop);
        return await ApiDeeds.AsSeenAsync(
            http, db, () => FeedsApi.FindAsync(db, id, stop), async () => ApiDeeds.Answer(await deed(db), DeedTarget.OfFeed(id, title ?? "")), stop);
    }

    private static Task<IResult> FindAsync(HttpContext http, FeedAdoption adoption, CancellationToken stop) =>
        ApiBody.ThenAsync<FeedSought>(http, async wish =>
        {
            var (found, refusal) = await SoughtAsync(wish.Address, adoption, stop);
            return found is null ? refusal! : ApiDeeds.Done(FoundFeedShape.Of(found, FeedAdoption.TitleOf(found)));
        });

    private static Task<IResult> AddAsync(HttpContext http, FeedAdoption adoption, CancellationToken stop) =>
        ApiBody.ThenAsync<FeedWanted>(http, async wish =>
        {
            var (found, refusal) = await SoughtAsync(wish.Address, adoption, stop);
            if (found is null)
            {
                return refusal!;
            }

            var deed = await adoption.AddAsync(found, wish.Outlet, wish.SpeaksFor, ApiCaller.AuthorOf(http), stop);
            return ApiDeeds.Answer(deed, DeedTarget.OfNewFeed(deed, FeedAdoption.TitleOf(found)));
        });

    private static async Task<(FoundFeed? Found, IResult? Refusal)> SoughtAsync(string address, FeedAdoption adoption, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(SearchMax);
        try
        {
            var (found, tried) = await adoption.FindAsync(address, patience.Token);
            return found is not null ? (found, null)
                : (null, Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, "no feed was found: see what was tried",
                    new Dictionary<string, object?> { ["field"] = "address", ["tried"] = tried }));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, Problems.Of(
                StatusCodes.Status422UnprocessableEntity, $"the site took longer than {SearchMax.TotalSeconds:0} seconds",
                new Dictionary<string, object?> { ["field"] = "address" }));
        }
    }

    private static async Task<IResult> ImportAsync(HttpContext http, FeedAdoption adoption, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, stop);
        return ApiDeeds.Answer(await adoption.ImportAsync(bytes.ToArray(), "feeds.opml", ApiCaller.AuthorOf(http), stop));
    }

    private static async Task<IResult> ExportAsync(MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        using var file = new MemoryStream();
        Opml.Write(await FeedList.ExportAsync(db, stop), file);
        return Results.File(file.ToArray(), OpmlType, "feeds.opml");
    }
}

/// <summary>Where a feed is: its own address, or that of a site.</summary>
internal sealed record FeedSought(string Address);

/// <summary>A feed to poll.</summary>
/// <param name="Outlet">Who publishes it; its title where nothing is said.</param>
/// <param name="SpeaksFor">The actor whose own words it brings, such as agency:US-DOJ.</param>
internal sealed record FeedWanted(string Address, string? Outlet = null, string? SpeaksFor = null);
