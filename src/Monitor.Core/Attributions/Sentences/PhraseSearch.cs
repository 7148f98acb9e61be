namespace Monitor.Attributions.Sentences;

/// <summary>Looks for a phrase that must, or must not, follow a cue.</summary>
internal static class PhraseSearch
{
    public static bool Follows(SentenceReading sentence, int from, IReadOnlyList<string> phrases, int wordsMax) =>
        Find(sentence, from, phrases, wordsMax) >= 0;

    /// <summary>Where one of the phrases begins; -1 where none does within the words given.</summary>
    public static int Find(SentenceReading sentence, int from, IReadOnlyList<string> phrases, int wordsMax)
    {
        for (var token = from; token < Math.Min(from + wordsMax, sentence.End); token++)
        {
            if (sentence.WordAt(token) is not [var letter, ..])
            {
                // A word that no file knows begins no phrase.
                continue;
            }

            for (var i = 0; i < phrases.Count; i++)
            {
                // Nearly every phrase begins with another letter: that is seen before it is cut into words.
                if (phrases[i].StartsWith(letter) && IsAt(sentence, token, phrases[i]))
                {
                    return token;
                }
            }
        }

        return -1;
    }

    private static bool IsAt(SentenceReading sentence, int token, string phrase)
    {
        foreach (var range in phrase.AsSpan().Split(' '))
        {
            if (!sentence.IsWord(token++, phrase[range]))
            {
                return false;
            }
        }

        return true;
    }
}
