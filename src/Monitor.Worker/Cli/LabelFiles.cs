using System.Text.Json;
using Monitor.Stories.Evaluation;

namespace Monitor.Worker.Cli;

/// <summary>Reads the small JSON Lines files of labels and results that evaluations compare.</summary>
internal static class LabelFiles
{
    /// <summary>The objects of a file with their line numbers.</summary>
    /// <exception cref="CommandFailure">A line is no JSON object.</exception>
    public static IEnumerable<(int Line, JsonElement Value)> Objects(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            JsonElement value;
            try
            {
                value = JsonSerializer.Deserialize<JsonElement>(line);
            }
            catch (JsonException fault)
            {
                throw new CommandFailure($"{path}:{number}: not JSON at column {fault.BytePositionInLine + 1}");
            }

            yield return value.ValueKind is JsonValueKind.Object
                ? (number, value)
                : throw new CommandFailure($"{path}:{number}: a JSON object is expected on each line");
        }
    }

    /// <summary>The story of each article: <c>{"id","story"}</c>.</summary>
    public static IReadOnlyDictionary<string, string> Stories(string path)
    {
        var stories = new Dictionary<string, string>();
        foreach (var (line, value) in Objects(path))
        {
            if (!stories.TryAdd(Text(path, line, value, "id"), Text(path, line, value, "story")))
            {
                throw new CommandFailure($"{path}:{line}: the id \"{Text(path, line, value, "id")}\" stands there twice");
            }
        }

        return stories;
    }

    /// <summary>Labelled pairs: <c>{"a","b","relation"?,"level"?}</c>.</summary>
    public static IReadOnlyList<LabelledPair> Pairs(string path) =>
    [
        .. Objects(path).Select(row => new LabelledPair(
            Text(path, row.Line, row.Value, "a"), Text(path, row.Line, row.Value, "b"), Optional(row.Value, "relation") ?? "none", Optional(row.Value, "level"))),
    ];

    public static string Text(string path, int line, JsonElement value, string name) =>
        Optional(value, name) ?? throw new CommandFailure($"{path}:{line}: the field \"{name}\" is missing or no string");

    public static string? Optional(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.String ? field.GetString() : null;
}
