using Monitor.Rules.Signs;

namespace Monitor.Rules;

/// <summary>Reads an expression. What may stand where is written in <see cref="RuleGrammar.Text"/>.</summary>
public sealed partial class RuleParser
{
    public const int CharactersMax = 20_000;
    public const int NestingMax = 50;
    private const int PrefixLettersMin = 3;
    private const int FaultsMax = 20;

    private readonly string _text;
    private readonly bool _patternsAllowed;
    private readonly bool _isSearch;
    private readonly List<RuleToken> _tokens;
    private readonly List<RuleFault> _faults;
    private readonly Dictionary<Expression, int> _offsets = new(ReferenceEqualityComparer.Instance);
    private int _position;
    private int _depth;
    private bool _inField;

    private RuleParser(string text, bool patternsAllowed, bool isSearch, List<RuleFault> faults)
    {
        _text = text;
        _patternsAllowed = patternsAllowed;
        _isSearch = isSearch;
        _faults = faults;
        _tokens = new RuleLexer(text, faults, isSearch).Tokens();
    }

    private RuleToken Current => _tokens[_position];

    /// <param name="patternsAllowed">Whether the operator allows /regex/.</param>
    /// <param name="isKept">
    /// Whether the rule is in force already: what means nothing of what its writer meant is refused when it is written, not when an
    /// older version let it pass.
    /// </param>
    /// <exception cref="RuleException">The text is no rule; every fault is named up to one behind which nothing can be told.</exception>
    public static ParsedRule Parse(string text, bool patternsAllowed = false, bool isKept = false) => Parse(text, patternsAllowed, isKept, isSearch: false);

    /// <summary>
    /// Reads what was typed to search: a rule's expression in which words side by side are joined by AND, and which also knows
    /// <c>actor:country:CN</c> for <c>#country:CN</c> and <c>topic:hacking</c> for a rule that is named so.
    /// </summary>
    /// <inheritdoc cref="Parse(string, bool, bool)"/>
    public static ParsedRule ParseSearch(string text, bool patternsAllowed = false) => Parse(text, patternsAllowed, isKept: false, isSearch: true);

    private static ParsedRule Parse(string text, bool patternsAllowed, bool isKept, bool isSearch)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > CharactersMax)
        {
            throw new RuleException([RuleFault.At(
                text, CharactersMax, $"a rule has at most {CharactersMax} characters", "put long lists of words under \"lists\" and name them with #")]);
        }

        var faults = new List<RuleFault>();
        try
        {
            var parser = new RuleParser(text, patternsAllowed, isSearch, faults);
            var root = parser.ReadWhole();
            if (!isKept)
            {
                faults.AddRange(RuleDoubts.In(text, root, parser._offsets));
            }

            if (faults.Count == 0)
            {
                return new ParsedRule(text, root, parser._offsets);
            }
        }
        catch (RuleException last)
        {
            faults.AddRange(last.Faults);
        }

        throw new RuleException([.. faults.OrderBy(fault => fault.Offset).DistinctBy(fault => (fault.Offset, fault.Reason)).Take(FaultsMax)]);
    }

    private Expression ReadWhole()
    {
        var root = ReadAny();
        while (Current.Kind is not RuleTokenKind.End)
        {
            // A bracket too many, a comma: what stands behind it is looked at as well.
            _faults.AddRange(Unexpected().Faults);
            _position++;
            var goesOn = Accept(RuleTokenKind.And) || Accept(RuleTokenKind.Or) || BeginsOperand(Current.Kind);
            if (goesOn)
            {
                ReadAny();
            }
        }

        return root;
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
        while (Accept(RuleTokenKind.And) || ReadSideBySide())
        {
            items.Add(ReadNot());
        }

        return items.Count == 1 ? items[0] : At(start, new Expression.All(new ExpressionList(items)));
    }

    /// <summary>Notes that an operator is missing, once for words in a row, and goes on behind. In a search none is.</summary>
    private bool ReadSideBySide()
    {
        if (!BeginsOperand(Current.Kind))
        {
            return false;
        }

        if (_isSearch && !IsLowerOperator(Current))
        {
            return true;
        }

        _faults.AddRange(Unexpected().Faults);
        while (BeginsOperand(_tokens[_position + 1].Kind) && Current.Kind is RuleTokenKind.Word)
        {
            _position++;
        }

        return true;
    }

    private static bool BeginsOperand(RuleTokenKind kind) => kind is RuleTokenKind.Word or RuleTokenKind.Quoted or RuleTokenKind.List or RuleTokenKind.Pattern
        or RuleTokenKind.Field or RuleTokenKind.Not or RuleTokenKind.Score or RuleTokenKind.Hits or RuleTokenKind.Exact or RuleTokenKind.Open;

    private Expression ReadNot()
    {
        var token = Current;
        if (!Accept(RuleTokenKind.Not))
        {
            return ReadNear();
        }

        while (Current.Kind is RuleTokenKind.Not)
        {
            Note(Current.Offset, "NOT stands twice", "leave both out");
            _position++;
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
                Note(Current.Offset, $"NOT cannot stand behind {Written(sign)}", "exclude with AND NOT, or veto phrases with suppress:");
                _position++;
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
                Note(_offsets[side], $"AND cannot stand inside {Written(sign)}: which of its words would be near?",
                    $"write {Written(sign)} between each two words, or OR inside the brackets");
                return;
            case Expression.In:
                Note(_offsets[side], $"a field cannot stand inside {Written(sign)}", $"put the field before the brackets: title:(a {Written(sign)} b)");
                return;
            default:
                Note(_offsets[side], $"only words, phrases, #lists, OR and NEAR can stand beside {Written(sign)}", "join the rest with AND");
                return;
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

    private RuleException Fault(int offset, string reason, string suggestion) => new([RuleFault.At(_text, offset, reason, suggestion)]);

    private void Note(int offset, string reason, string suggestion) => _faults.Add(RuleFault.At(_text, offset, reason, suggestion));
}
