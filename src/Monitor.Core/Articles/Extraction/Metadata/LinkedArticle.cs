using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Articles.Extraction.Metadata;

/// <summary>The article as a page's JSON-LD (schema.org) describes it.</summary>
internal sealed partial record LinkedArticle(
    string? Headline, string? Author, string? Published, string? Language, string? Body, bool IsPaid)
{
    private const int ObjectsMax = 2_000;
    private const int ScriptCharactersMax = 2_000_000;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The first object of an article's type; null where the page has none that can be read.</summary>
    public static LinkedArticle? Of(IDocument document)
    {
        var scripts = document.GetElementsByTagName("script")
            .Where(script => script.GetAttribute("type")?.StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase) is true)
            .Select(script => script.TextContent)
            .ToList();
        // Authors may be described in another script than the article that refers to them.
        var all = new Lazy<List<JsonElement>>(() => [.. scripts.SelectMany(Read).Take(ObjectsMax)]);
        try
        {
            return scripts.SelectMany(script => Read(script).Where(IsArticle)).Select(article => Of(article, all)).FirstOrDefault();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a string: it says nothing, the page itself still does.
            return null;
        }
    }

    private static List<JsonElement> Read(string json)
    {
        if (json.Length > ScriptCharactersMax)
        {
            return [];
        }

        try
        {
            // Raw line ends inside strings are the most frequent fault of hand-made JSON-LD.
            using var parsed = JsonDocument.Parse(ControlCharacters().Replace(json, " ").Trim(' ', ';'), Lenient);
            return [.. Objects(parsed.RootElement.Clone())];
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            // Broken JSON-LD says nothing; the page itself still does.
            return [];
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement root)
    {
        var open = new Queue<JsonElement>([root]);
        for (var taken = 0; open.Count > 0 && taken < ObjectsMax; taken++)
        {
            var element = open.Dequeue();
            if (element.ValueKind is JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    open.Enqueue(item);
                }
            }
            else if (element.ValueKind is JsonValueKind.Object)
            {
                yield return element;
                foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage", "author", "creator"])
                {
                    if (element.TryGetProperty(name, out var inner))
                    {
                        open.Enqueue(inner);
                    }
                }
            }
        }
    }

    private static bool IsArticle(JsonElement element) =>
        element.TryGetProperty("@type", out var type)
        && Texts(type).Any(name => name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("BlogPosting", StringComparison.Ordinal)
            || name is "Report" or "Review");

    private static LinkedArticle Of(JsonElement element, Lazy<List<JsonElement>> objects)
    {
        var body = Text(element, "articleBody") ?? Text(element, "reviewBody");
        return new LinkedArticle(
            Decoded(Text(element, "headline") ?? Text(element, "name")),
            Decoded(Names(element, "author", objects) ?? Names(element, "creator", objects)),
            Text(element, "datePublished") ?? Text(element, "dateCreated"),
            Text(element, "inLanguage"),
            body is null ? null : BodyText(body),
            element.TryGetProperty("isAccessibleForFree", out var free)
                && (free.ValueKind is JsonValueKind.False || (free.ValueKind is JsonValueKind.String && free.ValueEquals("False"u8))));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { } text
            && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        _ => [],
    };

    private static string? Names(JsonElement element, string property, Lazy<List<JsonElement>> objects)
    {
        if (!element.TryGetProperty(property, out var value))
        {
            return null;
        }

        var people = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        var names = people
            .Select(person => person.ValueKind is JsonValueKind.Object ? NameOf(person, objects) : person.ValueKind is JsonValueKind.String
                ? person.GetString() : null)
            .Where(name => !string.IsNullOrWhiteSpace(name) && !name.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : null;
    }

    /// <summary>The name, or that of the object elsewhere on the page which the reference means.</summary>
    private static string? NameOf(JsonElement person, Lazy<List<JsonElement>> objects) =>
        Text(person, "name") is { } name ? name
        : Text(person, "@id") is { } id ? objects.Value.Where(other => Text(other, "@id") == id).Select(other => Text(other, "name"))
            .FirstOrDefault(found => found is not null)
        : null;

    private static string? Decoded(string? text) => text is null ? null : WebUtility.HtmlDecode(text);

    /// <summary>Some outlets put HTML there, some escape it: tags end a line, the rest is text.</summary>
    private static string BodyText(string body)
    {
        var text = WebUtility.HtmlDecode(body);
        text = Tags().Replace(text, "\n");
        return string.Join("\n\n", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@"</?[A-Za-z][^<>]{0,2000}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\x00-\x1F]", RegexOptions.CultureInvariant)]
    private static partial Regex ControlCharacters();
}
