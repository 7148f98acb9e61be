using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Monitor.IntegrationTests.Reading;

/// <summary>One expectation: what stands at a path of the outcome.</summary>
/// <param name="Op">equals, contains, lacks, count, words-at-least or is-null.</param>
internal sealed record InputCheck(string Path, string Op, JsonNode? Value)
{
    /// <summary>What is wrong, in words; null when it is as expected.</summary>
    public string? Miss(JsonNode outcome)
    {
        var found = At(outcome, Path);
        var text = found is JsonValue value && value.TryGetValue<string>(out var given) ? given : found?.ToJsonString();
        var isRight = Op switch
        {
            "equals" => JsonNode.DeepEquals(found, Value) || text == Value?.ToString(),
            "contains" => text?.Contains(Value!.ToString(), StringComparison.Ordinal) == true,
            "lacks" => text?.Contains(Value!.ToString(), StringComparison.Ordinal) != true,
            "count" => (found is JsonArray list ? list.Count : found is JsonValue number && number.TryGetValue<int>(out var many) ? many : -1) == Value!.GetValue<int>(),
            "words-at-least" => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= Value!.GetValue<int>(),
            "is-null" => found is null,
            _ => throw new InvalidOperationException($"unknown comparison {Op}"),
        };
        return isRight ? null : $"{Path} {Op} {Value?.ToJsonString()}: {(text is { Length: > 160 } ? text[..160] + "…" : text ?? "null")}";
    }

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonArray list => int.TryParse(step, out var index) && index < list.Count ? list[index] : null,
                JsonObject fields => fields[step],
                _ => null,
            };
        }

        return node;
    }
}

/// <summary>A line of tests/reading: an input as outlets publish it, and what reading it must give.</summary>
/// <param name="Before">For reports: "right", "wrong" or "arguable" before the first change; null for the others.</param>
/// <param name="LeftOut">Why the line is no expectation; null for one that is.</param>
internal sealed record InputLine(
    string Id, JsonNode? Kind, string Verb, string File, string? Url, string? ContentType, string What, IReadOnlyList<InputCheck> Checks, string? Before, string? LeftOut)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Every second input of the eleven kinds is for counting only: nobody looks at its file.</summary>
    public bool IsFrozen => Id.StartsWith('k') && int.Parse(Id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;

    public string Group => Kind!.ToString();

    /// <summary>The number of its kind; 0 for a report, whose kind is a word.</summary>
    public int Number => int.TryParse(Group, out var number) ? number : 0;

    public string FilePath => Path.Combine(Folder, Id.StartsWith('k') ? "files" : "reports", File);

    private static string Folder { get; } = FindFolder();

    public static IReadOnlyList<InputLine> All(string list) =>
        [.. System.IO.File.ReadLines(Path.Combine(Folder, list)).Select(line => JsonSerializer.Deserialize<InputLine>(line, Options)!)];

    private static string FindFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var tried = Path.Combine(folder, "tests", "reading");
            if (Directory.Exists(tried))
            {
                return tried;
            }
        }

        throw new DirectoryNotFoundException("tests/reading");
    }
}
