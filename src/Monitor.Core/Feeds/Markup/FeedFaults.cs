namespace Monitor.Feeds.Markup;

/// <summary>Collects the faults of one document: the first few of each kind, since a broken feed repeats its fault in every entry.</summary>
internal sealed class FeedFaults
{
    private const int FaultsOfAKindMax = 5;

    private readonly List<FeedFault> _faults = [];
    private readonly Dictionary<FeedFaultKind, int> _counts = [];

    /// <summary>Where reading stands; set by the reader at work.</summary>
    public Func<TextPosition> Here { get; set; } = () => default;

    public void Add(FeedFaultKind kind, string message)
    {
        if (Allows(kind))
        {
            Put(kind, message, Here());
        }
    }

    public void Add(FeedFaultKind kind, string message, TextPosition position)
    {
        if (Allows(kind))
        {
            Put(kind, message, position);
        }
    }

    /// <summary>
    /// Counts a fault; true while its kind has room, and only then is it worth finding out message and place for <see cref="Put"/>.
    /// </summary>
    public bool Allows(FeedFaultKind kind)
    {
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return _counts[kind] <= FaultsOfAKindMax;
    }

    public void Put(FeedFaultKind kind, string message, TextPosition position) =>
        _faults.Add(new FeedFault(kind, message, position.Line, position.Column));

    /// <summary>Drops what was found inside the entries, when another reader will find it again.</summary>
    public void ForgetContents()
    {
        _faults.RemoveAll(fault => fault.Kind is FeedFaultKind.Date or FeedFaultKind.Address);
        _counts.Remove(FeedFaultKind.Date);
        _counts.Remove(FeedFaultKind.Address);
    }

    /// <summary>The faults in the order of the document, each kind that was cut with a line that counts the rest.</summary>
    public IReadOnlyList<FeedFault> ToList()
    {
        var faults = _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column).ToList();
        foreach (var (kind, count) in _counts.Where(pair => pair.Value > FaultsOfAKindMax))
        {
            faults.Add(new FeedFault(kind, $"and {count - FaultsOfAKindMax} more of this kind", 0, 0));
        }

        return faults;
    }
}
