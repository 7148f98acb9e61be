using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Walls;

/// <summary>One look at a page: which text its host showed for which title.</summary>
public sealed partial record PageSight(string Host, long TextKey, long TitleKey)
{
    // A shorter text, such as one line, may stand on many pages by right.
    private const int WordsMin = 20;

    /// <summary>Null where the text is too short to be known again.</summary>
    public static PageSight? Of(Uri led, string title, string text)
    {
        ArgumentNullException.ThrowIfNull(led);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        var (count, key) = Words(text);
        return count < WordsMin ? null : new PageSight(led.IdnHost.ToLowerInvariant(), key, Words(title).Key);
    }

    /// <summary>
    /// Words of letters alone, in lower case, how many and their hash; in scripts without spaces a clause counts as many words as it has characters. Not
    /// string.GetHashCode: keys are stored, and that one changes with every process.
    /// </summary>
    private static (int Count, long Key) Words(string text)
    {
        var lower = text.ToLowerInvariant();
        var (words, count) = (new StringBuilder(lower.Length), 0);
        foreach (var match in Word().EnumerateMatches(lower))
        {
            words.Append(count++ == 0 ? "" : " ").Append(lower, match.Index, match.Length);
        }

        return (count, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString()))));
    }

    [GeneratedRegex(@"[\u0E00-\u0EFF\u3040-\u30FF\u3400-\u9FFF]|(?<![\p{L}\p{N}])\p{L}[\p{L}\p{M}]*(?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
