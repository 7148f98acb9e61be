namespace Monitor.Stories;

/// <summary>
/// Takes the commonest endings off a folded word, so that "accuses", "accused" and "accusing" are one term. It knows no dictionary: a stem only
/// has to be the same for the forms of one word, not to be a word. Words of scripts without these endings stay as they are.
/// </summary>
public static class LightStemmer
{
    private const int StemLengthMin = 4;

    /// <summary>How many characters of <paramref name="word"/> are its stem.</summary>
    public static int StemLength(ReadOnlySpan<char> word)
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
}
