using System.Text.RegularExpressions;

namespace Monitor.Tests;

/// <summary>Holds that the papers can be read and that what they point at is there.</summary>
public sealed partial class PapersTests
{
    private const int LineCharactersMax = 120;

    private static readonly string Root = StructureTests.FindRoot();

    /// <summary>Papers name files from the repository's root, or from the room of the library or of the worker.</summary>
    private static readonly string[] Starts = [".", "src", "src/Monitor.Core", "src/Monitor.Worker"];

    private static readonly string[] All =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "src/ARCHITECTURE.md", "config/README.md", "docker/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)),
    ];

    public static TheoryData<string> Papers => [.. All];

    /// <summary>Without those that tell of what was.</summary>
    public static TheoryData<string> PapersOfToday =>
        [.. All.Where(paper => paper != "CHANGELOG.md" && !paper.StartsWith(Path.Combine("docs", "decisions"), StringComparison.Ordinal))];

    [Theory]
    [InlineData("README.md", 150)]
    [InlineData("src/ARCHITECTURE.md", 250)]
    public void A_first_page_is_short(string paper, int linesMax) =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Root, paper)).Length, 1, linesMax);

    [Theory, MemberData(nameof(Papers))]
    public void No_line_of_a_paper_is_longer_than_a_screen(string paper) =>
        Assert.Empty(Lines(paper).Where(line => line.Text.Length > LineCharactersMax).Select(line => $"{paper}:{line.Number}"));

    [Theory, MemberData(nameof(Papers))]
    public void What_a_paper_links_to_is_there(string paper)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, paper))!;
        var missing =
            from line in Lines(paper)
            from Match link in Link().Matches(line.Text)
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target))
            select $"{paper}:{line.Number} links to {target}";

        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(PapersOfToday))]
    public void A_file_that_a_paper_names_is_there(string paper)
    {
        var missing =
            from line in Lines(paper)
            from Match named in FileName().Matches(line.Text)
            let path = named.Groups[1].Value
            where !Starts.Any(start => Path.Exists(Path.Combine(Root, start, path)))
            select $"{paper}:{line.Number} names {path}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Each_polling_rule_names_tests_that_are_there()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Root, "docs", "polling.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.True(named.Count >= 14, "each of the fourteen rules has a test");
        Assert.All(named, name => Assert.Contains($" {name}(", sources, StringComparison.Ordinal));
    }

    private static IEnumerable<(int Number, string Text)> Lines(string paper) =>
        File.ReadLines(Path.Combine(Root, paper)).Select((text, index) => (index + 1, text));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    // `Rooms/File.cs`, `tests/run.sh`, `docs/polling.md`: something with a slash and a known ending.
    [GeneratedRegex(@"`([\w.-]+(?:/[\w.-]+)+\.(?:cs|sh|md|yaml|json|opml|cases|razor|py|props|css))`")]
    private static partial Regex FileName();

    // Test names are sentences: `A_long_stop_ends_without_a_burst`.
    [GeneratedRegex(@"`([A-Z0-9][A-Za-z0-9]*(?:_\w+)+)`")]
    private static partial Regex TestName();
}
