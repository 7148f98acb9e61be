namespace Monitor.Stories.Terms;

/// <summary>
/// Takes the commonest endings off a folded word, so that "accuses", "accused" and "accusing" are one term. It knows no dictionary: a stem only
/// has to be the same for the forms of one word, not to be a word. Words of scripts without these endings stay as they are.
/// </summary>
public static class LightStemmer
{
    private const int StemLengthMin = 4;
    private const int ArabicStemLengthMin = 3;

    // Article and particles before a noun; endings of number, gender and possession (Larkey, Ballesteros and Connell, SIGIR 2002, without the rarer ones).
    private static readonly string[] ArabicBeginnings = ["وال", "بال", "كال", "فال", "ال", "لل", "و"];
    private static readonly string[] ArabicEndings = ["ها", "ان", "ات", "ون", "ين", "ية", "ه", "ة", "ي"];

    /// <summary>The stem of a folded word.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word) =>
        word.Length > ArabicStemLengthMin && word[0] is >= '\u0621' and <= '\u064A' ? ArabicStem(word) : word[..StemLength(word)];

    /// <summary>How many characters of <paramref name="word"/> are its stem.</summary>
    private static int StemLength(ReadOnlySpan<char> word)
    {
        var length = word.Length;
        if (length <= StemLengthMin || !char.IsAsciiLetter(word[^1]))
        {
            return length;
        }

        if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            length--;
        }

        var stem = word[..length];
        if (stem.EndsWith("ing") && length - 3 >= StemLengthMin)
        {
            length -= 3;
        }
        else if (stem.EndsWith("ed") && length - 2 >= StemLengthMin)
        {
            length -= 2;
        }
        else if (stem.EndsWith("ie") && length - 2 >= StemLengthMin)
        {
            length -= 2;
        }

        if (length > StemLengthMin && word[length - 1] is 'e' or 'y')
        {
            length--;
        }

        return length;
    }

    private static ReadOnlySpan<char> ArabicStem(ReadOnlySpan<char> word)
    {
        foreach (var beginning in ArabicBeginnings)
        {
            if (word.StartsWith(beginning) && word.Length - beginning.Length >= ArabicStemLengthMin)
            {
                word = word[beginning.Length..];
                break;
            }
        }

        foreach (var ending in ArabicEndings)
        {
            if (word.EndsWith(ending) && word.Length - ending.Length >= ArabicStemLengthMin)
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
