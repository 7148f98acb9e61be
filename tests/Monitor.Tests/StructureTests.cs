using System.Text.RegularExpressions;
using Monitor.Tests.Structure;

namespace Monitor.Tests;

/// <summary>An outside library stands in one place, and some things nowhere. Further laws of the layout stand in Structure/.</summary>
public sealed class StructureTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("using AngleSharp", "Articles/Extraction/|Feeds/(Html/HtmlText|Discovery/FeedDiscovery)")]
    [InlineData("using CodeHollow|using Library", "Monitor.Core/Feeds/Parsing/CodeHollow")]
    [InlineData("using UtfUnknown", "Feeds/Markup/GuessedEncoding")]
    [InlineData("using YamlDotNet", "Monitor.Core/Config/ConfigNode")]
    [InlineData("using Quartz", "Monitor.Worker/Jobs/")]
    [InlineData("using MailKit", "Monitor.Core/Delivery/Mail/Smtp/")]
    [InlineData("using MimeKit", "Monitor.Core/Delivery/")]
    [InlineData("using Npgsql|using Microsoft.Data.Sqlite", "Monitor.Core/Storage/")]
    [InlineData("using OpenTelemetry", "Monitor.Worker/Hosting/OpenTelemetryExport")]
    [InlineData("using Microsoft.AspNetCore.Identity", "Monitor.Core/Accounts/")]
    [InlineData("using System.CommandLine|using Spectre", "Monitor.Worker/Cli/")]
    [InlineData(@".*(?<![\w.])Console\.[A-Z]", "Monitor.Worker/(Cli/|Json/JsonLines|Hosting/LogSetup|Program)")]
    public void An_outside_library_stands_in_one_place(string import, string place)
    {
        var wrong = SourceFiles.In("src")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), $"(?m)^{import.Replace("|", "|^", StringComparison.Ordinal)}"))
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !Regex.IsMatch(file, place) && !Regex.IsMatch(file, "Migrations|CompiledModels"));

        Laws.Hold(wrong);
    }

    [Theory]
    [InlineData(@"catch\s*(\(Exception\))?\s*\{\s*\}", "an error is handled or passed on")]
    [InlineData(@"System\.Net\.Mail\b", "mail is MimeKit's and MailKit's")]
    [InlineData(@"NotImplementedException|\bTODO\b|\bFIXME\b", "what is not done is not there")]
    public void The_sources_are_free_of(string pattern, string because)
    {
        var wrong = SourceFiles.In("src")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), pattern))
            .Select(file => $"{Path.GetRelativePath(Root, file)}: {because}");

        Laws.Hold(wrong);
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
}
