using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using Monitor.Worker.Json;

namespace Monitor.Worker.Api;

/// <summary>The bodies of requests to the API: JSON, in which a field that is misspelt is refused, not passed over.</summary>
internal static class ApiBody
{
    private static readonly JsonSerializerOptions Strict = new(JsonLines.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>The body, or the answer that refuses it.</returns>
    public static async Task<(TBody? Body, IResult? Refusal)> ReadAsync<TBody>(HttpRequest request, CancellationToken stop)
        where TBody : class
    {
        if (!MayBeJson(request.ContentType))
        {
            return (null, Problems.Of(
                StatusCodes.Status415UnsupportedMediaType, $"the body is declared as {request.ContentType}: application/json is expected"));
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<TBody>(request.Body, Strict, stop);
            return body is null ? (null, Refused("null stands where an object must")) : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, Refused(fault.Message));
        }
    }

    public static IResult Refused(string reason) => Problems.BadRequest($"the body is not as expected: {reason}");

    /// <summary>Declared as JSON, as nothing, or as the form that curl declares whatever it sends.</summary>
    private static bool MayBeJson(string? type) =>
        string.IsNullOrEmpty(type)
        || (MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                || parsed.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)));
}
