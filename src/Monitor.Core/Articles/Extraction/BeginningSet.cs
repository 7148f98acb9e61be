using System.Collections.Frozen;

namespace Monitor.Articles.Extraction;

/// <summary>Beginnings of lines, found by their first character: every line of a page is asked.</summary>
internal sealed class BeginningSet(IEnumerable<string> beginnings)
{
    private readonly FrozenDictionary<char, string[]> _byFirst =
        beginnings.GroupBy(beginning => beginning[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public bool Begins(string line)
    {
        if (line.Length == 0 || !_byFirst.TryGetValue(line[0], out var candidates))
        {
            return false;
        }

        foreach (var candidate in candidates)
        {
            if (line.StartsWith(candidate, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
