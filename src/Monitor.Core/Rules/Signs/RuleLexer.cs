using System.Globalization;
using System.Text;
using Monitor.Config;

namespace Monitor.Rules.Signs;

/// <summary>One sign of an expression; <c>Number</c> is the distance, threshold, weight or unit where there is one.</summary>
internal readonly record struct RuleToken(RuleTokenKind Kind, int Offset, int End, string Text, int Number = 0);

/// <summary>
/// Cuts an expression into its signs. A faulty one is noted and stands for what was probably meant, so that what follows is looked at too.
/// </summary>
internal sealed class RuleLexer(string text, List<RuleFault> faults, bool isSearch = false)
{
    private const string WordEnds = "()\",^!#:\u201C\u201D";

    private const string ActorField = "actor";
    private const string TopicField = "topic";

    private static readonly string[] Operators = ["AND", "OR", "NOT", "OF", "NEAR", "ONEAR", "SAME", "SCORE", "HITS"];

    // Stands for a faulty one: no threshold is out of reach because of it.
    private const int WeightMax = 100;

    private int _position;

    public List<RuleToken> Tokens()
    {
        var tokens = new List<RuleToken>();
        while (true)
        {
            while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || char.IsControl(text[_position])))
            {
                _position++;
            }

            if (_position >= text.Length)
            {
                tokens.Add(new RuleToken(RuleTokenKind.End, text.Length, text.Length, "the end"));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private RuleToken Next()
    {
        var start = _position;
        switch (text[start])
        {
            case '(':
                return Sign(RuleTokenKind.Open);
            case ')':
                return Sign(RuleTokenKind.Close);
            case ',':
                return Sign(RuleTokenKind.Comma);
            case '!':
                return Sign(RuleTokenKind.Exact);
            case '"' or '\u201C' or '\u201D':
                return Quoted();
            case '#':
                return List();
            case '^':
                return Weight();
            case '/':
                return Pattern();
            case ':':
                _position++;
                return Noted(
                    new RuleToken(RuleTokenKind.Field, start, _position, "", (int)RuleField.Title), "a field's name is expected before \":\"",
                    $"fields are {RuleGrammar.FieldNames}; text with a colon goes in quotes");
            default:
                return Word();
        }
    }

    private RuleToken Sign(RuleTokenKind kind)
    {
        _position++;
        return new RuleToken(kind, _position - 1, _position, text[(_position - 1)..(_position)]);
    }

    private RuleToken Quoted()
    {
        var start = _position++;
        var isStraight = text[start] == '"';
        var value = new StringBuilder();
        while (_position < text.Length)
        {
            var character = text[_position++];
            if (isStraight ? character == '"' : character is '\u201C' or '\u201D')
            {
                return new RuleToken(RuleTokenKind.Quoted, start, _position, value.ToString());
            }

            if (character == '\\' && _position < text.Length && text[_position] is '"' or '\\')
            {
                character = text[_position++];
            }

            value.Append(character);
        }

        throw Fault(start, "the quotation that begins here does not end", "a closing \" is missing");
    }

    private RuleToken List()
    {
        var start = _position++;
        Name();
        return _position == start + 1
            ? Noted(
                new RuleToken(RuleTokenKind.Quoted, start, _position, "list"), "the name of a list is expected behind \"#\"",
                "such as #state, #country:CN or a list of topics.yaml")
            : new RuleToken(RuleTokenKind.List, start, _position, text[(start + 1).._position]);
    }

    private string Name() => Taken(character => char.IsLetterOrDigit(character) || character is '-' or '_' or ':' or '.');

    /// <summary>"actor:country:CN" is "#country:CN"; "topic:hacking" keeps its field, for topics and actors may share a name.</summary>
    private RuleToken SearchField(int start, string field)
    {
        var name = Name();
        return name.Length == 0
            ? Noted(
                new RuleToken(RuleTokenKind.Quoted, start, _position, field), $"the name of {(field == ActorField ? "an actor" : "a topic")} is expected "
                + $"behind \"{field}:\"", field == ActorField ? "such as actor:country:CN or actor:threat-group" : "such as topic:hacking")
            : new RuleToken(RuleTokenKind.List, start, _position, field == ActorField ? name : $"{field}:{name}");
    }

    private RuleToken Weight()
    {
        var start = _position++;
        var digits = Taken(character => char.IsAsciiLetterOrDigit(character) || character == '-');
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var weight)
            && weight is >= -WeightMax and <= WeightMax and not 0
            ? new RuleToken(RuleTokenKind.Weight, start, _position, text[start.._position], weight)
            : Noted(
                new RuleToken(RuleTokenKind.Weight, start, _position, text[start.._position], WeightMax),
                "a weight from 1 to 100 or -100 to -1 is expected behind \"^\"", "such as ransomware^3");
    }

    private RuleToken Pattern()
    {
        var start = _position++;
        var value = new StringBuilder();
        while (_position < text.Length)
        {
            var character = text[_position++];
            if (character == '/')
            {
                return new RuleToken(RuleTokenKind.Pattern, start, _position, value.ToString());
            }

            if (character == '\\' && _position < text.Length && text[_position] == '/')
            {
                character = text[_position++];
            }
            else if (character == '\\' && _position < text.Length)
            {
                value.Append(character);
                character = text[_position++];
            }

            value.Append(character);
        }

        throw Fault(start, "the regular expression that begins here does not end", "a closing / is missing");
    }

    private RuleToken Word()
    {
        var start = _position;
        var word = Taken(character => !char.IsWhiteSpace(character) && !char.IsControl(character) && !WordEnds.Contains(character));
        if (_position < text.Length && text[_position] == ':')
        {
            return Field(start, word);
        }

        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? word : word[..slash];
        var rest = slash < 0 ? null : word[(slash + 1)..];
        if (name.Length > 1 && Operators.Contains(name))
        {
            return Operator(start, name, rest);
        }

        if (rest is not null && name.Length > 1 && Suggestion.Nearest(name, ["NEAR", "ONEAR", "SAME", "SCORE", "HITS"]) is { } nearest
            && (name.All(char.IsAsciiLetterUpper) || string.Equals(name, nearest, StringComparison.OrdinalIgnoreCase)))
        {
            return Noted(
                new RuleToken(nearest switch
                {
                    "SAME" => RuleTokenKind.Same,
                    "SCORE" => RuleTokenKind.Score,
                    "HITS" => RuleTokenKind.Hits,
                    _ => RuleTokenKind.Near,
                }, start, _position, nearest, 1), $"\"{word}\" is no operator", $"did you mean {nearest}/{rest}?");
        }

        return new RuleToken(RuleTokenKind.Word, start, _position, word);
    }

    private RuleToken Field(int start, string word)
    {
        _position++;
        if (isSearch && word is (ActorField or TopicField))
        {
            return SearchField(start, word);
        }

        return RuleGrammar.FieldNamed(word) is { } field
            ? new RuleToken(RuleTokenKind.Field, start, _position, word, (int)field)
            : Noted(
                new RuleToken(RuleTokenKind.Field, start, _position, word, (int)RuleField.Title), $"there is no field \"{word}:\"",
                Suggestion.Nearest(word, RuleGrammar.Fields) is { } nearest
                    ? $"did you mean {nearest}:?"
                    : $"fields are {RuleGrammar.FieldNames}; text with a colon goes in quotes");
    }

    private RuleToken Operator(int start, string name, string? rest)
    {
        var plain = name switch
        {
            "AND" => RuleTokenKind.And,
            "OR" => RuleTokenKind.Or,
            "NOT" => RuleTokenKind.Not,
            "OF" => RuleTokenKind.Of,
            _ => RuleTokenKind.End,
        };
        if (plain is not RuleTokenKind.End)
        {
            var token = new RuleToken(plain, start, _position, name);
            return rest is null ? token : Noted(token, $"{name} takes no \"/{rest}\"", $"write {name} alone; NEAR/5 keeps words close");
        }

        if (name == "SAME")
        {
            var unit = rest is "paragraph" ? RuleUnit.Paragraph : RuleUnit.Sentence;
            var same = new RuleToken(RuleTokenKind.Same, start, _position, name, (int)unit);
            return rest is "sentence" or "paragraph" ? same : Noted(same, "SAME needs its unit", "write SAME/sentence or SAME/paragraph");
        }

        var (kind, least, most, what) = name switch
        {
            "NEAR" => (RuleTokenKind.Near, 0, 100, "how many words may lie between"),
            "ONEAR" => (RuleTokenKind.OrderedNear, 0, 100, "how many words may lie between"),
            "SCORE" => (RuleTokenKind.Score, 1, 10_000, "the threshold that the weights must reach"),
            _ => (RuleTokenKind.Hits, 1, 1_000, "the least number of places"),
        };
        return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? new RuleToken(kind, start, _position, name, number)
            : Noted(new RuleToken(kind, start, _position, name, 1), $"{name} needs {what}, a number from {least} to {most}", $"such as {name}/5");
    }

    private string Taken(Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < text.Length && belongs(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    private RuleToken Noted(RuleToken instead, string reason, string suggestion)
    {
        faults.Add(RuleFault.At(text, instead.Offset, reason, suggestion));
        return instead;
    }

    private RuleException Fault(int offset, string reason, string suggestion) => new([RuleFault.At(text, offset, reason, suggestion)]);
}
