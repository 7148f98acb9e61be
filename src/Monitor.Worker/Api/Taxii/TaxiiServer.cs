using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Export;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api.Taxii;

/// <summary>
/// The attribution events for other threat-intelligence platforms: TAXII 2.1 (OASIS Standard, 10 June 2021), read-only, one API root. Which of
/// its requirements is held by which test stands in <c>taxii.cases</c>.
/// </summary>
internal static class TaxiiServer
{
    public const string Root = Problems.TaxiiPath + "/monitor";

    private const string StixMediaType = "application/stix+json;version=2.1";
    private const string Added = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly JsonSerializerOptions Written = new(JsonLines.Options)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = null,
    };

    public static void MapTaxii(this WebApplication app)
    {
        var taxii = app.MapGroup("").RequireAuthorization(Policies.Viewer).AddEndpointFilter(async (context, next) =>
            TaxiiAccept.Takes(context.HttpContext.Request.Headers) ? await next(context)
                : Refused(StatusCodes.Status406NotAcceptable, $"only {Problems.TaxiiMediaType} is spoken here"));
        taxii.MapGet(Problems.TaxiiPath, Discovery);
        taxii.MapGet(Root, () => Answer(new
        {
            title = "Attributions",
            versions = new[] { Problems.TaxiiMediaType },
            max_content_length = AdminPages.RequestBytesMax,
        }));
        taxii.MapGet(Root + "/status/{id}", () => Refused(StatusCodes.Status404NotFound, "nothing is taken in here, so that nothing has a status"));
        taxii.MapGet(Root + "/collections", async (StixLedger ledger, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return Answer(new { collections = (await TaxiiCollection.AllAsync(ledger, db, stop)).Select(Shown) });
        });
        var collection = taxii.MapGroup(Root + "/collections/{collection}");
        collection.MapGet("", async (string collection, StixLedger ledger, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return await FindAsync(ledger, db, collection, stop) is { } found ? Answer(Shown(found)) : NoCollection(collection);
        });
        collection.MapGet("/objects", ObjectsAsync);
        collection.MapGet("/manifest", ManifestAsync);
        collection.MapGet("/objects/{id}", ObjectAsync);
        collection.MapGet("/objects/{id}/versions", VersionsAsync);
        collection.MapPost("/objects", Closed);
        collection.MapDelete("/objects/{id}", Closed);
    }

    private static IResult Discovery(HttpContext http)
    {
        var address = $"{http.Request.Scheme}://{http.Request.Host}{Root}/";
        return Answer(new
        {
            title = "Monitor",
            description = "Who accuses whom of what, as the news has it. Read only.",
            @default = address,
            api_roots = new[] { address },
        });
    }

    private static Task<IResult> ObjectsAsync([AsParameters] TaxiiAsked asked) =>
        PageAsync(asked, null, ["id", "type", "version", "spec_version"], Envelope);

    private static Task<IResult> ManifestAsync([AsParameters] TaxiiAsked asked) =>
        PageAsync(asked, null, ["id", "type", "version", "spec_version"], Manifest);

    private static Task<IResult> ObjectAsync([AsParameters] TaxiiAsked asked, string id) => PageAsync(asked, id, ["version", "spec_version"], Envelope);

    private static Task<IResult> VersionsAsync([AsParameters] TaxiiAsked asked, string id) =>
        PageAsync(asked, id, ["spec_version"], (page, next) => Answer(new
        {
            more = next is not null,
            next,
            versions = page.Count == 0 ? null : page.Select(one => StixInstant(one.ModifiedAt)),
        }));

    /// <summary>One page of a collection, or of one object, in the order of adding; the headers say from when to when (section 3.2).</summary>
    private static async Task<IResult> PageAsync(TaxiiAsked asked, string? id, string[] filters, Func<IReadOnlyList<StixObject>, string?, IResult> show)
    {
        var (http, stop) = (asked.Http, asked.Stop);
        await using var db = asked.Contexts.CreateDbContext();
        if (await FindAsync(asked.Ledger, db, asked.Collection, stop) is not { } collection)
        {
            return NoCollection(asked.Collection);
        }

        var (query, fault) = TaxiiQuery.Read(http.Request.Query, filters);
        if (query is null)
        {
            return Refused(StatusCodes.Status400BadRequest, fault!);
        }

        var (objects, refusal) = await HeldAsync(asked, db, collection);
        if (objects is null)
        {
            return Refused(StatusCodes.Status409Conflict, $"this search cannot be asked any more: {refusal}");
        }

        if (id is not null && !await objects.AnyAsync(one => one.Id == id, stop))
        {
            return Refused(StatusCodes.Status404NotFound, $"there is no object {id} in this collection");
        }

        var found = query.Nothing ? [] : await Matching(objects, id is null ? query : query with { Ids = [id] })
            .OrderBy(one => one.AddedAt).Take(query.Limit + 1).ToListAsync(stop);
        var page = found.Take(query.Limit).ToList();
        if (page.Count > 0)
        {
            http.Response.Headers["X-TAXII-Date-Added-First"] = AddedInstant(page[0].AddedAt);
            http.Response.Headers["X-TAXII-Date-Added-Last"] = AddedInstant(page[^1].AddedAt);
        }

        return show(page, found.Count > page.Count ? TaxiiQuery.NextAfter(page[^1].AddedAt) : null);
    }

    /// <summary>The objects of a collection, brought up to date; null with the reason where its search cannot be asked.</summary>
    private static async Task<(IQueryable<StixObject>? Objects, string? Fault)> HeldAsync(TaxiiAsked asked, MonitorDbContext db, TaxiiCollection collection)
    {
        if (collection.Search is not { } search)
        {
            await asked.Ledger.CatchUpAsync(asked.Stop);
            return (db.Set<StixObject>().AsNoTracking(), null);
        }

        return await asked.Searches.CatchUpAsync(search, asked.Stop) is { } fault ? (null, fault) : (SearchCollection.Members(db, search.PublicId), null);
    }

    private static IQueryable<StixObject> Matching(IQueryable<StixObject> objects, TaxiiQuery query)
    {
        objects = query.After is { } after ? objects.Where(one => one.AddedAt > after) : objects;
        objects = query.Ids is { } ids ? objects.Where(one => ids.Contains(one.Id)) : objects;
        objects = query.Types is { } types ? objects.Where(one => types.Contains(one.Type)) : objects;
        return query.Versions is { } versions ? objects.Where(one => versions.Contains(one.ModifiedAt)) : objects;
    }

    /// <summary>Section 3.7: what there is none of is left out.</summary>
    private static IResult Envelope(IReadOnlyList<StixObject> page, string? next)
    {
        var body = new StringBuilder($"{{\"more\":{(next is null ? "false" : $"true,\"next\":\"{next}\"")}");
        for (var i = 0; i < page.Count; i++)
        {
            body.Append(i == 0 ? ",\"objects\":[" : ",").Append(page[i].Json);
        }

        return Results.Text(body.Append(page.Count > 0 ? "]}" : "}").ToString(), Problems.TaxiiMediaType);
    }

    private static IResult Manifest(IReadOnlyList<StixObject> page, string? next) => Answer(new
    {
        more = next is not null,
        next,
        objects = page.Count == 0 ? null : page.Select(one => new
        {
            id = one.Id,
            date_added = AddedInstant(one.AddedAt),
            version = StixInstant(one.ModifiedAt),
            media_type = StixMediaType,
        }),
    });

    private static async Task<TaxiiCollection?> FindAsync(StixLedger ledger, MonitorDbContext db, string collection, CancellationToken stop) =>
        (await TaxiiCollection.AllAsync(ledger, db, stop)).FirstOrDefault(one => one.Id.ToString() == collection);

    private static Refusal NoCollection(string collection) => Refused(StatusCodes.Status404NotFound, $"there is no collection {collection}");

    private static object Shown(TaxiiCollection collection) => new
    {
        id = collection.Id,
        title = collection.Title,
        description = collection.Description,
        can_read = true,
        can_write = false,
        media_types = new[] { StixMediaType },
    };

    private static Refusal Closed() => Refused(StatusCodes.Status403Forbidden, "collections are read here, not written");

    private static Refusal Refused(int status, string reason) => new Refusal(status, reason);

    private static IResult Answer(object body) => Results.Json(body, Written, Problems.TaxiiMediaType);

    private static string AddedInstant(DateTimeOffset at) => at.UtcDateTime.ToString(Added, CultureInfo.InvariantCulture);

    private static string StixInstant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class Refusal(int status, string reason) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, status, reason);
    }
}
