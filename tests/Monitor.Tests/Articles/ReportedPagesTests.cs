using System.Text.Json;
using Monitor.Articles.Extraction;

namespace Monitor.Tests.Articles;

/// <summary>Pages in the shapes of public bug reports, and those of the reading inputs that are read: tests/reading says what each line means.</summary>
public sealed class ReportedPagesTests
{
    private static readonly string Folder = Path.Combine(StructureTests.FindRoot(), "tests", "reading");

    private readonly TextExtractor _extractor = new();

    public static TheoryData<string, string> Reports => Table("reports.jsonl", "reports", line => IsPage(line) && !line.TryGetProperty("leftOut", out _));

    /// <summary>The even numbers are frozen: tests/reading/check.py prints how many of them are right.</summary>
    public static TheoryData<string, string> Inputs => Table(
        "inputs.jsonl", "files", line => IsPage(line) && int.Parse(line.GetProperty("id").GetString()![4..], null) % 2 == 1);

    [Theory, MemberData(nameof(Reports)), MemberData(nameof(Inputs))]
    public void A_page_is_read_as_its_line_says(string file, string line)
    {
        using var document = JsonDocument.Parse(line);
        var address = document.RootElement.TryGetProperty("url", out var url) ? new Uri(url.GetString()!) : null;
        var page = _extractor.Extract(File.ReadAllBytes(Path.Combine(Folder, file)), contentType: null, address);

        Assert.All(document.RootElement.GetProperty("checks").EnumerateArray(), check => Holds(check, page));
    }

    private static bool IsPage(JsonElement line) => line.GetProperty("verb").ValueEquals("extract");

    private static void Holds(JsonElement check, ExtractedPage page)
    {
        var value = check.GetProperty("path").GetString() switch
        {
            "title" => page.Title,
            "byline" => page.Byline,
            "published" => page.PublishedAt?.ToString("O"),
            "language" => page.Language,
            "text" => page.Text,
            var path => throw new InvalidDataException($"no path {path}"),
        };
        var expected = check.GetProperty("value").GetString()!;
        switch (check.GetProperty("op").GetString())
        {
            case "contains":
                Assert.Contains(expected, value, StringComparison.Ordinal);
                break;
            case "lacks":
                Assert.DoesNotContain(expected, value ?? "", StringComparison.Ordinal);
                break;
            case "equals":
                Assert.Equal(expected, value);
                break;
            case var op:
                throw new InvalidDataException($"no op {op}");
        }
    }

    private static TheoryData<string, string> Table(string name, string files, Func<JsonElement, bool> isTaken)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, name)))
        {
            using var document = JsonDocument.Parse(line);
            if (isTaken(document.RootElement))
            {
                rows.Add($"{files}/{document.RootElement.GetProperty("file").GetString()}", line);
            }
        }

        return rows;
    }
}
