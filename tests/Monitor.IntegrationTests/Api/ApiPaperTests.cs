using System.Text;
using System.Text.Json.Nodes;
using Monitor.IntegrationTests.Admin;

namespace Monitor.IntegrationTests.Api;

/// <summary>docs/formats.md lists the API as its description tells it. MONITOR_TEST_RENEW=1 writes the list anew instead of comparing.</summary>
public sealed class ApiPaperTests
{
    private const int LineCharactersMax = 120;
    private const string Begin = "<!-- the API: made of /openapi/v1.json by ApiPaperTests, which says how -->";
    private const string End = "<!-- the end of the API -->";

    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task The_paper_lists_the_API_as_its_description_does()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var program = host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync());
        var list = List(JsonNode.Parse(await program.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!);
        var paper = Path.Combine(PageDeedsTests.Root(), "docs", "formats.md");
        var text = await File.ReadAllTextAsync(paper);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var renewed = $"{text[..begin]}\n\n{list}\n{text[end..]}";
        if (Environment.GetEnvironmentVariable("MONITOR_TEST_RENEW") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(paper, renewed);
        }

        Assert.True(
            renewed == await File.ReadAllTextAsync(paper),
            "docs/formats.md lists another API: run this test with MONITOR_TEST_RENEW=1 (-class '*ApiPaperTests'), and look at the difference");
        Assert.All(list.Split('\n'), line => Assert.InRange(line.Length, 0, LineCharactersMax));
    }

    /// <summary>A row for each operation: what it is asked by, which scope a token needs, what it does, what is sent to it.</summary>
    private static string List(JsonNode document)
    {
        var text = new StringBuilder("| request | scope | what it does |\n|---|---|---|\n");
        foreach (var (path, operations) in document["paths"]!.AsObject().OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            foreach (var method in Methods.Where(method => operations![method] is not null))
            {
                var operation = operations![method]!;
                var (head, rest) = ($"| {method.ToUpperInvariant()} `{path["/api/v1".Length..]}` | {operation["x-scope"]} | ", Words(document, operation));
                foreach (var line in Wrapped(rest, LineCharactersMax - head.Length - 2))
                {
                    text.Append(head).Append(line).Append(" |\n");
                    head = "| | | ";
                }
            }
        }

        return text.ToString();
    }

    private static string Words(JsonNode document, JsonNode operation)
    {
        var body = operation["requestBody"]?["content"]?.AsObject().Single();
        var schema = body?.Value?["schema"]?["$ref"] is { } named ? document["components"]!["schemas"]![$"{named}".Split('/')[^1]] : null;
        var fields = schema?["properties"]?.AsObject().Select(field => field.Key).ToList();
        var takes = body is null ? "" : $". Takes {(fields is { Count: > 0 } ? string.Join(", ", fields) : body.Value.Key)}";
        return $"{operation["summary"]}{takes}";
    }

    private static IEnumerable<string> Wrapped(string text, int first)
    {
        var (line, width) = (new StringBuilder(), first);
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                (line, width) = (new StringBuilder(), LineCharactersMax - "| | | ".Length - 2);
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
