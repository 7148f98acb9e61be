using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Rules;

/// <summary>A part of a compiled rule.</summary>
internal abstract class RuleNode(Expression expression)
{
    public Expression Expression { get; } = expression;

    public virtual IReadOnlyList<RuleNode> Children => [];

    /// <summary>The places hit, sorted; null where the part does not hold. A part can hold without a place (NOT, a field outside the text).</summary>
    public abstract List<TokenRange>? Evaluate(RuleMatching matching);

    public abstract RuleNeed Need();

    protected static List<TokenRange>? NullIfEmpty(List<TokenRange> places) => places.Count == 0 ? null : places;
}

internal sealed class PhraseNode(Expression expression, int[] phrases) : RuleNode(expression)
{
    public override List<TokenRange>? Evaluate(RuleMatching matching) => NullIfEmpty(phrases.Length == 1
        ? matching.Visible(matching.PlacesOf(phrases[0]))
        : TokenRanges.Union(phrases.Select(phrase => matching.Visible(matching.PlacesOf(phrase)))));

    public override RuleNeed Need() => new RuleNeed.OneOf(phrases);
}

internal sealed class ActorNode(Expression.Named expression) : RuleNode(expression)
{
    public override List<TokenRange>? Evaluate(RuleMatching matching) => NullIfEmpty(matching.Visible(matching.Input.Actors(expression.Name)));

    public override RuleNeed Need() => RuleNeed.Nothing;
}

internal sealed class PatternNode(Expression.Pattern expression) : RuleNode(expression)
{
    private readonly PatternFinder _finder = new(expression.Text);

    public override List<TokenRange>? Evaluate(RuleMatching matching) =>
        NullIfEmpty(matching.Visible(TokenRanges.Sorted(_finder.Find(matching.Text))));

    public override RuleNeed Need() => RuleNeed.Nothing;
}

/// <summary>Another rule, with its own vetoes and over the whole text; of its hits those in the part at work count.</summary>
internal sealed class OtherRuleNode(Expression expression, int rule) : RuleNode(expression)
{
    public int Rule => rule;

    public override List<TokenRange>? Evaluate(RuleMatching matching)
    {
        var (first, end, vetoes) = (matching.First, matching.End, matching.Vetoes);
        (matching.First, matching.End) = (0, matching.Text.Tokens.Length);
        var places = matching.Rules[rule].Evaluate(matching);
        (matching.First, matching.End, matching.Vetoes) = (first, end, vetoes);
        return places is null ? null
            : first == 0 && end == matching.Text.Tokens.Length && vetoes.Count == 0 ? places
            : NullIfEmpty(matching.Visible(places));
    }

    public override RuleNeed Need() => RuleNeed.Nothing;
}

internal sealed class AllNode(Expression expression, RuleNode[] items) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => items;

    public override List<TokenRange>? Evaluate(RuleMatching matching)
    {
        var lists = new List<TokenRange>[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Evaluate(matching) is not { } places)
            {
                return null;
            }

            lists[i] = places;
        }

        return TokenRanges.Union(lists);
    }

    public override RuleNeed Need() => RuleNeed.AllOf(items.Select(item => item.Need()));
}

internal sealed class AnyNode(Expression expression, RuleNode[] items) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => items;

    public override List<TokenRange>? Evaluate(RuleMatching matching) => CountNode.Evaluate(items, 1, matching);

    public override RuleNeed Need() => RuleNeed.AnyOf(items.Select(item => item.Need()));
}

internal sealed class CountNode(Expression expression, int least, RuleNode[] items) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => items;

    public override List<TokenRange>? Evaluate(RuleMatching matching) => Evaluate(items, least, matching);

    public override RuleNeed Need() => RuleNeed.AnyOf(items.Select(item => item.Need()));

    public static List<TokenRange>? Evaluate(RuleNode[] items, int least, RuleMatching matching)
    {
        var held = new List<List<TokenRange>>();
        foreach (var item in items)
        {
            if (item.Evaluate(matching) is { } places)
            {
                held.Add(places);
            }
        }

        return held.Count >= least ? TokenRanges.Union(held) : null;
    }
}

internal sealed class NotNode(Expression expression, RuleNode item) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => [item];

    public override List<TokenRange>? Evaluate(RuleMatching matching) => item.Evaluate(matching) is null ? TokenRanges.None : null;

    public override RuleNeed Need() => RuleNeed.Nothing;
}

internal sealed class NearNode(Expression.Near expression, RuleNode left, RuleNode right) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => [left, right];

    public override List<TokenRange>? Evaluate(RuleMatching matching) =>
        left.Evaluate(matching) is { } lefts && right.Evaluate(matching) is { } rights
            ? NullIfEmpty(TokenRanges.Near(lefts, rights, expression.WordsBetweenMax, expression.IsOrdered, matching.TitleEnd))
            : null;

    public override RuleNeed Need() => RuleNeed.AllOf([left.Need(), right.Need()]);
}

internal sealed class SameNode(Expression.Same expression, RuleNode left, RuleNode right) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => [left, right];

    public override List<TokenRange>? Evaluate(RuleMatching matching)
    {
        if (left.Evaluate(matching) is not { } lefts || right.Evaluate(matching) is not { } rights)
        {
            return null;
        }

        var shared = lefts.Select(place => UnitOf(matching.Text, place)).ToHashSet();
        shared.IntersectWith(rights.Select(place => UnitOf(matching.Text, place)));
        return shared.Count == 0
            ? null
            : NullIfEmpty(TokenRanges.Union([
                lefts.FindAll(place => shared.Contains(UnitOf(matching.Text, place))),
                rights.FindAll(place => shared.Contains(UnitOf(matching.Text, place)))]));
    }

    public override RuleNeed Need() => RuleNeed.AllOf([left.Need(), right.Need()]);

    private int UnitOf(TokenizedText text, TokenRange place)
    {
        var sentence = text.SentenceOf(place.First);
        return expression.Unit is RuleUnit.Sentence ? sentence : text.Sentences[sentence].Paragraph;
    }
}

internal sealed class ScoreNode(Expression.Score expression, RuleNode[] items) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => items;

    public override List<TokenRange>? Evaluate(RuleMatching matching)
    {
        var sum = 0;
        var held = new List<List<TokenRange>>();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Evaluate(matching) is { } places)
            {
                sum += expression.Weights[i];
                held.Add(places);
            }
        }

        return sum >= expression.Threshold ? TokenRanges.Union(held) : null;
    }

    public override RuleNeed Need() => RuleNeed.AnyOf(items.Where((_, i) => expression.Weights[i] > 0).Select(item => item.Need()));
}

internal sealed class HitsNode(Expression.Hits expression, RuleNode item) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => [item];

    public override List<TokenRange>? Evaluate(RuleMatching matching) =>
        item.Evaluate(matching) is { } places && places.Count >= expression.Least ? places : null;

    public override RuleNeed Need() => item.Need();
}

/// <summary>A part of the rule that looks at the title, the lead or the body only.</summary>
internal sealed class FieldNode(Expression.In expression, RuleNode item) : RuleNode(expression)
{
    public override IReadOnlyList<RuleNode> Children => [item];

    public override List<TokenRange>? Evaluate(RuleMatching matching)
    {
        var (first, end) = (matching.First, matching.End);
        (matching.First, matching.End) = expression.Field switch
        {
            RuleField.Title => (0, matching.TitleEnd),
            RuleField.Lead => matching.Lead(),
            _ => (matching.TitleEnd, matching.Text.Tokens.Length),
        };
        var places = item.Evaluate(matching);
        (matching.First, matching.End) = (first, end);
        return places;
    }

    public override RuleNeed Need() => item.Need();
}

/// <summary>A condition on the outlet, the address or the language, which have no place in the text.</summary>
internal sealed class OutsideNode(Expression.In expression) : RuleNode(expression)
{
    public override List<TokenRange>? Evaluate(RuleMatching matching) =>
        Holds(expression.Item, matching.Outside(expression.Field)) ? TokenRanges.None : null;

    public override RuleNeed Need() => RuleNeed.Nothing;

    private static bool Holds(Expression condition, TokenizedText value) => condition switch
    {
        Expression.All all => all.Items.All(item => Holds(item, value)),
        Expression.Any any => any.Items.Any(item => Holds(item, value)),
        Expression.Not not => !Holds(not.Item, value),
        Expression.Quoted quoted => Phrase.Of(quoted.Text, quoted.IsExact ? PhraseCase.Exact : PhraseCase.Any)!.OccursIn(value),
        Expression.Word word => Phrase.Of(word.Text)!.OccursIn(value),
        _ => false,
    };
}
