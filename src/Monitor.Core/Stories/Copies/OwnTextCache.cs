namespace Monitor.Stories.Copies;

/// <summary>
/// The texts that were aligned lately, at most <paramref name="capacity"/>; others are loaded again when a candidate needs them.
/// </summary>
public sealed class OwnTextCache(int capacity, Func<long, AlignableText?> load)
{
    private readonly Dictionary<long, LinkedListNode<(long Id, AlignableText Text)>> _nodes = [];
    private readonly LinkedList<(long Id, AlignableText Text)> _latestFirst = new();

    /// <summary>The own text of an article; null where it is gone.</summary>
    public AlignableText? Find(long id)
    {
        if (_nodes.TryGetValue(id, out var node))
        {
            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
            return node.Value.Text;
        }

        if (load(id) is not { } text)
        {
            return null;
        }

        Keep(id, text);
        return text;
    }

    public void Keep(long id, AlignableText text)
    {
        if (_nodes.Remove(id, out var known))
        {
            _latestFirst.Remove(known);
        }

        _nodes[id] = _latestFirst.AddFirst((id, text));
        if (_nodes.Count > capacity)
        {
            _nodes.Remove(_latestFirst.Last!.Value.Id);
            _latestFirst.RemoveLast();
        }
    }
}
