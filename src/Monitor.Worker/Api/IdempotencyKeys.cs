using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>
/// Does a POST with an Idempotency-Key once (draft-ietf-httpapi-idempotency-key-header-07): the same request again is answered as the first
/// was, for 24 hours and whichever worker is asked; another request under the same key is refused. What failed here is not kept, so that it
/// can be tried again.
/// </summary>
internal static class IdempotencyKeys
{
    private const string Header = "Idempotency-Key";

    public static void UseIdempotencyKeys(this WebApplication app) => app.Use((context, next) =>
        context.Request.Headers[Header] is { Count: > 0 } key && HttpMethods.IsPost(context.Request.Method)
            && context.Request.Path.StartsWithSegments(ApiV1.Path) && context.User.Identity is { IsAuthenticated: true }
            ? OnceAsync(context, next, key.ToString())
            : next(context));

    private static async Task OnceAsync(HttpContext context, RequestDelegate next, string key)
    {
        if (key.Length > GivenAnswer.KeyLettersMax || key.Any(char.IsControl))
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, $"{Header} has at most {GivenAnswer.KeyLettersMax} characters");
            return;
        }

        var stop = context.RequestAborted;
        var contexts = context.RequestServices.GetRequiredService<MonitorDbContextFactory>();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var asked = new GivenAnswer { Caller = ApiCaller.KeyOf(context), Key = key, RequestHash = await HashAsync(context), AskedAt = now };
        await using var db = contexts.CreateDbContext();
        var oldest = now - GivenAnswer.KeptFor;
        await db.Set<GivenAnswer>().Where(one => one.AskedAt < oldest).ExecuteDeleteAsync(stop);
        db.Add(asked);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException) when (Given(db, asked) is { } given)
        {
            await AnswerAgainAsync(context, asked, given);
            return;
        }

        await DoAsync(context, next, db, asked);
    }

    /// <summary>The row that is there already; null where the failure was another one.</summary>
    private static GivenAnswer? Given(MonitorDbContext db, GivenAnswer asked)
    {
        db.ChangeTracker.Clear();
        return db.Set<GivenAnswer>().AsNoTracking().SingleOrDefault(one => one.Caller == asked.Caller && one.Key == asked.Key);
    }

    private static async Task DoAsync(HttpContext context, RequestDelegate next, MonitorDbContext db, GivenAnswer asked)
    {
        var answer = context.Response.Body;
        await using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next(context);
        }
        catch
        {
            context.Response.Body = answer;
            db.Remove(asked);
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }

        context.Response.Body = answer;
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            db.Remove(asked);
        }
        else
        {
            Keep(context, asked, kept.ToArray());
        }

        // Also where the caller has gone: that is when it will ask again.
        await db.SaveChangesAsync(CancellationToken.None);
        await answer.WriteAsync(kept.ToArray(), context.RequestAborted);
    }

    /// <summary>What is answered to a repetition: the same, unless that was a secret, which is kept nowhere.</summary>
    private static void Keep(HttpContext context, GivenAnswer asked, byte[] answer)
    {
        var isSecret = context.GetEndpoint()?.Metadata.GetMetadata<Described.ShownOnce>() is not null
            && context.Response.StatusCode < StatusCodes.Status300MultipleChoices;
        (asked.Status, asked.ContentType, asked.Body) = isSecret
            ? (StatusCodes.Status409Conflict, Problems.MediaType,
                Problems.Bytes(StatusCodes.Status409Conflict, "done already under this key; what it answered is shown once"))
            : (context.Response.StatusCode, context.Response.ContentType, answer);
    }

    private static async Task AnswerAgainAsync(HttpContext context, GivenAnswer asked, GivenAnswer given)
    {
        if (given.RequestHash != asked.RequestHash)
        {
            await Problems.WriteAsync(
                context,
                StatusCodes.Status422UnprocessableEntity,
                $"this {Header} was given to another request: a key stands for one request and its repetitions");
            return;
        }

        if (given.Status is not { } status)
        {
            await Problems.WriteAsync(
                context,
                StatusCodes.Status409Conflict,
                $"the request with this {Header} is being done, or nobody knows what came of it: look, before it is sent with another key");
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = given.ContentType;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        await context.Response.Body.WriteAsync(given.Body ?? [], context.RequestAborted);
    }

    /// <summary>Of what is asked for; the body stays to be read.</summary>
    private static async Task<string> HashAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var asked = context.Request;
        hash.AppendData(Encoding.UTF8.GetBytes($"{asked.Method} {asked.Path}{asked.QueryString} {asked.Headers.IfMatch}\n"));
        var buffer = new byte[8 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        context.Request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
