using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Rules;

/// <summary>
/// Finds regular expressions in a text. One match takes time that grows with the text only (<see cref="RegexOptions.NonBacktracking"/>), and
/// what all of them may read is counted in characters, never in seconds: the same article earns the same tags on a busy machine. Places that
/// begin or end inside a word do not count.
/// </summary>
internal sealed class PatternFinder(string pattern)
{
    /// <summary>How far into a text patterns are looked for: some fifteen thousand words.</summary>
    public const int CharactersMax = 100_000;

    /// <summary>
    /// How many characters all matches in a text may read, one match reading at most to the end: every match of a text of ten thousand
    /// characters, and a thousand of the longest.
    /// </summary>
    private const long ReadMax = 100_000_000;

    private const int PlacesMax = 1_000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private readonly Regex _regex = new(pattern, Options);

    /// <summary>Why a pattern cannot be used; null where it can.</summary>
    public static string? FaultOf(string pattern)
    {
        try
        {
            var regex = new Regex(pattern, Options);
            return regex.IsMatch("") ? "it matches nothing at all, everywhere" : null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return fault.Message.TrimEnd('.');
        }
    }

    public List<TokenRange> Find(TokenizedText text)
    {
        var places = new List<TokenRange>();
        var length = Math.Min(text.Value.Length, CharactersMax);
        long read = 0;
        foreach (var match in _regex.EnumerateMatches(text.Value.AsSpan(0, length)))
        {
            var (first, end) = text.TokensIn(new TextSpan(match.Index, match.Index + match.Length));
            if (end > first && text.Tokens[first].Start >= match.Index && text.Tokens[end - 1].End <= match.Index + match.Length)
            {
                places.Add(new TokenRange(first, end));
            }

            read += length - match.Index;
            if (places.Count == PlacesMax || read > ReadMax)
            {
                break;
            }
        }

        return places;
    }
}
