using System.Text.Json;
using System.Text.Json.Nodes;
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
        AllowDuplicateProperties = false,
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
            var node = await JsonNode.ParseAsync(request.Body, cancellationToken: stop);
            if (node is null || HoldsNull(node))
            {
                return (null, Refused(node is null ? "null stands where an object must" : "null stands where a text must"));
            }

            var body = Readable(node).Deserialize<TBody>(Strict);
            return body is null ? (null, Refused("null stands where an object must")) : (body, null);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // A key that stands twice is an argument of the node, not a fault of the text.
            return (null, Refused(fault.Message));
        }
    }

    /// <summary>Reads the body and does something with it.</summary>
    public static async Task<IResult> ThenAsync<TBody>(HttpContext http, Func<TBody, Task<IResult>> deed)
        where TBody : class
    {
        var (body, refusal) = await ReadAsync<TBody>(http.Request, http.RequestAborted);
        return body is null ? refusal! : await deed(body);
    }

    public static IResult Refused(string reason) => Problems.BadRequest($"the body is not as expected: {reason}");

    /// <summary>Whether null stands in a list: annotations do not keep it out.</summary>
    private static bool HoldsNull(JsonNode node) => node switch
    {
        JsonArray list => list.Any(item => item is null || HoldsNull(item)),
        JsonObject thing => thing.Any(field => field.Value is not null && HoldsNull(field.Value)),
        _ => false,
    };

    /// <summary>The same without what no database keeps.</summary>
    private static JsonNode Readable(JsonNode node)
    {
        switch (node)
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Put(list[i]!, mended => list[i] = mended);
                }

                break;
            case JsonObject thing:
                foreach (var (name, value) in thing.ToList())
                {
                    Put(value, mended => thing[name] = mended);
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String && value.GetValue<string>().Contains('\0', StringComparison.Ordinal):
                return JsonValue.Create(value.GetValue<string>().Replace('\0', ' '));
        }

        return node;

        static void Put(JsonNode? part, Action<JsonNode> put)
        {
            if (part is not null && Readable(part) is var mended && mended != part)
            {
                put(mended);
            }
        }
    }

    /// <summary>Declared as JSON, as nothing, or as the form that curl declares whatever it sends.</summary>
    private static bool MayBeJson(string? type) =>
        string.IsNullOrEmpty(type)
        || (MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                || parsed.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)));
}
