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
        var words = Words(text);
        return words.Count < WordsMin ? null : new PageSight(led.IdnHost.ToLowerInvariant(), Key(words), Key(Words(title)));
    }

    /// <summary>Words of letters alone; in scripts without spaces a clause counts as many words as it has characters.</summary>
    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    // Not string.GetHashCode: keys are stored, and that one changes with every process.
    private static long Key(List<string> words) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words))));

    [GeneratedRegex(@"[\u0E00-\u0EFF\u3040-\u30FF\u3400-\u9FFF]|(?<![\p{L}\p{N}])\p{L}[\p{L}\p{M}]*(?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
