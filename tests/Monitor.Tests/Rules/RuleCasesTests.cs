using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tests.Rules;

public sealed class RuleCasesTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("rules.cases");

    public static TheoryData<string, string> BrokenCases => CaseFile.Read("rules-broken.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_rule_hits_its_places(string ruleAndText, string places)
    {
        var cut = ruleAndText.IndexOf(" :: ", StringComparison.Ordinal);
        var written = ruleAndText[(cut + 4)..].Split(" | ");
        var text = written.Length == 2 ? TokenizedText.Of(written[0], written[1]) : TokenizedText.Of(written[0]);

        var hits = new RuleBench(RuleParser.Parse(ruleAndText[..cut]), "cobalt strike", "us open").Places(text);

        Assert.Equal(places, hits is null ? "no" : hits.Count == 0 ? "yes" : string.Join(" / ", hits.Select(hit => Slice(text, hit))));
    }

    [Theory, MemberData(nameof(BrokenCases))]
    public void A_broken_rule_names_the_place_and_what_to_write(string rule, string fault)
    {
        var refusal = Assert.Throws<RuleException>(() => Checked(rule));

        Assert.Equal(fault, refusal.Message.Replace("\n", " && ", StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_enough_cases()
    {
        Assert.True(Cases.Count >= 150, $"{Cases.Count} cases");
        Assert.True(BrokenCases.Count >= 40, $"{BrokenCases.Count} broken rules");
    }

    [Fact]
    public void Every_example_of_the_help_is_a_rule()
    {
        var examples = RuleGrammar.Text.Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("suppress:", StringComparison.Ordinal))
            .Select(line => line.Trim().Split("  ")[0]);

        Assert.All(examples, example => Assert.Equal(RuleParser.Parse(example).Root, RuleParser.Parse(RuleParser.Parse(example).Root.ToString()).Root));
    }

    [Fact]
    public void The_config_folder_explains_the_language_in_the_same_words()
    {
        var readme = File.ReadAllText(Path.Combine(ConfigFolder.Bundled, "README.md"));

        Assert.Contains(RuleGrammar.Text.ReplaceLineEndings("\n"), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Regular_expressions_work_where_they_are_allowed()
    {
        var text = TokenizedText.Of("CVE-2021-26855 and cve-2021-2 but not xCVE-2021-1x");

        var hits = new RuleBench(RuleParser.Parse(@"/CVE-\d+-\d+/", patternsAllowed: true)).Places(text)!;

        Assert.Equal(["CVE-2021-26855", "cve-2021-2"], hits.Select(hit => Slice(text, hit)));
    }

    private static void Checked(string rule)
    {
        var parsed = RuleParser.Parse(rule);

        if (RuleBench.Names.FaultsOf(parsed) is { Count: > 0 } faults)
        {
            throw new RuleException(faults);
        }
    }

    private static string Slice(TokenizedText text, TokenRange hit) => text.Value[text.Tokens[hit.First].Start..text.Tokens[hit.End - 1].End];
}
