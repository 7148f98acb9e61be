using System.Text.Json;
using Monitor.Attributions;

namespace Monitor.Benchmarks.Attributions;

/// <summary>An article with a careful reader's list of who accuses whom in it.</summary>
internal sealed record LabelledItem(
    string Id, string Outlet, string? SpeaksFor, string Title, string Text, DateTimeOffset Published, string Language,
    IReadOnlyList<LabelledStatement> Statements)
{
    /// <summary>The items of files of JSON Lines, as tests/attributions/README.md describes them.</summary>
    public static List<LabelledItem> Read(IEnumerable<string> files) =>
        [.. files.SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => Read(JsonDocument.Parse(line).RootElement))];

    private static LabelledItem Read(JsonElement item) => new(
        TextOf(item, "id")!, TextOf(item, "outlet") ?? "", TextOf(item, "speaksFor"), TextOf(item, "title")!, TextOf(item, "text")!,
        item.GetProperty("published").GetDateTimeOffset(), TextOf(item, "language")!,
        item.TryGetProperty("statements", out var statements) ? [.. statements.EnumerateArray().Select(Statement)] : []);

    private static LabelledStatement Statement(JsonElement statement) => new(
        [.. statement.GetProperty("accusers").EnumerateArray().Select(accuser => accuser.GetString()!)], TextOf(statement, "accused"),
        Enum.Parse<Polarity>(TextOf(statement, "polarity")!, ignoreCase: true),
        Enum.Parse<AttributionStrength>(TextOf(statement, "strength")!, ignoreCase: true),
        statement.GetProperty("past").GetBoolean(), statement.GetProperty("optional").GetBoolean(), TextOf(statement, "evidence"),
        statement.TryGetProperty("accuserWords", out var words) && words.ValueKind is JsonValueKind.Array
            ? [.. words.EnumerateArray().Select(word => word.ToString())] : [],
        TextOf(statement, "accusedWords"));

    private static string? TextOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <param name="Evidence">The words that carry it; null where the item gives none.</param>
internal sealed record LabelledStatement(
    IReadOnlyList<string> Accusers, string? Accused, Polarity Polarity, AttributionStrength Strength, bool Past, bool Optional, string? Evidence,
    IReadOnlyList<string> AccuserWords, string? AccusedWords);
