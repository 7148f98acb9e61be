using System.Text.RegularExpressions;
using Monitor.Tests.Structure;
using Monitor.Worker.Cli;

namespace Monitor.Tests.Worker;

/// <summary>What an operator does by command has its place in the browser: Cases/verbs-in-pages.cases says where.</summary>
public sealed class VerbsInPagesTests
{
    private static readonly string[] Groups = ["feed", "subscriber", "stories", "attributions", "rules", "mail"];

    /// <summary>Verb, address of its page, words of that page.</summary>
    private static readonly List<string[]> Places = [.. CaseFile.Lines("verbs-in-pages.cases").Select(line => line.Split("=>", StringSplitOptions.TrimEntries))];

    [Fact]
    public void Every_verb_has_its_place()
    {
        var verbs = MonitorCommandLine.Root().Subcommands.Where(group => Groups.Contains(group.Name))
            .SelectMany(group => group.Subcommands, (group, verb) => $"{group.Name} {verb.Name}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(verbs, Places.Select(place => place[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_place_is_a_page_that_has_the_words()
    {
        var pages = SourceFiles.In("src/Monitor.Worker/Admin/Pages").Where(file => file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .SelectMany(text => Regex.Matches(text, "@page \"([^\"]+)\""), (text, route) => (Address: route.Groups[1].Value, Text: text))
            .ToDictionary(page => page.Address, page => page.Text);
        var wrong =
            from place in Places
            where place[1] != "-" && !(pages.TryGetValue(place[1], out var text) && text.Contains(place[2], StringComparison.Ordinal))
            select $"{place[0]}: no page {place[1]} with \"{place[2]}\"";

        Laws.Hold(wrong);
    }
}
