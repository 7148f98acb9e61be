using System.Buffers;
using Monitor.Rules.Phrases;

namespace Monitor.Tagging;

/// <summary>Looks for one word of each of some phrases in text whose characters fold to themselves.</summary>
internal sealed class WordSearch
{
    private const int DottedLettersMax = 6;

    private readonly SearchValues<string> _search;
    private readonly List<Needle>[] _byFirstLetter = [.. Enumerable.Range(0, 128).Select(_ => new List<Needle>())];

    private WordSearch(HashSet<Needle> needles)
    {
        _search = SearchValues.Create([.. needles.Select(needle => needle.Letters).Distinct()], StringComparison.OrdinalIgnoreCase);
        foreach (var needle in needles)
        {
            _byFirstLetter[needle.Letters[0]].Add(needle);
            if (char.IsAsciiLetter(needle.Letters[0]))
            {
                _byFirstLetter[char.ToUpperInvariant(needle.Letters[0])].Add(needle);
            }
        }
    }

    /// <param name="IsPrefix">Whether the word may go on behind the letters.</param>
    private sealed record Needle(string Letters, bool IsPrefix);

    /// <summary>The search for these phrases; null where one has no word that is always written with the same letters.</summary>
    public static WordSearch? Of(IEnumerable<Phrase> phrases)
    {
        var needles = new HashSet<Needle>();
        foreach (var phrase in phrases)
        {
            // A number may be written with separators; a word with an apostrophe with several kinds of it.
            var word = phrase.Words.Where(word => word.Folded.All(char.IsAsciiLetterOrDigit) && word.Folded.Any(char.IsAsciiLetter))
                .OrderByDescending(word => word.Folded.Length).FirstOrDefault();
            if (word.Folded is null)
            {
                return null;
            }

            needles.Add(new Needle(word.Folded, word.IsPrefix));
            if (word.Folded.Length <= DottedLettersMax && word.Folded.All(char.IsAsciiLetter))
            {
                needles.Add(new Needle(string.Join('.', word.Folded.ToCharArray()), word.IsPrefix));
            }
        }

        return new WordSearch(needles);
    }

    public bool OccursIn(ReadOnlySpan<char> part)
    {
        for (var from = 0; from < part.Length; from++)
        {
            var next = part[from..].IndexOfAny(_search);
            if (next < 0)
            {
                return false;
            }

            from += next;
            if ((from == 0 || !char.IsAsciiLetterOrDigit(part[from - 1])) && StandsAt(part, from))
            {
                return true;
            }
        }

        return false;
    }

    private bool StandsAt(ReadOnlySpan<char> part, int start)
    {
        foreach (var needle in _byFirstLetter[part[start]])
        {
            var end = start + needle.Letters.Length;
            if (end <= part.Length && part[start..end].Equals(needle.Letters, StringComparison.OrdinalIgnoreCase)
                && (needle.IsPrefix || end == part.Length || !char.IsAsciiLetterOrDigit(part[end])))
            {
                return true;
            }
        }

        return false;
    }
}
