using Monitor.Actors;
using Monitor.Config;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.Tagging;

public sealed class RuleBookTests
{
    private static readonly Tagger Bundled = Tagger.Load(ConfigFolder.Bundled);

    public static TheoryData<string, string> BrokenCases => CaseFile.Read("topics-broken.cases");

    [Fact]
    public void The_bundled_rules_keep_their_pinned_examples() => Assert.Empty(RuleChecks.BrokenExamples(Bundled));

    [Fact]
    public void The_bundled_rules_and_actors_earn_no_advice() => Assert.Empty(RuleChecks.Advice(Bundled));

    [Fact]
    public void Patterns_are_for_those_whose_operator_allows_them_and_then_for_drafts_too()
    {
        var rules = ConfigNode.Parse("topics.yaml", "topics:\n  - { id: cve, name: Vulnerability, when: \"/CVE-\\\\d{4}-\\\\d+/\" }\n");
        var draft = ConfigNode.Parse("draft.yaml", "{ id: kb, name: Patch, when: \"/KB\\\\d{7}/\" }");
        var actors = new ActorBook([], []);

        Assert.Contains("Rules:PatternsAllowed", Assert.Throws<ConfigException>(() => RuleFile.Read(rules, actors)).Message, StringComparison.Ordinal);
        var book = RuleFile.Read(rules, actors, patternsAllowed: true);

        Assert.Equal("kb", RuleFile.ReadDraft(draft, actors, book).Id);
        Assert.Throws<ConfigException>(() => RuleFile.ReadDraft(draft, actors, RuleBook.Empty));
        Assert.Equal("cve", Assert.Single(new Tagger(actors, book).Tag(TokenizedText.Of("They used CVE-2021-26855 first.")).Topics).TopicId);
    }

    [Theory, MemberData(nameof(BrokenCases))]
    public void A_faulty_topic_is_refused_with_its_place(string lines, string fault)
    {
        var refusal = Assert.Throws<ConfigException>(() => Book($"lists: {{ words: [alpha] }}\ntopics:\n  {lines}\n"));

        Assert.Equal("topics.yaml:" + fault.Replace("\\n", "\n", StringComparison.Ordinal), refusal.Message);
    }

    [Fact]
    public void A_rule_that_a_comment_cuts_short_says_so()
    {
        var refusal = Assert.Throws<ConfigException>(() => Book("topics:\n  - id: a\n    name: A\n    when: hack* OR #state\n"));

        Assert.EndsWith("YAML takes \"#\" behind a space for a comment: put the rule in quotes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_earned_with_its_rule_and_its_places()
    {
        var tagger = TaggerOf(
            """
            topics:
              - id: ransomware-de
                topic: ransomware
                version: 3
                name: Ransomware
                when: Erpressungssoftware OR ransomware
            """);

        var topic = Assert.Single(tagger.Tag(TokenizedText.Of("Ransomware", "Die Erpressungssoftware")).Topics);

        Assert.Equal(("ransomware", "ransomware-de", 3), (topic.TopicId, topic.RuleId, topic.RuleVersion));
        Assert.Equal([new TextSpan(0, 10), new TextSpan(16, 35)], topic.Hits);
    }

    [Fact]
    public void An_explanation_shows_each_part_and_the_veto()
    {
        var tagger = TaggerOf(
            """
            topics:
              - { id: cobalt, name: Cobalt, when: cobalt AND (gang OR bank), suppress: [Cobalt Strike] }
            """);

        var explanation = tagger.Explain("cobalt", TokenizedText.Of("The gang used Cobalt Strike."));

        Assert.False(explanation.Holds);
        Assert.Equal(["False cobalt AND (gang OR bank)", "False cobalt", "True gang OR bank", "True gang", "False bank"],
            explanation.Parts.Select(part => $"{part.Holds} {part.Expression}"));
        Assert.Equal([new TokenRange(3, 5)], explanation.Vetoes);
    }

    [Fact]
    public void A_pinned_example_that_fails_is_named()
    {
        var tagger = TaggerOf(
            """
            topics:
              - { id: bank, name: Banks, when: bank, must-hit: [the shore], must-not-hit: [a bank of fog] }
            """);

        Assert.Equal(["bank: must hit, and misses: the shore", "bank: must not hit, and hits: a bank of fog"],
            RuleChecks.BrokenExamples(tagger).Select(example => example.ToString()));
    }

    [Fact]
    public void A_pinned_example_that_fails_is_named_at_its_line()
    {
        const string Topics =
            """
            topics:
              - id: bank
                name: Banks
                when: bank
                must-hit:
                  - a bank by the sea
                  - the shore
                must-not-hit: [the sea, a bank of fog]
            """;

        Assert.Equal(
            ["topics.yaml:7:9: bank: must hit, and misses: the shore", "topics.yaml:8:29: bank: must not hit, and hits: a bank of fog"],
            RuleFile.FaultsOf(ConfigNode.Parse("topics.yaml", Topics), RuleChecks.BrokenExamples(TaggerOf(Topics))).Select(fault => fault.ToString()));
    }

    [Fact]
    public void What_is_refused_today_and_was_kept_once_goes_on_working()
    {
        const string Topics =
            """
            topics:
              - { id: code, name: Code, when: C++ OR lang:english }
            """;

        var kept = RuleFile.Read(ConfigNode.Parse("topics.yaml", Topics), new ActorBook([], []), isKept: true);

        Assert.Equal("C++ OR lang:english", Assert.Single(kept.Rules).Definition.When.Text);
        Assert.Equal(2, Assert.Throws<ConfigException>(() => Book(Topics)).Faults.Count);
    }

    [Fact]
    public void What_works_but_is_hardly_meant_earns_advice()
    {
        var tagger = TaggerOf(
            """
            topics:
              - { id: a, name: A, when: con* OR US OR bank* OR bankers, must-hit: [us] }
              - { id: b, name: B, when: NOT x, must-hit: [us] }
              - { id: c, topic: a, name: C, when: US }
            """);

        Assert.Equal(
            [
                "a: con* stands for very many words; write more letters or list the words",
                "a: US also hits \"us\"; write !\"US\" if the capitals matter",
                "a: bankers is hit by bank* beside it already; take it out",
                "b: holds for articles in which nothing is hit; join NOT and outlet:, lang:, url:, author: with AND to a word",
                "c: US also hits \"us\"; write !\"US\" if the capitals matter",
                "c: no example is pinned; must-hit: keeps a later change from breaking it",
                "c: is shadowed by a, which holds wherever this one does",
            ],
            RuleChecks.Advice(tagger).Where(advice => advice.Subject.Length == 1).Select(advice => advice.ToString()));
    }

    private static Tagger TaggerOf(string topics) => new(new ActorBook([], []), Book(topics));

    private static RuleBook Book(string topics) => RuleFile.Read(ConfigNode.Parse("topics.yaml", topics), new ActorBook([], []));
}
