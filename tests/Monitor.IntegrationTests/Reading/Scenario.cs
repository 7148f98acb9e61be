using System.Text;
using System.Text.Json;

namespace Monitor.IntegrationTests.Reading;

/// <summary>What a server answers to one request.</summary>
/// <param name="RawFile">The whole answer with its head, as bytes in a file, sent as it is.</param>
internal sealed record ScenarioAnswer(
    int Status, Dictionary<string, string>? Headers, string? Body, string? BodyFile, string? RawFile, ScenarioAnswer? WithCookie, string? Cookie)
{
    public byte[] Bytes(string folder)
    {
        if (RawFile is not null)
        {
            return File.ReadAllBytes(Path.Combine(folder, RawFile));
        }

        var body = BodyFile is null ? Encoding.UTF8.GetBytes(Body ?? "") : File.ReadAllBytes(Path.Combine(folder, BodyFile));
        var head = new StringBuilder($"HTTP/1.1 {Status} Answer\r\n");
        foreach (var (name, value) in Headers ?? [])
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("Content-Length: ").Append(body.Length).Append("\r\nConnection: close\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }
}

/// <summary>The responses that hold during one poll and one reading.</summary>
internal sealed record ScenarioRound(DateTimeOffset At, Dictionary<string, ScenarioAnswer> Responses);

/// <summary>A small web of servers, in rounds.</summary>
/// <param name="Given">What an operator types to add the feed; null to take the feed's address.</param>
internal sealed record Scenario(string Host, string Feed, string? Given, IReadOnlyList<ScenarioRound> Rounds)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Scenario Of(string file) => JsonSerializer.Deserialize<Scenario>(File.ReadAllText(file), Web)!;

    /// <summary>What the round answers; null for 404.</summary>
    public ScenarioAnswer? Find(int round, Uri address, string? cookies)
    {
        var responses = Rounds[round].Responses;
        var answer = address.Authority == Host ? responses.GetValueOrDefault($"GET {address.PathAndQuery}") : null;
        answer ??= responses.GetValueOrDefault($"http://{address.Authority}{address.PathAndQuery}") ?? responses.GetValueOrDefault(address.AbsoluteUri);
        return answer?.WithCookie is { Cookie: { } wanted } signedIn && cookies?.Split(';', StringSplitOptions.TrimEntries).Contains(wanted) == true ? signedIn : answer;
    }
}
