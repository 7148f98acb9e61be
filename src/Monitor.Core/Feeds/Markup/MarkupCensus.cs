namespace Monitor.Feeds.Markup;

/// <summary>
/// Counts what a document holds before a reader without limits of its own sees it, and notes its root. Reading stops early only where
/// <see cref="StrictMarkup"/> stops; a count that is too large is found by <see cref="Excess"/> afterwards, in a pass that keeps nothing.
/// </summary>
internal sealed class MarkupCensus : IMarkupHandler
{
    private int _depth;
    private bool _hasCrowdedTag;

    /// <summary>The first element of the document, in lower case.</summary>
    public string? FirstElement { get; private set; }

    /// <summary>Whether the first element is the root of a feed in any format.</summary>
    public bool IsFeed { get; private set; }

    /// <summary>Elements and attributes.</summary>
    public int Nodes { get; private set; }

    /// <summary>Elements that may be entries: items, entries.</summary>
    public int Entries { get; private set; }

    public bool WantsText => false;

    /// <summary>What there is too much of, in words; null when there is not.</summary>
    public string? Excess(int nodesMax, int entriesMax) =>
        _hasCrowdedTag ? $"a tag has {MarkupLimits.AttributesMax} attributes or more"
        : Nodes > nodesMax ? $"{Nodes} elements and attributes, at most {nodesMax} are read"
        : Entries > entriesMax ? $"{Entries} entries, at most {entriesMax} are read"
        : null;

    public void Open(MarkupTag tag)
    {
        if (_depth++ == 0 && FirstElement is null)
        {
            FirstElement = tag.LocalName.ToLowerInvariant();
            IsFeed = FeedRoot.Of(tag) is not null;
        }

        Nodes += 1 + tag.Attributes.Count;
        _hasCrowdedTag |= tag.Attributes.Count >= MarkupLimits.AttributesMax;
        Entries += tag.LocalName.Equals("item", StringComparison.OrdinalIgnoreCase) || tag.LocalName.Equals("entry", StringComparison.OrdinalIgnoreCase)
            ? 1
            : 0;
    }

    public void Text(ReadOnlySpan<char> text)
    {
    }

    public void Close() => _depth--;
}
