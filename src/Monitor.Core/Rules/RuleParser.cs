using System.Globalization;

namespace Monitor.Rules;

/// <summary>Reads an expression. What may stand where is written in <see cref="RuleGrammar.Text"/>.</summary>
public sealed partial class RuleParser
{
    public const int CharactersMax = 20_000;
    public const int NestingMax = 50;
    private const int PrefixLettersMin = 3;

    private readonly string _text;
    private readonly bool _patternsAllowed;
    private readonly List<RuleToken> _tokens;
    private readonly Dictionary<Expression, int> _offsets = new(ReferenceEqualityComparer.Instance);
    private int _position;
    private int _depth;
    private bool _inField;

    private RuleParser(string text, bool patternsAllowed)
    {
        _text = text;
        _patternsAllowed = patternsAllowed;
        _tokens = new RuleLexer(text).Tokens();
    }

    private RuleToken Current => _tokens[_position];

    /// <param name="patternsAllowed">Whether the operator allows /regex/.</param>
    /// <exception cref="RuleException">The text is no rule.</exception>
    public static ParsedRule Parse(string text, bool patternsAllowed = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > CharactersMax)
        {
            throw new RuleException(RuleFault.At(
                text, CharactersMax, $"a rule has at most {CharactersMax} characters", "put long lists of words under \"lists\" and name them with #"));
        }

        var parser = new RuleParser(text, patternsAllowed);
        var root = parser.ReadAny();
        return parser.Current.Kind is RuleTokenKind.End
            ? new ParsedRule(text, root, parser._offsets)
            : throw parser.Unexpected();
    }

    private Expression ReadAny()
    {
        if (++_depth > NestingMax)
        {
            throw Fault(Current, $"brackets are nested deeper than {NestingMax}", "name parts of the rule as rules of their own");
        }

        var start = Current.Offset;
        List<Expression> items = [ReadAll()];
        while (Accept(RuleTokenKind.Or))
        {
            items.Add(ReadAll());
        }

        _depth--;
        return items.Count == 1 ? items[0] : At(start, new Expression.Any(new ExpressionList(items)));
    }

    private Expression ReadAll()
    {
        var start = Current.Offset;
        List<Expression> items = [ReadNot()];
        while (Accept(RuleTokenKind.And))
        {
            items.Add(ReadNot());
        }

        return items.Count == 1 ? items[0] : At(start, new Expression.All(new ExpressionList(items)));
    }

    private Expression ReadNot()
    {
        var token = Current;
        if (!Accept(RuleTokenKind.Not))
        {
            return ReadNear();
        }

        if (Current.Kind is RuleTokenKind.Not)
        {
            throw Fault(Current, "NOT stands twice", "leave both out");
        }

        return At(token.Offset, new Expression.Not(ReadNear()));
    }

    private Expression ReadNear()
    {
        var left = ReadTight();
        while (Current.Kind is RuleTokenKind.Near or RuleTokenKind.OrderedNear or RuleTokenKind.Same)
        {
            var sign = Current;
            _position++;
            CheckPlaced(left, sign);
            if (Current.Kind is RuleTokenKind.Not)
            {
                throw Fault(Current, $"NOT cannot stand behind {Written(sign)}", "exclude with AND NOT, or veto phrases with suppress:");
            }

            var right = ReadTight();
            CheckPlaced(right, sign);
            left = At<Expression>(sign.Offset, sign.Kind is RuleTokenKind.Same
                ? new Expression.Same(left, right, (RuleUnit)sign.Number)
                : new Expression.Near(left, right, sign.Number, sign.Kind is RuleTokenKind.OrderedNear));
        }

        return left;
    }

    /// <summary>What stands beside NEAR and SAME must have a place in the text.</summary>
    private void CheckPlaced(Expression side, RuleToken sign)
    {
        switch (side)
        {
            case Expression.Word or Expression.Quoted or Expression.Named or Expression.Pattern or Expression.Near or Expression.Same:
                return;
            case Expression.Any any:
                foreach (var item in any.Items)
                {
                    CheckPlaced(item, sign);
                }

                return;
            case Expression.All:
                throw Fault(_offsets[side], $"AND cannot stand inside {Written(sign)}: which of its words would be near?",
                    $"write {Written(sign)} between each two words, or OR inside the brackets");
            case Expression.In:
                throw Fault(_offsets[side], $"a field cannot stand inside {Written(sign)}", $"put the field before the brackets: title:(a {Written(sign)} b)");
            default:
                throw Fault(_offsets[side], $"only words, phrases, #lists, OR and NEAR can stand beside {Written(sign)}", "join the rest with AND");
        }
    }

    private Expression ReadTight()
    {
        var token = Current;
        _position++;
        switch (token.Kind)
        {
            case RuleTokenKind.Word when Current.Kind is RuleTokenKind.Of:
                return ReadCountOf(token);
            case RuleTokenKind.Word:
                return At(token.Offset, new Expression.Word(CheckWord(token)));
            case RuleTokenKind.Quoted:
                return At(token.Offset, new Expression.Quoted(CheckPhrase(token), IsExact: false));
            case RuleTokenKind.Exact:
                return ReadExact(token);
            case RuleTokenKind.List:
                return At(token.Offset, new Expression.Named(token.Text));
            case RuleTokenKind.Pattern:
                return ReadPattern(token);
            case RuleTokenKind.Field:
                return ReadField(token);
            case RuleTokenKind.Score:
                return ReadScore(token);
            case RuleTokenKind.Hits:
                Expect(RuleTokenKind.Open, "\"(\" is expected behind HITS", "such as HITS/3 (ransomware)");
                return At(token.Offset, new Expression.Hits(token.Number, ReadBracketed(token.Offset)));
            case RuleTokenKind.Open:
                if (Current.Kind is RuleTokenKind.Close)
                {
                    throw Fault(Current, "the brackets are empty", "write a word between them");
                }

                return ReadBracketed(token.Offset);
            default:
                _position--;
                throw Missing(token);
        }
    }

    private Expression ReadBracketed(int open)
    {
        var inner = ReadAny();
        return Accept(RuleTokenKind.Close) ? inner
            : Current.Kind is RuleTokenKind.End ? throw Fault(open, "the bracket that opens here is not closed", "a \")\" is missing")
            : throw Unexpected();
    }

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
            throw Fault(
                token, "regular expressions are not allowed here", "use word*, NEAR/n or a list; an operator can allow them with Rules:PatternsAllowed");
        }

        return PatternFinder.FaultOf(token.Text) is { } fault
            ? throw Fault(token, $"no regular expression that can be used: {fault}", "neither look-around nor back references work")
            : At(token.Offset, new Expression.Pattern(token.Text));
    }

    private Expression.In ReadField(RuleToken token)
    {
        if (_inField)
        {
            throw Fault(token, "a field stands inside a field", "write them side by side, joined by AND");
        }

        if (Current.Kind is RuleTokenKind.End or RuleTokenKind.Close or RuleTokenKind.And or RuleTokenKind.Or or RuleTokenKind.Comma)
        {
            throw Fault(Current, $"a word, a phrase or brackets are expected behind {token.Text}:", $"such as {token.Text}:\"…\" without a space");
        }

        _inField = true;
        var item = ReadTight();
        _inField = false;
        if ((RuleField)token.Number is RuleField.Outlet or RuleField.Lang or RuleField.Url)
        {
            CheckOutside(item, token);
        }

        return At(token.Offset, new Expression.In((RuleField)token.Number, item));
    }

    /// <summary>Outlet, language and address are no running text: only words joined by AND, OR, NOT make sense there.</summary>
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
                throw Fault(_offsets[item], $"only words, phrases, AND, OR and NOT can stand behind {field.Text}:", "put the rest outside its brackets");
        }
    }

    private Expression.CountOf ReadCountOf(RuleToken number)
    {
        if (!int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var least) || least < 1)
        {
            throw Fault(number, "a number is expected before OF", "such as 2 OF (a, b, c)");
        }

        _position++;
        Expect(RuleTokenKind.Open, "\"(\" is expected behind OF", "such as 2 OF (a, b, c)");
        var (items, weights) = ReadItems();
        if (least > items.Count)
        {
            throw Fault(number, $"{least} of {items.Count} can never hold", $"lower the number to {items.Count} or name more");
        }

        return weights.Exists(weight => weight != 1)
            ? throw Fault(number, "weights (^) count only in SCORE/n (…)", $"write SCORE/{least} instead of {least} OF")
            : At(number.Offset, new Expression.CountOf(least, new ExpressionList(items)));
    }

    private Expression.Score ReadScore(RuleToken token)
    {
        Expect(RuleTokenKind.Open, "\"(\" is expected behind SCORE", "such as SCORE/4 (ransomware^3, hack*, \"data breach\"^2)");
        var (items, weights) = ReadItems();
        var most = weights.Where(weight => weight > 0).Sum();
        return most < token.Number
            ? throw Fault(
                token, $"the weights add up to {most} at most and never reach {token.Number}", $"lower the threshold to {most} or raise weights with ^")
            : At(token.Offset, new Expression.Score(token.Number, new ExpressionList(items), new WeightList(weights)));
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

    private bool Accept(RuleTokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(RuleTokenKind kind, string reason, string suggestion)
    {
        if (!Accept(kind))
        {
            throw Fault(Current, reason, suggestion);
        }
    }

    private T At<T>(int offset, T expression)
        where T : Expression
    {
        _offsets[expression] = offset;
        return expression;
    }

    private RuleException Fault(RuleToken token, string reason, string suggestion) => Fault(token.Offset, reason, suggestion);

    private RuleException Fault(int offset, string reason, string suggestion) => new(RuleFault.At(_text, offset, reason, suggestion));
}
