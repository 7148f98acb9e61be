using System.Text.Json;
using Monitor.Languages;

namespace Monitor.Articles;

/// <summary>
/// Reads articles from JSON Lines files: <c>{"id","outlet","url"?,"title","text","published"?,"language"?,"speaksFor"?}</c>, one object a line, UTF-8.
/// Further fields are ignored, empty lines skipped.
/// </summary>
public static class ArticleFile
{
    /// <summary>A line longer than this is refused: no article is that long, a broken file is.</summary>
    public const int LineCharactersMax = 16_000_000;

    public static IEnumerable<ArticleLine> Read(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.SelectMany(Read);
    }

    /// <summary>The articles in file order.</summary>
    /// <exception cref="ArticleFileException">A line is no article.</exception>
    public static IEnumerable<ArticleLine> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(path, number, line);
            }
        }
    }

    private static ArticleLine Parse(string path, int number, string line)
    {
        if (line.Length > LineCharactersMax)
        {
            throw new ArticleFileException(path, number, $"the line has {line.Length} characters, at most {LineCharactersMax} are read");
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new ArticleFileException(path, number, "a JSON object is expected on each line");
            }

            var root = document.RootElement;
            var (title, text) = (Required(root, "title", path, number), Required(root, "text", path, number));
            return new ArticleLine(
                Required(root, "id", path, number),
                Required(root, "outlet", path, number),
                Optional(root, "url", path, number),
                title,
                text,
                Instant(root, path, number),
                Optional(root, "language", path, number) ?? LanguageDetector.Detect($"{title}\n{text}"))
            {
                SpeaksFor = Optional(root, "speaksFor", path, number),
                Author = Optional(root, "author", path, number),
            };
        }
        catch (JsonException fault)
        {
            throw new ArticleFileException(path, number, $"not JSON at column {fault.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape: valid JSON that is no valid text.
            throw new ArticleFileException(path, number, "a string holds half a surrogate pair");
        }
    }

    private static string Required(JsonElement root, string name, string path, int number) =>
        Optional(root, name, path, number) ?? throw new ArticleFileException(path, number, $"the field \"{name}\" is missing");

    private static string? Optional(JsonElement root, string name, string path, int number)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : throw new ArticleFileException(path, number, $"the field \"{name}\" must be a string, not {Kind(value)}");
    }

    private static DateTimeOffset? Instant(JsonElement root, string path, int number)
    {
        var text = Optional(root, "published", path, number);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant
            : throw new ArticleFileException(path, number, $"the field \"published\" is no instant such as 2021-07-19T12:00:00Z: \"{text}\"");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "a truth value",
    };
}
