using Monitor.Actors;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions.Sentences;

/// <summary>
/// What a report or an entry of a live blog opens with: "LONDON, May 21 (Reuters) - …", "07:40 …". It belongs to no sentence; a dateline says
/// in which state the report was written.
/// </summary>
internal static class Dateline
{
    private const int WordsMax = 10;
    private const int PlaceLettersMin = 3;
    private static readonly string[] Dashes = [" - ", " – ", "— ", "– ", "-- "];
    private static readonly string[] HourWords = ["uhr", "h", "min", "gmt", "utc", "am", "pm"];

    /// <summary>The token behind a sentence's dateline or time; its first token where it has none.</summary>
    /// <param name="isLead">It is the first sentence of the text, where a dateline need not stand in capitals.</param>
    public static int End(TokenizedText text, Sentence sentence, IReadOnlyList<ActorMention> mentions, bool isLead)
    {
        var first = sentence.FirstToken;
        if (sentence.TokenCount < 2)
        {
            return first;
        }

        if (TimeEnd(text, sentence) is var behind && behind > first)
        {
            return behind;
        }

        var isOpener = IsInCapitals(text.Written(first)) || (isLead && char.IsUpper(text.Written(first)[0]));
        if (!isOpener || mentions.Any(mention => mention.FirstToken == first && mention.Actor.Kind is not ActorKind.State))
        {
            return first;
        }

        var isInBrackets = false;
        for (var token = first; token < Math.Min(first + WordsMax, sentence.EndToken - 1); token++)
        {
            var isWord = char.IsLower(text.Written(token)[0]);
            if (isWord && !isInBrackets && !(token > first && char.IsAsciiDigit(text.Written(token - 1)[0])))
            {
                return first;
            }

            var gap = text.GapAfter(token);
            if (EndsInDash(gap))
            {
                return token + 1;
            }

            isInBrackets = gap.Contains('(') || (isInBrackets && !gap.Contains(')'));
        }

        return first;
    }

    /// <summary>"07:40", "07.40 Uhr –", "9 h 12".</summary>
    private static int TimeEnd(TokenizedText text, Sentence sentence)
    {
        var first = sentence.FirstToken;
        if (!char.IsAsciiDigit(text.Written(first)[0]))
        {
            return first;
        }

        var token = first;
        var isTime = text.Written(first).Contains(':');
        while (token < sentence.EndToken - 1 && (char.IsAsciiDigit(text.Written(token)[0]) || (token > first && IsHourWord(text.Folded(token)))))
        {
            isTime |= IsHourWord(text.Folded(token)) || (char.IsAsciiDigit(text.Written(token + 1)[0]) && text.GapAfter(token) is ":" or ".");
            token++;
        }

        return isTime ? token : first;
    }

    private static bool IsHourWord(ReadOnlySpan<char> word)
    {
        foreach (var hour in HourWords)
        {
            if (word.SequenceEqual(hour))
            {
                return true;
            }
        }

        return word.Length > 1 && char.IsAsciiDigit(word[0]) && word[^1] == 'h';
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
