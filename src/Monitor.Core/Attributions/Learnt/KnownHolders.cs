namespace Monitor.Attributions.Learnt;

/// <summary>All persons of whom the news taught for whom they speak, by their names. Immutable; safe to share between threads.</summary>
public sealed class KnownHolders
{
    private readonly Dictionary<string, List<KnownHolder>> _byFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownHolder>> _bySurname = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownHolder>>.AlternateLookup<ReadOnlySpan<char>> _firstLookup;
    private readonly Dictionary<string, List<KnownHolder>>.AlternateLookup<ReadOnlySpan<char>> _surnameLookup;

    public KnownHolders(IReadOnlyCollection<KnownHolder> holders)
    {
        ArgumentNullException.ThrowIfNull(holders);
        foreach (var holder in holders.Where(holder => holder.Words.Count > 1))
        {
            Add(_byFirst, holder.Words[0], holder);
            if (holder.HasSurname)
            {
                Add(_bySurname, holder.Words[^1], holder);
            }
        }

        (_firstLookup, _surnameLookup) = (_byFirst.GetAlternateLookup<ReadOnlySpan<char>>(), _bySurname.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    public static KnownHolders None { get; } = new([]);

    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>Those whose name begins with a folded word.</summary>
    public IReadOnlyList<KnownHolder> ByFirst(ReadOnlySpan<char> folded) => _firstLookup.TryGetValue(folded, out var holders) ? holders : [];

    /// <summary>Those whom a folded word alone may mean.</summary>
    public IReadOnlyList<KnownHolder> BySurname(ReadOnlySpan<char> folded) => _surnameLookup.TryGetValue(folded, out var holders) ? holders : [];

    private static void Add(Dictionary<string, List<KnownHolder>> index, string word, KnownHolder holder)
    {
        if (!index.TryGetValue(word, out var holders))
        {
            index.Add(word, holders = []);
        }

        holders.Add(holder);
    }
}
