using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>
/// Versions of what the API shows (RFC 9110, sections 8.8.3 and 13.1): the tag of a thing is the hash of its JSON, so that what looks the same
/// is the same. A deed that names a tag in If-Match is done only to what the caller has seen.
/// </summary>
internal static class EntityTags
{
    /// <summary>One thing with its tag; 304 where the caller has it already, 404 where there is none.</summary>
    public static IResult Item(HttpContext http, object? item, string what)
    {
        if (item is null)
        {
            return Problems.NotFound(what);
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(item, JsonLines.Options);
        var tag = Of(bytes);
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.Count > 0 && Names(http.Request.Headers.IfNoneMatch, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, "application/json; charset=utf-8");
    }

    /// <summary>The refusal of a deed whose If-Match names another version than the one that is there; null where it may be done.</summary>
    public static async Task<IResult?> RefusalAsync(HttpContext http, Func<Task<object?>> current)
    {
        var asked = http.Request.Headers.IfMatch;
        if (asked.Count == 0)
        {
            return null;
        }

        var item = await current();
        var tag = item is null ? null : Of(JsonSerializer.SerializeToUtf8Bytes(item, JsonLines.Options));
        if (tag is not null && Names(asked, tag))
        {
            return null;
        }

        http.Response.Headers.ETag = tag;
        return Problems.Of(
            StatusCodes.Status412PreconditionFailed, tag is null ? "there is no such thing any more" : $"it was changed meanwhile: its ETag is {tag}");
    }

    private static string Of(byte[] json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..24]}\"";

    private static bool Names(Microsoft.Extensions.Primitives.StringValues header, string tag) =>
        EntityTagHeaderValue.TryParseList(header.ToArray()!, out var tags)
        && tags.Any(one => one.Tag == "*" || one.Tag == tag);
}
