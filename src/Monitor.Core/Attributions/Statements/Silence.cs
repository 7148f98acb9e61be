using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;

namespace Monitor.Attributions.Statements;

/// <summary>What is no answer: a refusal to comment, "has never replied", the word of a court.</summary>
internal static class Silence
{
    private const int NegationReach = 4;

    /// <summary>A court decides, and denies nothing.</summary>
    public static bool IsCourt(SentenceReading sentence, Party party) => party.First >= 0
        && sentence.Any(party.First, party.End, WordClass.Charging) && sentence.Any(party.First, party.End, WordClass.Office);

    public static bool In(SentenceReading sentence, int first, int end)
    {
        if (sentence.Any(first, end, WordClass.Silent))
        {
            return true;
        }

        if (!sentence.Any(first, end, WordClass.Replying))
        {
            return false;
        }

        for (var token = Math.Max(first, sentence.First); token < Math.Min(end, sentence.End); token++)
        {
            if (sentence.Is(token, WordClass.Replying) && !sentence.Is(token, WordClass.Denying)
                && (sentence.Any(Math.Max(first, token - NegationReach), token, WordClass.Negation)
                    || (sentence.Language.IsVerbSecond && sentence.Is(token + 1, WordClass.Negation))))
            {
                return true;
            }
        }

        return false;
    }
}
