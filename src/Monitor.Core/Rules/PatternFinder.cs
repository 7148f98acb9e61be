using System.Diagnostics;
using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Rules;

/// <summary>
/// Finds regular expressions in a text, in time that grows with the text only (<see cref="RegexOptions.NonBacktracking"/>) and with a
/// limit besides. Places that begin or end inside a word do not count.
/// </summary>
internal sealed class PatternFinder(string pattern)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const int PlacesMax = 1_000;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(250);

    private readonly Regex _regex = new(pattern, Options, TimeMax);

    /// <summary>Why a pattern cannot be used; null where it can.</summary>
    public static string? FaultOf(string pattern)
    {
        try
        {
            var regex = new Regex(pattern, Options, TimeMax);
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
        var started = Stopwatch.GetTimestamp();
        try
        {
            foreach (var match in _regex.EnumerateMatches(text.Value))
            {
                var (first, end) = text.TokensIn(new TextSpan(match.Index, match.Index + match.Length));
                if (end > first && text.Tokens[first].Start >= match.Index && text.Tokens[end - 1].End <= match.Index + match.Length)
                {
                    places.Add(new TokenRange(first, end));
                }

                // The expression's own limit is that of one match; many quick ones must end too.
                if (places.Count == PlacesMax || Stopwatch.GetElapsedTime(started) > TimeMax)
                {
                    break;
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found until then counts: a slow pattern must not keep an article from its other tags.
            return places;
        }

        return places;
    }
}
