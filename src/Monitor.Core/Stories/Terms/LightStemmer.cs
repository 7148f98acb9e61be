using Monitor.Languages;

namespace Monitor.Stories.Terms;

/// <summary>
/// Takes the commonest endings off a folded word, so that "accuses", "accused" and "accusing" are one term. It knows no dictionary: a stem only
/// has to be the same for the forms of one word, not to be a word. The endings of Latin letters are those of English and what others share with it;
/// a language with other letters brings its own (words.yaml, stems).
/// </summary>
public static class LightStemmer
{
    private const int StemLengthMin = 4;

    private static readonly Lazy<LanguageStems[]> Stems = new(() => [.. LanguageBook.InForce.Words.Select(language => language.Stems).OfType<LanguageStems>()]);

    /// <summary>The stem of a folded word.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        if (word.Length > 0 && !char.IsAscii(word[0]))
        {
            foreach (var stems in Stems.Value)
            {
                if (word[0] >= stems.First && word[0] <= stems.Last)
                {
                    return Stem(word, stems);
                }
            }
        }

        return word[..StemLength(word)];
    }

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

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word, LanguageStems stems)
    {
        foreach (var beginning in stems.Beginnings)
        {
            if (word.StartsWith(beginning) && word.Length - beginning.Length >= stems.Shortest)
            {
                word = word[beginning.Length..];
                break;
            }
        }

        foreach (var ending in stems.Endings)
        {
            if (word.EndsWith(ending) && word.Length - ending.Length >= stems.Shortest)
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
