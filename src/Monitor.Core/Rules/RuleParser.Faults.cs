using Monitor.Rules.Phrases;
using Monitor.Rules.Signs;

namespace Monitor.Rules;

/// <summary>What the parser says about words and signs that cannot stand where they stand.</summary>
public sealed partial class RuleParser
{
    private string CheckWord(RuleToken token)
    {
        _faults.AddRange(WordFault(token)?.Faults ?? []);
        return token.Text;
    }

    private string CheckPhrase(RuleToken token)
    {
        _faults.AddRange(PhraseFault(token)?.Faults ?? []);
        return token.Text;
    }

    private RuleException? WordFault(RuleToken token)
    {
        var word = token.Text;
        return word.Contains('?', StringComparison.Ordinal) && Phrase.Of(word.Replace("?", "", StringComparison.Ordinal)) is not null && !word.EndsWith('?')
            ? Fault(token, "\"?\" stands for nothing here", $"write {word[..word.IndexOf('?', StringComparison.Ordinal)]}* or list the spellings with OR")
            : PhraseFault(token);
    }

    private RuleException? PhraseFault(RuleToken token)
    {
        var value = token.Text;
        for (var star = value.IndexOf('*', StringComparison.Ordinal); star >= 0; star = value.IndexOf('*', star + 1))
        {
            if (StarFault(token, star) is { } fault)
            {
                return fault;
            }
        }

        return Phrase.Of(value) is not null ? null
            : value.Any(char.IsLetterOrDigit) ? Fault(token, $"a phrase has at most {Phrase.WordsMax} words", "shorten it, or join parts with NEAR/n")
            : Fault(token, "a word is expected, not signs alone", "signs are not looked for; write a word");
    }

    private RuleException? StarFault(RuleToken token, int star)
    {
        var value = token.Text;
        var offset = token.Offset + star + (token.Kind is RuleTokenKind.Quoted ? 1 : 0);
        if (star + 1 < value.Length && char.IsLetterOrDigit(value[star + 1]))
        {
            return Fault(offset, "\"*\" can only end a word", star == 0 ? "leave it out: matching never begins inside a word" : $"write {value[..star]}*");
        }

        var letters = 0;
        for (var i = star - 1; i >= 0 && char.IsLetterOrDigit(value[i]); i--)
        {
            letters++;
        }

        // One Chinese character is a word of its own, and a prefix of nothing.
        return letters >= PrefixLettersMin ? null
            : letters == 0
                ? Fault(offset, "\"*\" needs a word before it", "write at least three letters, such as hack*; it stands for the rest of one word")
                : Fault(offset, $"\"*\" needs at least {PrefixLettersMin} letters before it", "write more of the word, or list the words with OR");
    }

    private RuleException Missing(RuleToken token) => token.Kind switch
    {
        RuleTokenKind.End when _position == 0 => Fault(token, "the rule is empty", "write a word, a \"phrase\" or a #list"),
        RuleTokenKind.End => Fault(_tokens[_position - 1], $"a word is expected behind {Written(_tokens[_position - 1])}", "the rule ends too early"),
        RuleTokenKind.And or RuleTokenKind.Or or RuleTokenKind.Near or RuleTokenKind.OrderedNear or RuleTokenKind.Same =>
            Fault(token, $"a word is expected before {Written(token)}",
                _position == 0 ? $"the rule cannot begin with {Written(token)}" : "two operators follow each other"),
        RuleTokenKind.Not => Fault(token, "NOT cannot stand here", "put it behind AND, or before brackets of its own"),
        RuleTokenKind.Close =>
            Fault(token, "a word is expected before \")\"", _depth > 1 ? "something is missing before the bracket" : "no bracket was opened"),
        RuleTokenKind.Weight => Fault(token, "a weight needs something before it", "such as ransomware^3"),
        RuleTokenKind.Of => Fault(token, "a number is expected before OF", "such as 2 OF (a, b, c)"),
        _ => Fault(token, $"a word is expected, not {Written(token)}", "write a word, a \"phrase\" or a #list"),
    };

    /// <summary>The expression went on where an operator or its end was expected.</summary>
    private RuleException Unexpected()
    {
        var token = Current;
        var before = _tokens[_position - 1];
        if (token.Kind is RuleTokenKind.Word && WordFault(token) is { } inside)
        {
            // "ransom* *": what is wrong with the sign itself comes first.
            return inside;
        }

        return token.Kind switch
        {
            RuleTokenKind.Close => Fault(token, "no bracket was opened for this one", "leave it out, or open one before"),
            RuleTokenKind.Comma => Fault(token, "a comma separates only the items of OF and SCORE", "write OR or AND"),
            RuleTokenKind.Weight => Fault(token, "weights (^) count only in SCORE/n (…)", "such as SCORE/4 (ransomware^3, hack*)"),
            RuleTokenKind.Of => Fault(token, "a number is expected before OF", "such as 2 OF (a, b, c)"),
            RuleTokenKind.Not => Fault(token, "AND, OR or NEAR/n is expected before NOT", "write AND NOT"),
            _ when IsLowerOperator(token) =>
                Fault(token, $"\"{token.Text}\" is a word here, for operators are written in capitals", $"write {token.Text.ToUpperInvariant()}"),
            _ when IsLowerOperator(before) =>
                Fault(before, $"\"{before.Text}\" is a word here, for operators are written in capitals", $"write {before.Text.ToUpperInvariant()}"),
            _ => Fault(token, $"AND, OR or NEAR/n is expected between {Written(before)} and {Written(token)}", SideBySide(before, token)),
        };
    }

    private static string SideBySide(RuleToken before, RuleToken token) =>
        before.Kind is RuleTokenKind.Word && token.Kind is RuleTokenKind.Word
            ? $"for the phrase write \"{before.Text} {token.Text}\", for both anywhere {before.Text} AND {token.Text}"
            : "write AND for both, OR for either";

    private static bool IsLowerOperator(RuleToken token) =>
        token.Kind is RuleTokenKind.Word && token.Text is "and" or "or" or "not" or "And" or "Or" or "Not";

    private static string Written(RuleToken token) => token.Kind switch
    {
        RuleTokenKind.Near or RuleTokenKind.OrderedNear or RuleTokenKind.Score or RuleTokenKind.Hits => $"{token.Text}/{token.Number}",
        RuleTokenKind.Same => "SAME/" + ((RuleUnit)token.Number is RuleUnit.Sentence ? "sentence" : "paragraph"),
        RuleTokenKind.List => "#" + token.Text,
        RuleTokenKind.Field => token.Text + ":",
        RuleTokenKind.And or RuleTokenKind.Or or RuleTokenKind.Not or RuleTokenKind.Of or RuleTokenKind.End => token.Text,
        _ => $"\"{token.Text}\"",
    };
}
