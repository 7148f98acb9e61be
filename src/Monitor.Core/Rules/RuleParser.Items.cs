using System.Globalization;
using Monitor.Rules.Signs;

namespace Monitor.Rules;

/// <summary>What can stand between operators besides words: fields, counts, scores, patterns.</summary>
public sealed partial class RuleParser
{
    private Expression.Quoted ReadExact(RuleToken token)
    {
        var next = Current;
        if (next.Kind is not (RuleTokenKind.Quoted or RuleTokenKind.Word))
        {
            throw Fault(token, "a word or a phrase in quotes is expected behind \"!\"", "such as !\"US\"; to exclude write NOT");
        }

        _position++;
        return At(token.Offset, new Expression.Quoted(next.Kind is RuleTokenKind.Word ? CheckWord(next) : CheckPhrase(next), IsExact: true));
    }

    private Expression.Pattern ReadPattern(RuleToken token)
    {
        if (!_patternsAllowed)
        {
            Note(
                token.Offset, "regular expressions are not allowed here", "use word*, NEAR/n or a list; an operator can allow them with Rules:PatternsAllowed");
        }
        else if (PatternFinder.FaultOf(token.Text) is { } fault)
        {
            Note(token.Offset, $"no regular expression that can be used: {fault}", "neither look-around nor back references work");
        }

        return At(token.Offset, new Expression.Pattern(token.Text));
    }

    private Expression.In ReadField(RuleToken token)
    {
        if (_inField)
        {
            Note(token.Offset, "a field stands inside a field", "write them side by side, joined by AND");
        }

        if (Current.Kind is RuleTokenKind.End or RuleTokenKind.Close or RuleTokenKind.And or RuleTokenKind.Or or RuleTokenKind.Comma)
        {
            throw Fault(Current, $"a word, a phrase or brackets are expected behind {token.Text}:", $"such as {token.Text}:\"…\" without a space");
        }

        var isInner = _inField;
        _inField = true;
        var item = ReadTight();
        _inField = isInner;
        if (RuleGrammar.IsOutside((RuleField)token.Number))
        {
            CheckOutside(item, token);
        }

        return At(token.Offset, new Expression.In((RuleField)token.Number, item));
    }

    /// <summary>Outlet, author, language and address are no running text: only words joined by AND, OR, NOT make sense there.</summary>
    private void CheckOutside(Expression item, RuleToken field)
    {
        switch (item)
        {
            case Expression.Word or Expression.Quoted:
                return;
            case Expression.Not not:
                CheckOutside(not.Item, field);
                return;
            case Expression.Any or Expression.All:
                foreach (var inner in item is Expression.Any any ? any.Items : ((Expression.All)item).Items)
                {
                    CheckOutside(inner, field);
                }

                return;
            default:
                Note(_offsets[item], $"only words, phrases, AND, OR and NOT can stand behind {field.Text}:", "put the rest outside its brackets");
                return;
        }
    }

    private Expression.CountOf ReadCountOf(RuleToken number)
    {
        if (!int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var least) || least < 1)
        {
            Note(number.Offset, "a number is expected before OF", "such as 2 OF (a, b, c)");
            least = 1;
        }

        _position++;
        Expect(RuleTokenKind.Open, "\"(\" is expected behind OF", "such as 2 OF (a, b, c)");
        var (items, weights) = ReadItems();
        if (least > items.Count)
        {
            Note(number.Offset, $"{least} of {items.Count} can never hold", $"lower the number to {items.Count} or name more");
        }

        if (weights.Exists(weight => weight != 1))
        {
            Note(number.Offset, "weights (^) count only in SCORE/n (…)", $"write SCORE/{least} instead of {least} OF");
        }

        return At(number.Offset, new Expression.CountOf(least, new ExpressionList(items)));
    }

    private Expression.Score ReadScore(RuleToken token)
    {
        Expect(RuleTokenKind.Open, "\"(\" is expected behind SCORE", "such as SCORE/4 (ransomware^3, hack*, \"data breach\"^2)");
        var (items, weights) = ReadItems();
        var most = weights.Where(weight => weight > 0).Sum();
        if (most < token.Number)
        {
            Note(
                token.Offset, $"the weights add up to {most} at most and never reach {token.Number}", $"lower the threshold to {most} or raise weights with ^");
        }

        return At(token.Offset, new Expression.Score(token.Number, new ExpressionList(items), new WeightList(weights)));
    }

    private (List<Expression> Items, List<int> Weights) ReadItems()
    {
        var open = _tokens[_position - 1].Offset;
        var items = new List<Expression>();
        var weights = new List<int>();
        do
        {
            items.Add(ReadAny());
            weights.Add(1);
            if (Current.Kind is RuleTokenKind.Weight)
            {
                weights[^1] = Current.Number;
                _position++;
            }
        }
        while (Accept(RuleTokenKind.Comma));

        return Accept(RuleTokenKind.Close) ? (items, weights)
            : Current.Kind is RuleTokenKind.End ? throw Fault(open, "the bracket that opens here is not closed", "a \")\" is missing")
            : throw Unexpected();
    }
}
