namespace Monitor.Articles.Extraction;

/// <summary>
/// How much a text says, in characters of an alphabetic script: Chinese characters say about three times as much, kana and Korean syllables
/// twice. Lengths that decide something are measured so, or pages of these scripts would look like stubs.
/// </summary>
internal static class TextWeight
{
    public static int Of(string text)
    {
        var weight = text.Length;
        var first = text.AsSpan().IndexOfAnyInRange('\u3040', '\uFAFF');
        foreach (var character in first < 0 ? [] : text.AsSpan(first))
        {
            weight += character switch
            {
                (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => 2,
                (>= '\u3040' and <= '\u30FF') or (>= '\uAC00' and <= '\uD7A3') => 1,
                _ => 0,
            };
        }

        return weight;
    }

    /// <summary>Chinese characters, kana and their punctuation: no space stands between them.</summary>
    public static bool IsWithoutSpaces(char character) =>
        character is (>= '\u3000' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFF60');
}
