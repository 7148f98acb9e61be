using System.CommandLine;
using Monitor.Worker.Cli;

namespace Monitor.IntegrationTests.Commands;

/// <summary>A word that begins with two dashes and is no option is told to be none, whatever the verb would take in its place.</summary>
[Collection(CommandRun.Alone)]
public sealed class UnknownOptionTests
{
    [Theory]
    [InlineData("attributions find --companies-home articles.jsonl", "'monitor attributions find' has no option --companies-home: it is one of 'monitor evaluate countries'")]
    [InlineData("attributions find --jsn articles.jsonl", "'monitor attributions find' has no option --jsn: did you mean --json?")]
    [InlineData("attributions find --jsn=x articles.jsonl", "'monitor attributions find' has no option --jsn: did you mean --json?")]
    [InlineData("feed add https://coast.example --databse sqlite:x.db", "'monitor feed add' has no option --databse: did you mean --database?")]
    [InlineData("feed --qqqqqqqqqqqq", "'monitor feed' has no option --qqqqqqqqqqqq; a word that begins so and is none stands behind --")]
    [InlineData("--confg x", "'monitor run' has no option --confg: did you mean --config?")]
    public async Task It_is_named_with_the_nearest_or_with_the_verb_that_has_it(string typed, string told)
    {
        var (code, output, errors) = await CommandRun.RunAsync(typed);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(told, errors.Split('\n'));
    }

    [Fact]
    public async Task Every_verb_refuses_it_before_it_does_anything()
    {
        var faults = new List<string>();
        foreach (var verb in Verbs("", MonitorCommandLine.Root()))
        {
            foreach (var line in new[] { $"{verb} --qqqqqqqqqqqq", $"{verb} a --qqqqqqqqqqqq b" })
            {
                var (code, output, errors) = await CommandRun.RunAsync(line);
                if (code != 2 || output.Length > 0 || !errors.StartsWith($"'monitor {verb}' has no option --qqqqqqqqqqqq", StringComparison.Ordinal))
                {
                    faults.Add($"{line}: {code}, {output}{errors}");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Behind_two_dashes_it_is_a_word_like_others()
    {
        var (_, _, errors) = await CommandRun.RunAsync("attributions find -- --companies-home");

        Assert.DoesNotContain("has no option", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Verbs(string before, Command command) => command.Subcommands.SelectMany(one =>
        one.Subcommands.Count == 0 ? [$"{before}{one.Name}"] : Verbs($"{before}{one.Name} ", one));
}
