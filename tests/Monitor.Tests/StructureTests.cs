using System.Text.RegularExpressions;

namespace Monitor.Tests;

/// <summary>Holds the layout that src/ARCHITECTURE.md draws: imports go one way, and an outside library stands in one place.</summary>
public sealed partial class StructureTests
{
    /// <summary>A slice names only what stands left of it. Storage is everybody's, since there is one context.</summary>
    private static readonly string[] Order =
    [
        "Accounts", "Text", "Config", "Net", "Runs", "Delivery", "Feeds", "Articles", "Rules", "Actors", "Tagging", "Backtests", "Attributions", "Stories", "AttributionEvents",
        "Subscribers", "Alerts", "Digests", "Pipeline",
    ];

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Slices => [.. Order];

    [Theory, MemberData(nameof(Slices))]
    public void A_slice_names_only_slices_left_of_it(string slice)
    {
        var right = Order[(Array.IndexOf(Order, slice) + 1)..];
        var wrong =
            from file in Sources(Path.Combine("src", "Monitor.Core", slice))
            from Match name in SliceName().Matches(File.ReadAllText(file))
            where right.Contains(name.Groups[1].Value)
            select $"{Path.GetRelativePath(Root, file)} names Monitor.{name.Groups[1].Value}";

        Assert.Empty(wrong.Distinct());
    }

    [Theory]
    [InlineData("using AngleSharp", "Articles/Extraction/|Feeds/(Parsing/HtmlText|Discovery/FeedDiscovery)")]
    [InlineData("using UtfUnknown", "Feeds/Markup/GuessedEncoding")]
    [InlineData("using YamlDotNet", "Monitor.Core/(Config/|Subscribers/SubscriberConfig)")]
    [InlineData("using Quartz", "Monitor.Worker/Jobs/")]
    [InlineData("using System.Net.Mail", "Monitor.Core/Delivery/Mail/")]
    [InlineData("using MailKit|using MimeKit", "Monitor.Core/Delivery/Mail/MailKitTransport")]
    [InlineData("using Npgsql|using Microsoft.Data.Sqlite", "Monitor.Core/Storage/")]
    [InlineData("using Microsoft.AspNetCore.Identity", "Monitor.Core/Accounts/")]
    [InlineData("using System.CommandLine|using Spectre", "Monitor.Worker/(Cli|Demo)/")]
    public void An_outside_library_stands_in_one_place(string import, string place)
    {
        var wrong = Sources("src")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), $"(?m)^{import.Replace("|", "|^", StringComparison.Ordinal)}"))
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !Regex.IsMatch(file, place) && !file.Contains("Migrations", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(@"DateTime(Offset)?\.(Utc)?Now\b", "the clock is passed in (TimeProvider)")]
    [InlineData(@"Thread\.Sleep", "waiting is asynchronous")]
    [InlineData(@"catch\s*(\(Exception\))?\s*\{\s*\}", "an error is handled or passed on")]
    [InlineData(@"NotImplementedException|\bTODO\b|\bFIXME\b", "what is not done is not there")]
    public void The_sources_are_free_of(string pattern, string because)
    {
        var wrong = Sources("src").Where(file => Regex.IsMatch(File.ReadAllText(file), pattern)).Select(file => $"{Path.GetRelativePath(Root, file)}: {because}");

        Assert.Empty(wrong);
    }

    internal static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run inside the checkout");
        }

        return folder.FullName;
    }

    private static IEnumerable<string> Sources(string folder)
    {
        var full = Path.Combine(Root, folder);
        return Directory.Exists(full)
            ? Directory.EnumerateFiles(full, "*.*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            : [];
    }

    [GeneratedRegex(@"\bMonitor\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex SliceName();
}
