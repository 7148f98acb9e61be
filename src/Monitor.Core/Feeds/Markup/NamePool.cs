namespace Monitor.Feeds.Markup;

/// <summary>One string for each name that occurs again and again; the first few thousand of them, so that it stays small.</summary>
internal sealed class NamePool
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<char> name)
    {
        if (name.Length > MarkupLimits.NameCharactersMax)
        {
            name = name[..MarkupLimits.NameCharactersMax];
        }

        var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(name, out var known))
        {
            return known;
        }

        var added = name.ToString();
        if (_names.Count < MarkupLimits.NamesMax)
        {
            _names.Add(added);
        }

        return added;
    }
}
