using System.Text.Json;

namespace Monitor.Worker.Admin;

/// <summary>The bodies of requests to the API.</summary>
internal static class ApiBody
{
    /// <summary>The body, whatever type it is declared as: curl declares a form.</summary>
    /// <returns>The body, or the answer that refuses it.</returns>
    public static async Task<(TBody? Body, IResult? Refusal)> ReadAsync<TBody>(HttpRequest request, CancellationToken stop)
        where TBody : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<TBody>(request.Body, JsonSerializerOptions.Web, stop);
            return body is null ? (null, Fault("null stands where an object must")) : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, Fault(fault.Message));
        }

        static IResult Fault(string reason) => Results.Json(new
        {
            error = $"the body is not as expected: {reason}",
        }, statusCode: StatusCodes.Status400BadRequest);
    }
}
