using FsCheck;
using FsCheck.Fluent;
using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tests.Rules;

public sealed class RuleLanguageTests
{
    private const int TextsTried = 50;

    [Fact]
    public void Printing_and_parsing_an_expression_gives_the_same_tree() =>
        Prop.ForAll((int seed) =>
        {
            var expression = new RandomRules(new Random(seed)).Expression(depth: 4);

            Assert.Equal(expression, RuleParser.Parse(expression.ToString(), isKept: true).Root);
        }).Holds(5_000);

    [Fact]
    public void Any_text_is_a_rule_or_a_fault_with_a_place() =>
        Prop.ForAll((NonNull<string> text) =>
        {
            try
            {
                RuleParser.Parse(text.Get);
            }
            catch (RuleException refusal)
            {
                Assert.InRange(refusal.Faults[0].Offset, 0, text.Get.Length);
                Assert.NotEmpty(refusal.Faults[0].Reason);
            }
        }).Holds(1_000);

    [Fact]
    public void The_engine_agrees_with_the_plain_meaning_on_10000_pairs_of_rule_and_text() => Agree(Properties.SeedOf(nameof(RandomRules)), rules: 200);

    [Fact, Trait("Takes", "Minutes")]
    public void The_engine_agrees_with_the_plain_meaning_on_100000_pairs_of_rule_and_text() => Agree(20_210_719, rules: 2_000);

    [Fact]
    public void A_deeply_nested_rule_is_refused()
    {
        var refusal = Assert.Throws<RuleException>(() => RuleParser.Parse(new string('(', 5_000) + "a" + new string(')', 5_000)));

        Assert.Equal($"brackets are nested deeper than {RuleParser.NestingMax}", Assert.Single(refusal.Faults).Reason);
    }

    private static void Agree(int seed, int rules)
    {
        var held = 0;
        var random = new RandomRules(new Random(seed));
        for (var i = 0; i < rules; i++)
        {
            var rule = RuleParser.Parse(random.Expression().ToString(), isKept: true);
            var bench = new RuleBench(rule);
            for (var j = 0; j < TextsTried; j++)
            {
                var (title, body) = (random.Text(), random.Text());
                var text = j % 2 == 0 ? TokenizedText.Of(body) : TokenizedText.Of(title, body);
                var expected = new NaiveRules(text, RuleBench.Outlet, RuleBench.Url, RuleBench.Language).Evaluate(rule.Root);
                var places = bench.Places(text);

                Assert.True(
                    places is null == (expected is null) && (places ?? []).SequenceEqual((expected ?? []).Order()),
                    $"seed {seed}: {rule.Root}\n{text.Value}\nengine: {Written(places)}\nmeaning: {Written(expected?.Order())}");
                held += places is null ? 0 : 1;
            }
        }

        // Pairs that never hold would prove little.
        Assert.InRange(held, rules * TextsTried / 5, rules * TextsTried * 4 / 5);
    }

    private static string Written(IEnumerable<TokenRange>? places) => places is null ? "does not hold" : string.Join(' ', places);
}
