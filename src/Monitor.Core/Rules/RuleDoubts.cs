using System.Buffers;
using System.Globalization;
using Monitor.Rules.Phrases;

namespace Monitor.Rules;

/// <summary>
/// Expressions that can be read and cannot mean what was meant: signs of other query languages, single letters that signs should have told
/// apart, names of languages. They would hit never, or always, without a word.
/// </summary>
internal static class RuleDoubts
{
    private const int LanguageLettersMax = 3;

    private static readonly SearchValues<char> TellingSigns = SearchValues.Create("+#&@%$*\\/=");

    public static IEnumerable<RuleFault> In(string text, Expression root, IReadOnlyDictionary<Expression, int> offsets)
    {
        var languages = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        foreach (var field in offsets.Keys.OfType<Expression.In>().Where(field => field.Field is RuleField.Lang))
        {
            languages.UnionWith(WordsIn(field.Item));
        }

        foreach (var (part, offset) in offsets)
        {
            var doubt = languages.Contains(part) ? OfLanguage(part) : part switch
            {
                Expression.Word word => OfWord(word.Text),
                Expression.Quoted quoted => OfLetter(quoted.Text),
                _ => null,
            };
            if (doubt is var (reason, suggestion))
            {
                yield return RuleFault.At(text, offset, reason, suggestion);
            }
        }
    }

    private static (string Reason, string Suggestion)? OfWord(string word)
    {
        if (Phrase.Of(word) is null)
        {
            return null;
        }

        var first = word.IndexOfAny(['~', '|', '=', '<', '>', '[', ']', '{', '}']);
        return first >= 0 ? ($"\"{word[first]}\" stands for nothing here", word[first] switch
        {
            '~' => "words are not found by likeness: write hack*, list the spellings with OR, or keep words close with NEAR/2",
            '|' => "write OR",
            _ => "signs are not looked for; text with signs goes in quotes",
        })
            : word[0] is '-' or '\u2212' ? ($"\"{word[0]}\" excludes nothing here", $"write NOT {word[1..]}")
            : word[0] is '+' ? ("\"+\" stands for nothing here", "what must be there is joined by AND")
            : OfLetter(word);
    }

    /// <summary>"C++" would be any "C".</summary>
    private static (string Reason, string Suggestion)? OfLetter(string written)
    {
        return Phrase.Of(written) is { Words: [{ Folded: [var letter], IsPrefix: false } only] } && char.IsAsciiLetterOrDigit(letter)
            && written.AsSpan().ContainsAny(TellingSigns)
            ? ($"signs are not looked for: \"{written}\" would be every \"{only.Written}\"", $"name it by a phrase, such as \"{only.Written} language\"")
            : null;
    }

    private static (string Reason, string Suggestion)? OfLanguage(Expression part)
    {
        var written = part is Expression.Word word ? word.Text : ((Expression.Quoted)part).Text;
        if (Phrase.Of(written) is not { } phrase)
        {
            return null;
        }

        var code = phrase.Words[0].Folded;
        return code.Length > LanguageLettersMax ? ($"\"{written}\" is no code of a language", "languages are written as in lang:en, lang:de, lang:fr, lang:zh")
            : code.Length == LanguageLettersMax && ShorterOf(code) is { } shorter
                ? ($"\"{written}\" is never the language of an article, which has the code of two letters where there is one", $"write lang:{shorter}")
            : null;
    }

    /// <summary>"en" for "eng" (ISO 639-2); null for a language that has three letters only, as Filipino has.</summary>
    private static string? ShorterOf(string code) => CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .FirstOrDefault(culture => culture.TwoLetterISOLanguageName.Length == 2 && culture.ThreeLetterISOLanguageName == code)?.TwoLetterISOLanguageName;

    private static IEnumerable<Expression> WordsIn(Expression part) => part switch
    {
        Expression.Word or Expression.Quoted => [part],
        Expression.Not not => WordsIn(not.Item),
        Expression.All all => all.Items.SelectMany(WordsIn),
        Expression.Any any => any.Items.SelectMany(WordsIn),
        _ => [],
    };
}
