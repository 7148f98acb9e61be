using Monitor.Actors;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions.Sentences;

/// <summary>
/// What a wire report opens with: "LONDON, May 21 (Reuters) - …". It belongs to no sentence, and says in which state the report was written.
/// </summary>
internal static class Dateline
{
    private const int WordsMax = 10;
    private const int PlaceLettersMin = 3;
    private static readonly string[] Dashes = [" - ", " – ", "— ", "– ", "-- "];

    /// <summary>The token behind a sentence's dateline; its first token where it has none.</summary>
    public static int End(TokenizedText text, Sentence sentence, IReadOnlyList<ActorMention> mentions)
    {
        var first = sentence.FirstToken;
        if (sentence.TokenCount == 0 || !IsInCapitals(text.Written(first))
            || mentions.Any(mention => mention.FirstToken == first && mention.Actor.Kind is not ActorKind.State))
        {
            return first;
        }

        for (var token = first; token < Math.Min(first + WordsMax, sentence.EndToken - 1) && !char.IsLower(text.Written(token)[0]); token++)
        {
            if (EndsInDash(text.GapAfter(token)))
            {
                return token + 1;
            }
        }

        return first;
    }

    private static bool IsInCapitals(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsUpper(letter))
            {
                return false;
            }
        }

        return word.Length >= PlaceLettersMin;
    }

    private static bool EndsInDash(ReadOnlySpan<char> gap)
    {
        foreach (var dash in Dashes)
        {
            if (gap.Contains(dash, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
