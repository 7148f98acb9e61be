namespace Monitor.Feeds.Polling;

/// <summary>
/// Finds the entries of a list that the feed had under other ids: http became https, "www." came or went, a session stands in the id, an
/// aggregator makes a new one at each fetch (design §7, rule 13). Works on what was listed lately; a wrong answer here loses news, so each
/// sign has to fit with the instant, and undated entries have to have left the list.
/// </summary>
internal sealed class ChangedIds
{
    // So many entries that come again at once under the same titles and instants are no coincidence, whatever their addresses.
    private const int RenumberedMin = 3;

    private readonly List<SeenEntry> _lately;
    private readonly HashSet<string> _listed;
    private readonly HashSet<string> _sharedAddresses;
    private readonly HashSet<SeenEntry> _taken = [];
    private readonly Dictionary<EntryMark, SeenEntry> _renumbered = new(ReferenceEqualityComparer.Instance);

    /// <param name="marks">Of the whole document.</param>
    /// <param name="lately">The rows that stood on one of the feed's last lists.</param>
    /// <param name="unknown">The marks that no row has.</param>
    public ChangedIds(IReadOnlyList<EntryMark> marks, IEnumerable<SeenEntry> lately, IReadOnlyList<EntryMark> unknown)
    {
        _lately = [.. lately.Where(row => row.SettledHash is not null && !row.IdRepeats)];
        _listed = [.. marks.Select(mark => mark.Key), .. marks.Select(mark => mark.KeyWithVariant)];
        // Several entries lead to one page: it recognises none of them.
        _sharedAddresses = _lately.Count == 0 ? [] :
        [
            .. marks.Where(mark => mark.Address.Settled is not null)
                .GroupBy(mark => mark.Address.Settled!, StringComparer.Ordinal)
                .Where(group => group.Select(mark => mark.Title).Distinct(StringComparer.Ordinal).Skip(1).Any())
                .Select(group => group.Key),
        ];
        FindRenumbered(unknown);
    }

    /// <summary>The row of the same entry under its former id; null for a new entry. No row is answered twice.</summary>
    public (SeenEntry Row, bool IsListedStill)? Of(EntryMark mark)
    {
        var found = _lately.Find(row => !_taken.Contains(row) && IsSame(row, mark)) ?? _renumbered.GetValueOrDefault(mark);
        if (found is null || !_taken.Add(found))
        {
            return null;
        }

        return (found, _listed.Contains(found.Key));
    }

    private bool IsSame(SeenEntry row, EntryMark mark)
    {
        var traits = mark.Traits;
        var hasTitle = row.TitleKey == traits.TitleKey;
        var isDated = row.PublishedAt is not null && row.PublishedAt == traits.PublishedAt;
        var hasLeft = row.PublishedAt is null && traits.PublishedAt is null && !_listed.Contains(row.Key);
        var hasAddress = IsEqual(row.AddressKey, traits.AddressKey) && !_sharedAddresses.Contains(mark.Address.Settled!);
        // Without a date an address alone says too little: a page that shows the latest warning has the same one each day.
        return (isDated && hasAddress)
            || ((isDated || hasLeft) && ((hasAddress && hasTitle) || IsEqual(row.UntimedKey, traits.UntimedKey) || IsEqual(row.TextKey, traits.TextKey)));
    }

    private void FindRenumbered(IReadOnlyList<EntryMark> unknown)
    {
        if (unknown.Count < RenumberedMin || _lately.Count < RenumberedMin)
        {
            return;
        }

        var gone = _lately.Where(row => row.PublishedAt is not null && !_listed.Contains(row.Key))
            .GroupBy(row => (row.TitleKey, row.PublishedAt))
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single());
        var pairs = unknown.Where(mark => mark.Traits.PublishedAt is not null)
            .GroupBy(mark => ((long?)mark.Traits.TitleKey, mark.Traits.PublishedAt))
            .Where(group => group.Count() == 1 && gone.ContainsKey(group.Key))
            .Select(group => (Mark: group.Single(), Row: gone[group.Key]))
            .ToList();
        if (pairs.Count >= RenumberedMin && pairs.Count * 2 >= unknown.Count)
        {
            pairs.ForEach(pair => _renumbered[pair.Mark] = pair.Row);
        }
    }

    private static bool IsEqual(long? one, long? other) => one is not null && one == other;
}
