using System.Text;
using Monitor.Rules;

namespace Monitor.Tests.Rules;

/// <summary>Random expressions and texts over few words, so that rules often hold.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Words = ["alpha", "alphabet", "beta", "Beta", "gamma", "US", "us", "China", "spy", "expelled", "cyber-attack", "中国", "é"];
    private static readonly string[] Phrases = ["alpha beta", "alph* beta", "US", "us", "beta beta", "the spy", "中国", "alpha, gamma", "cyber-attack",
        "say \"no\"", "back\\slash"];
    private static readonly string[] Prefixes = ["alp*", "alphab*", "bet*", "hack*", "cyb*"];
    private static readonly string[] Texts = ["alpha", "alphabet", "beta", "Beta", "gamma", "US", "us", "U.S.", "China", "spy", "expelled", "cyber-attack",
        "cyberattack", "cyber", "attack", "中国", "É", "the", "hackers", "data", "breach", "say", "no", "back", "slash"];
    private static readonly string[] Gaps = [" ", " ", " ", " ", " ", ", ", ". ", "-", "\n\n", "! ", "'s "];

    public Expression Expression(int depth = 3) => depth == 0 ? Leaf() : random.Next(12) switch
    {
        0 or 1 => new Expression.All(Items(depth, 2)),
        2 or 3 => new Expression.Any(Items(depth, 2)),
        4 => new Expression.Not(Inner(depth, unless: expression => expression is Monitor.Rules.Expression.Not)),
        5 => Near(depth),
        6 => new Expression.Same(Placed(depth - 1), Placed(depth - 1), (RuleUnit)random.Next(2)),
        7 => CountOf(depth),
        8 => Score(depth),
        9 => new Expression.Hits(random.Next(1, 4), Expression(depth - 1)),
        10 => Field(depth),
        _ => Leaf(),
    };

    public string Text()
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 14); i > 0; i--)
        {
            text.Append(Pick(Texts)).Append(Pick(Gaps));
        }

        return text.ToString();
    }

    private Expression Leaf() => random.Next(8) switch
    {
        0 or 1 or 2 => new Expression.Word(Pick(Words)),
        3 => new Expression.Word(Pick(Prefixes)),
        4 or 5 => new Expression.Quoted(Pick(Phrases), random.Next(3) == 0),
        6 => new Expression.Named(Pick("cyber-act", "state", "spying")),
        _ => new Expression.Word(Pick(Words)),
    };

    /// <summary>What may stand beside NEAR.</summary>
    private Expression Placed(int depth) => depth <= 0 ? Leaf() : random.Next(5) switch
    {
        0 => new Expression.Any(new ExpressionList([Placed(depth - 1), Placed(depth - 1)])),
        1 => Near(depth),
        2 => new Expression.Same(Placed(depth - 1), Placed(depth - 1), (RuleUnit)random.Next(2)),
        _ => Leaf(),
    };

    private Expression.Near Near(int depth) => new(Placed(depth - 1), Placed(depth - 1), random.Next(0, 5), random.Next(2) == 0);

    private Expression.CountOf CountOf(int depth)
    {
        var items = Items(depth, 1);
        return new Expression.CountOf(random.Next(1, items.Count + 1), items);
    }

    private Expression.Score Score(int depth)
    {
        var items = Items(depth, 1);
        var weights = items.Select(_ => random.Next(4) == 0 ? -1 : random.Next(1, 4)).ToList();
        weights[0] = Math.Abs(weights[0]);
        return new Expression.Score(random.Next(1, weights.Where(weight => weight > 0).Sum() + 1), items, new WeightList(weights));
    }

    private Expression.In Field(int depth)
    {
        if (random.Next(3) == 0)
        {
            Expression item = new Expression.Word(Pick("times", "herald", "politic*", "en"));
            return new Expression.In((RuleField)random.Next(3, 7), random.Next(2) == 0 ? item : new Expression.Not(item));
        }

        return new Expression.In((RuleField)random.Next(3), Inner(depth, ContainsField));
    }

    private ExpressionList Items(int depth, int least) =>
        new([.. Enumerable.Range(0, random.Next(least, 4)).Select(_ => Expression(depth - 1))]);

    private Expression Inner(int depth, Func<Expression, bool> unless)
    {
        var inner = Expression(depth - 1);
        return unless(inner) ? Leaf() : inner;
    }

    private static bool ContainsField(Expression expression) => expression switch
    {
        Monitor.Rules.Expression.In => true,
        Monitor.Rules.Expression.All all => all.Items.Any(ContainsField),
        Monitor.Rules.Expression.Any any => any.Items.Any(ContainsField),
        Monitor.Rules.Expression.Not not => ContainsField(not.Item),
        Monitor.Rules.Expression.CountOf count => count.Items.Any(ContainsField),
        Monitor.Rules.Expression.Score score => score.Items.Any(ContainsField),
        Monitor.Rules.Expression.Hits hits => ContainsField(hits.Item),
        _ => false,
    };

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
