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

        return stories.Count > 0 ? stories : throw new CommandFailure($"{path}: no label in it");
    }

    /// <summary>Labelled pairs: <c>{"a","b","relation"?,"sameStory"?,"level"?}</c>, at least one of relation and sameStory.</summary>
    /// <exception cref="CommandFailure">A line is no label.</exception>
    public static IReadOnlyList<LabelledPair> Pairs(string path)
    {
        var pairs = new List<LabelledPair>();
        foreach (var (line, value) in Objects(path))
        {
            var (relation, sameStory) = (Optional(value, "relation"), Truth(value, "sameStory"));
            if (relation is null && sameStory is null)
            {
                throw new CommandFailure($"{path}:{line}: a label has a \"relation\" (copy, partial, none) or \"sameStory\" (true, false), or both");
            }

            pairs.Add(
                new LabelledPair(Text(path, line, value, "a"), Text(path, line, value, "b"), Known(path, line, relation), sameStory, Optional(value, "level")));
        }

        return pairs.Count > 0 ? pairs : throw new CommandFailure($"{path}: no label in it");
    }

    /// <summary>The lines of 'stories compare', the first of each pair.</summary>
    /// <exception cref="CommandFailure">A line is no answer.</exception>
    public static IReadOnlyDictionary<(string First, string Second), JudgedPair> Answers(string path)
    {
        var answers = new Dictionary<(string, string), JudgedPair>();
        foreach (var (line, value) in Objects(path))
        {
            var relation = Known(path, line, Text(path, line, value, "relation"))!;
            answers.TryAdd(
                (Text(path, line, value, "a"), Text(path, line, value, "b")),
                new JudgedPair(relation, Number(value, "score"), Truth(value, "sameStory"), Number(value, "storyScore")));
        }

        return answers;
    }

    public static string Text(string path, int line, JsonElement value, string name) =>
        Optional(value, name) ?? throw new CommandFailure($"{path}:{line}: the field \"{name}\" is missing or no string");

    public static string? Optional(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.String ? field.GetString() : null;

    public static List<string> Texts(JsonElement value, string name) =>
        value.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    private static string? Known(string path, int line, string? relation) =>
        relation is null or "copy" or "partial" or "none"
            ? relation
            : throw new CommandFailure($"{path}:{line}: the relation \"{relation}\" is none of copy, partial, none");

    private static bool? Truth(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : null;

    private static double Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.Number ? field.GetDouble() : 0;
}
