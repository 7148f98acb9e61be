namespace Monitor.Feeds.Markup;

/// <summary>
/// The entities that a document declares in its DOCTYPE, as far as they are plain short text: nothing is nested, nothing is fetched, and
/// what they add in all is bounded.
/// </summary>
internal sealed class DeclaredEntities
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _ofHtml = new(StringComparer.Ordinal);
    private int _expandedCharacters;

    public void Add(string name, string value)
    {
        if (value.Length <= MarkupLimits.EntityCharactersMax && value.AsSpan().IndexOfAny("&<%") < 0 && _values.Count < 1_000)
        {
            _values.TryAdd(name, value);
        }
    }

    /// <summary>As <see cref="CharacterReference.OfHtml"/>, remembered, since a document uses the same few again and again.</summary>
    public string? OfHtml(ReadOnlySpan<char> name)
    {
        var known = _ofHtml.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(name, out var character))
        {
            return character;
        }

        character = CharacterReference.OfHtml(name);
        if (_ofHtml.Count < 1_000)
        {
            known[name] = character;
        }

        return character;
    }

    public string? Expand(ReadOnlySpan<char> name)
    {
        if (_values.Count == 0 || !_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
        {
            return null;
        }

        _expandedCharacters += value.Length;
        return _expandedCharacters <= MarkupLimits.ExpandedCharactersMax ? value : "";
    }
}
