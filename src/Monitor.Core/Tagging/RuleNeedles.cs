using System.Buffers;
using System.Text;
using Monitor.Rules;
using Monitor.Rules.Phrases;

namespace Monitor.Tagging;

/// <summary>
/// Looks for the letters of the words that a rule cannot do without: much faster than cutting into words, it rejects most articles. It
/// never rejects one that the rule hits: where the letters of a text may fold to others, it says "may hit".
/// </summary>
internal sealed class RuleNeedles
{
    // Characters that fold to nothing but themselves: where a text has only these, a plain search for letters finds every word.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x80).Select(code => (char)code)) + "\u00A0£§©«°·»×–—‘’“”…•€");

    private readonly Part _need;

    private RuleNeedles(Part need) => _need = need;

    private delegate bool Part(ReadOnlySpan<char> title, ReadOnlySpan<char> text);

    /// <summary>The search for what a rule needs; null where letters alone cannot tell.</summary>
    public static RuleNeedles? Of(RuleNeed need, PhraseAutomaton automaton) => PartOf(need, automaton) is { } part ? new RuleNeedles(part) : null;

    /// <summary>Whether an article may hold what the rule needs.</summary>
    public bool MayHit(ReadOnlySpan<char> title, ReadOnlySpan<char> text) => !IsPlain(title) || !IsPlain(text) || _need(title, text);

    private static bool IsPlain(ReadOnlySpan<char> part) => Ascii.IsValid(part) || !part.ContainsAnyExcept(Plain);

    private static Part? PartOf(RuleNeed need, PhraseAutomaton automaton)
    {
        switch (need)
        {
            case RuleNeed.OneOf one:
                return WordSearch.Of(one.Phrases.Select(phrase => automaton[phrase])) is { } search
                    ? (title, text) => search.OccursIn(title) || search.OccursIn(text)
                    : null;
            case RuleNeed.All all:
                var parts = all.Parts.Select(part => PartOf(part, automaton)).OfType<Part>().ToArray();
                return parts.Length == 0 ? null : (title, text) =>
                {
                    foreach (var part in parts)
                    {
                        if (!part(title, text))
                        {
                            return false;
                        }
                    }

                    return true;
                };
            case RuleNeed.Any any:
                var choices = any.Parts.Select(part => PartOf(part, automaton)).ToArray();
                return choices.Contains(null) ? null : (title, text) =>
                {
                    foreach (var choice in choices)
                    {
                        if (choice!(title, text))
                        {
                            return true;
                        }
                    }

                    return false;
                };
            default:
                return null;
        }
    }
}
