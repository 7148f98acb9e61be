using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Feeds.Opml;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.FeedsOut;

/// <summary>
/// Saved searches as feeds, at <c>/out/SEARCH/TOKEN.atom</c>, <c>.rss</c> and <c>.json</c>. Feed readers know no header to sign in with, so that
/// the token stands in the address; it reads this one feed and nothing else.
/// </summary>
internal static class FeedsOutServer
{
    public static void MapFeedsOut(this WebApplication app, RouteGroupBuilder api)
    {
        app.MapMethods(Access.FeedsOutPath + "/{search:guid}/{token}.{format}", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AllowAnonymous();
        api.MapPost("/searches/{id:guid}/feeds", MakeAsync).WithTags("searches").ShowsOnce()
            .Does<FeedsOutShape>("makeFeeds", "Opens a saved search as feeds, with a token of their own; the one before ends");
        api.MapDelete("/searches/{id:guid}/feeds", CloseAsync).WithTags("searches").WithName("closeFeeds").WithSummary("Ends the feeds of a saved search")
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/searches.opml", OpmlAsync).WithTags("searches").RequireAuthorization(Policies.Analyst)
            .Gives("listFeedsAsOpml", "The feeds of all saved searches that are open, as OPML", "text/x-opml");
    }

    private static async Task<IResult> AnswerAsync(
        Guid search, string token, string format, HttpContext http, FeedOutReader reader, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var known = await db.Set<FeedOutToken>().AsNoTracking().SingleOrDefaultAsync(one => one.SearchId == search, stop);
        var asked = await db.Set<SavedSearch>().AsNoTracking().SingleOrDefaultAsync(one => one.PublicId == search, stop);
        // Whoever has no token learns nothing: not whether there is such a search.
        if (known is null || asked is null || !known.IsSent(token, db.Secrets)
            || FeedOutFormat.All.FirstOrDefault(one => one.Name == format) is not { } written)
        {
            return Problems.NotFound("feed with this token");
        }

        var (feed, fault) = await reader.ReadAsync(asked, stop);
        return feed is null ? Problems.Conflict($"this search cannot be asked any more: {fault}")
            : Answer(http, written.Write(feed, Address(http, http.Request.Path), Address(http, "/")), written.MediaType, feed.UpdatedAt);
    }

    /// <summary>RFC 9110, section 13: the same feed is answered by 304; a tag wins over a date.</summary>
    private static IResult Answer(HttpContext http, byte[] bytes, string type, DateTimeOffset? updatedAt)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..24]}\"";
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = new EntityTagHeaderValue(tag);
        headers.LastModified = updatedAt;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Remove(HeaderNames.Pragma);
        var asked = http.Request.GetTypedHeaders();
        var isSame = asked.IfNoneMatch is { Count: > 0 } tags ? tags.Any(one => one.Tag == tag || one.Tag == "*")
            : asked.IfModifiedSince is { } since && updatedAt is { } at && at < since.AddSeconds(1);
        return isSame ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(bytes, type);
    }

    private static async Task<IResult> MakeAsync(
        Guid id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        if (!await db.Set<SavedSearch>().AnyAsync(one => one.PublicId == id, stop))
        {
            return Problems.NotFound($"search {id}");
        }

        var token = await db.Set<FeedOutToken>().SingleOrDefaultAsync(one => one.SearchId == id, stop);
        if (token is null)
        {
            token = new FeedOutToken { SearchId = id, Token = "", Author = "" };
            db.Add(token);
        }

        var made = FeedOutToken.Make();
        (token.Token, token.Author, token.MadeAt) = (made, ApiCaller.AuthorOf(http), clock.GetUtcNow());
        db.Record(Deed.FeedOutOpened, token.Author, $"search {id}", token.MadeAt);
        await db.SaveChangesAsync(stop);
        return Results.Json(Shape(http, id, made), JsonLines.Options);
    }

    private static async Task<IResult> CloseAsync(
        Guid id, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Set<FeedOutToken>().SingleOrDefaultAsync(one => one.SearchId == id, stop) is not { } token)
        {
            return Problems.NotFound($"open feed of search {id}");
        }

        db.Remove(token);
        db.Record(Deed.FeedOutClosed, ApiCaller.AuthorOf(http), $"search {id}", clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return Results.NoContent();
    }

    private static async Task<IResult> OpmlAsync(HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var open = await db.Set<FeedOutToken>().AsNoTracking()
            .Join(db.Set<SavedSearch>(), token => token.SearchId, search => search.PublicId, (token, search) => new { token, search.Name })
            .OrderBy(one => one.Name).ToListAsync(stop);
        var outlines = open.Select(one => new OpmlOutline
        {
            Text = one.Name,
            FeedUrl = Shape(http, one.token.SearchId, db.Secrets.Unseal(FeedOutToken.SecretPlace, one.token.Token)).Atom,
        });
        using var bytes = new MemoryStream();
        Opml.Write(new OpmlDocument("Searches of Monitor", [.. outlines]), bytes);
        return Results.Bytes(bytes.ToArray(), "text/x-opml; charset=utf-8", "searches.opml");
    }

    private static FeedsOutShape Shape(HttpContext http, Guid id, string token)
    {
        return new FeedsOutShape(Of(FeedOutFormat.Atom), Of(FeedOutFormat.Rss), Of(FeedOutFormat.JsonFeed));

        string Of(FeedOutFormat format) => Address(http, string.Create(CultureInfo.InvariantCulture, $"{Access.FeedsOutPath}/{id:D}/{token}.{format.Name}"));
    }

    private static string Address(HttpContext http, string path) => $"{http.Request.Scheme}://{http.Request.Host}{path}";
}
