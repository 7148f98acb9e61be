using FsCheck;
using FsCheck.Fluent;
using Monitor.Actors;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Worker.Admin;
using Monitor.Worker.Admin.Rules;

namespace Monitor.Tests.Worker;

public sealed class RuleDraftTests
{
    private static readonly Tagger Saved = Small(
        """
        lists:
          ships: [ferry, ferries, tanker*]
        topics:
          - { id: harbour, name: Harbours, when: "harbour OR #ships", must-hit: ["The ferry was late."] }
          - { id: delay, name: Delays, when: "#harbour AND late", must-hit: ["The ferry was late."] }
        """);

    private static readonly RuleDraft Draft = new("storm", "storm", "Storms", "storm*", [], [], []);

    [Fact]
    public void What_was_typed_comes_back_from_the_file()
    {
        Prop.ForAll((NonNull<string> name, NonNull<string> when, NonNull<string>[] lines) =>
        {
            var texts = lines.Select(line => Line(line.Get)).Where(line => line.Length > 0).ToList();
            var draft = Draft with { Name = Line(name.Get), When = RuleDraft.Tidy(Whole(when.Get)), Suppress = texts, MustHit = texts, MustNotHit = texts };
            var item = Assert.Single(ConfigItems.Split("topics.yaml", ConfigItems.Join([new ConfigItem("topics/storm", draft.ToYaml())])));
            return Same(draft, RuleDraft.Read(draft.ToYaml())) && item.Name == "topics/storm" && Same(draft, RuleDraft.Read(item.Body));
        }).Holds();
    }

    [Theory]
    [InlineData("storm\nOR \"high wind\"")]
    [InlineData("#country:CN OR\n  (spy NEAR/3 ship)")]
    [InlineData("- storm")]
    [InlineData("title: storm")]
    [InlineData("storm # wind")]
    [InlineData("\"storm\" OR 'wind'")]
    [InlineData("storm\n\nOR wind")]
    [InlineData("storm\u0007")]
    [InlineData("")]
    public void An_expression_is_kept_as_it_is(string when) => Assert.Equal(when, RuleDraft.Read((Draft with { When = when }).ToYaml())!.When);

    [Fact]
    public void An_example_of_several_lines_stays_one_in_the_form()
    {
        var draft = Draft with { MustHit = ["Storm | It came.\n\nIt went.", "A storm."] };
        var fields = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["must-hit"] = RuleDraft.Lines(draft.MustHit).ReplaceLineEndings("\r\n") };
        var sent = new FormPost(new Microsoft.AspNetCore.Http.FormCollection(fields), "ana");

        Assert.Equal(draft.MustHit, RuleDraft.Of(sent, "storm").MustHit);
    }

    [Fact]
    public void Every_bundled_rule_means_the_same_after_the_form()
    {
        var bundled = Tagger.Load(ConfigFolder.Bundled);
        foreach (var rule in bundled.Rules.Rules)
        {
            var check = RuleCheck.Of(RuleDraft.Of(rule), bundled);
            Assert.Equal(rule.Definition.When.Root.ToString(), check.Rule?.Definition.When.Root.ToString());
            Assert.Equal(rule.Definition.Suppress, check.Rule!.Definition.Suppress);
            Assert.True(check.MaySave);
        }
    }

    [Theory]
    [InlineData("storm wind", 1, 7, "between \"storm\" and \"wind\"")]
    [InlineData("storm OR\n  (wind", 2, 3, "")]
    [InlineData("storm AND #shipz", 1, 11, "no list, actor or rule \"#shipz\"")]
    public void A_fault_is_shown_at_its_place(string when, int line, int column, string reason)
    {
        var fault = Assert.Single(RuleCheck.Of(Draft with { When = when }, Saved).Faults);

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.NotNull(fault.Suggestion);
        Assert.Equal(new string(' ', column - 1) + "^", fault.Pointer!.Split('\n')[1]);
    }

    [Theory]
    [InlineData("storm", "Storms", "storm OR #storm", "needs itself")]
    [InlineData("ships", "Ships", "storm", "is taken")]
    [InlineData("Big Storm", "Storms", "storm", "no rule id")]
    [InlineData("storm", "", "storm", "needs a name")]
    public void What_the_file_refuses_is_refused_in_words(string id, string name, string when, string reason)
    {
        var check = RuleCheck.Of(Draft with { Id = id, Topic = id, Name = name, When = when }, Saved);

        Assert.Contains(check.Faults, fault => fault.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.False(check.MaySave);
    }

    [Fact]
    public void Pinned_examples_block_also_those_of_rules_that_name_it()
    {
        var check = RuleCheck.Of(RuleDraft.Of(Saved.Rules.Find("harbour")!) with { When = "harbour" }, Saved);

        Assert.Equal(["delay", "harbour"], check.Broken.Select(example => example.RuleId).Order(StringComparer.Ordinal));
        Assert.False(check.MaySave);
    }

    [Fact]
    public void A_comparison_holds_both_texts() =>
        Prop.ForAll((int[] before, int[] after) =>
        {
            var (old, now) = (Text(before), Text(after));
            var lines = LineDiff.Of(old, now);
            return string.Join('\n', lines.Where(line => line.Sign != '+').Select(line => line.Text)) == old
                && string.Join('\n', lines.Where(line => line.Sign != '-').Select(line => line.Text)) == now
                && (old != now || lines.All(line => line.Sign == ' '));
        }).Holds();

    private static string Text(int[] lines) => string.Join('\n', lines.Select(line => $"line {line % 5}"));

    private static bool Same(RuleDraft draft, RuleDraft? read) =>
        read is not null && (draft.Id, draft.Topic, draft.Name, draft.When) == (read.Id, read.Topic, read.Name, read.When)
        && draft.Suppress.SequenceEqual(read.Suppress) && draft.MustHit.SequenceEqual(read.MustHit) && draft.MustNotHit.SequenceEqual(read.MustNotHit);

    /// <summary>As a form sends it: one line without blanks around it, and whole characters.</summary>
    private static string Line(string text) => Whole(text).ReplaceLineEndings(" ").Trim();

    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static Tagger Small(string topics)
    {
        var actors = new ActorBook([], []);
        return new Tagger(actors, RuleFile.Read(ConfigNode.Parse("topics.yaml", topics), actors));
    }
}
