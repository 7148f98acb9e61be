using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Monitor.Storage;

namespace Monitor.Worker.Json;

/// <summary>
/// What is answered where something is refused or fails: a problem document (RFC 9457) for programs, the error message of TAXII 2.1 (section
/// 3.6.1) below <see cref="TaxiiPath"/>, a sentence for a browser. Each status has the same shape, whoever sets it.
/// </summary>
public static class Problems
{
    public const string MediaType = "application/problem+json";
    public const string TaxiiPath = "/taxii2";
    public const string TaxiiMediaType = "application/taxii+json;version=2.1";

    /// <summary>A refusal with its reason, in words that help to mend the request.</summary>
    /// <param name="more">What else the caller needs, such as the newest version: a field each.</param>
    public static IResult Of(int status, string detail, IReadOnlyDictionary<string, object?>? more = null)
    {
        var problem = Document(status, detail);
        foreach (var (name, value) in more ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        return Results.Json(problem, JsonLines.Options, MediaType, status);
    }

    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, $"there is no {what}");

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, detail);

    /// <summary>A refusal as it is sent.</summary>
    public static byte[] Bytes(int status, string detail) => JsonSerializer.SerializeToUtf8Bytes(Document(status, detail), JsonLines.Options);

    /// <summary>Answers with a status in the shape that who asks can read; what was written before is not there any more.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        context.Response.ContentLength = null;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var reason = detail ?? Sentence(context, status);
        if (context.Request.Path.StartsWithSegments(TaxiiPath))
        {
            await context.Response.WriteAsJsonAsync(
                new { title = ReasonPhrases.GetReasonPhrase(status), description = reason, http_status = $"{status}" }, JsonLines.Options, TaxiiMediaType);
        }
        else if (WantsWords(context.Request))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(reason);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(Document(status, reason), JsonLines.Options, MediaType);
        }
    }

    /// <summary>Gives every refusal that has no words its shape, and takes what goes wrong below: no input may end in a stack.</summary>
    public static void UseProblems(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                var (status, reason) = Meaning(fault);
                if (status == StatusCodes.Status500InternalServerError)
                {
                    app.Logger.RequestFailed(fault, context.Request.Method, context.Request.Path);
                }

                await WriteAsync(context, status, reason);
                return;
            }

            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 })
            {
                await WriteAsync(context, context.Response.StatusCode);
            }
        });
    }

    private static ProblemDetails Document(int status, string detail) => new()
    {
        // What RFC 9457 says of a problem that is no more than its status (section 4.2.1); the detail tells what it is here.
        Type = "about:blank",
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = detail,
    };

    /// <summary>What a request did to end so; everything that is not the request's fault is ours.</summary>
    private static (int Status, string? Reason) Meaning(Exception fault) => fault switch
    {
        // The runs tell of it, once, in a sentence.
        _ when DatabaseFault.IsPassing(fault) => (StatusCodes.Status503ServiceUnavailable, "the database does not answer just now: try again in a moment"),
        // Two who did the same at once: the second one finds it done.
        _ when DatabaseFault.IsTaken(fault) => (StatusCodes.Status409Conflict, "somebody else has just made the same: look, before it is sent again"),
        _ when DatabaseFault.IsOvertaken(fault) => (StatusCodes.Status409Conflict, "somebody else has just changed the same: look, before it is sent again"),
        BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == StatusCodes.Status400BadRequest ? bad.Message : null),
        // A form of thirty thousand fields, or one whose parts have no boundary.
        InvalidDataException bad => (StatusCodes.Status400BadRequest, bad.Message),
        // The form's token was looked for in what cannot be read.
        AntiforgeryValidationException { InnerException: BadHttpRequestException cause } => Meaning(cause),
        AntiforgeryValidationException bad => (StatusCodes.Status400BadRequest, bad.Message),
        // What the pages' parameters are read with has no exception of its own: "?version=99999999999".
        InvalidOperationException bad when bad.Message.StartsWith("Cannot parse the value", StringComparison.Ordinal) =>
            (StatusCodes.Status400BadRequest, bad.Message),
        _ => (StatusCodes.Status500InternalServerError, null),
    };

    private static string Sentence(HttpContext context, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "sign in with 'Authorization: Bearer TOKEN'; 'monitor admin token create NAME TOKEN' makes one",
        StatusCodes.Status403Forbidden => "this token or account may not do that",
        StatusCodes.Status404NotFound => $"there is nothing at {context.Request.Path}",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not for this address; it takes {context.Response.Headers.Allow}",
        StatusCodes.Status413PayloadTooLarge => "the body is larger than anything that is asked for here",
        StatusCodes.Status415UnsupportedMediaType => "the body must be JSON: application/json",
        StatusCodes.Status500InternalServerError => "this failed here, and not by what was asked; the log says why",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    private static bool WantsWords(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
