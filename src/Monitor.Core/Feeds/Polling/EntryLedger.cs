using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Polling;

/// <summary>An entry to hand on, under the key that the ledger has for it.</summary>
public sealed record LedgerEntry(ParsedEntry Entry, string Key, bool IsNew);

/// <summary>
/// Decides which of the listed entries are new. An id that stands at different entries of one document recognises none of them from then
/// on: link and title do, so that a feed which gives all its entries the same id loses nothing and repeats nothing.
/// </summary>
public static class EntryLedger
{
    private static readonly TimeSpan ListedPrecision = TimeSpan.FromDays(1);

    /// <summary>Compares with the rows that the ledger has for the keys of <paramref name="marked"/>, and updates those rows.</summary>
    public static LedgerChange Compare(
        int feedId, IReadOnlyList<(ParsedEntry Entry, EntryMark Mark)> marked, IEnumerable<SeenEntry> rows, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(marked);
        var known = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var repeating = marked
            .GroupBy(pair => pair.Mark.Key, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.Mark.Variant).Distinct().Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        var added = new List<SeenEntry>();
        var found = new List<LedgerEntry>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entry, mark) in marked)
        {
            var row = Find(known, mark, repeating.Contains(mark.Key));
            if (row is not null && !listed.Add(row.Key))
            {
                // The same entry twice in one document.
                continue;
            }

            if (row is null)
            {
                row = new SeenEntry
                {
                    FeedId = feedId,
                    Key = known.ContainsKey(mark.Key) ? mark.KeyWithVariant : mark.Key,
                    Variant = mark.Variant,
                    IdRepeats = repeating.Contains(mark.Key),
                    ContentHash = mark.ContentHash,
                    FirstSeenAt = now,
                    LastListedAt = now,
                };
                known[row.Key] = row;
                listed.Add(row.Key);
                added.Add(row);
                found.Add(new LedgerEntry(entry, row.Key, IsNew: true));
                continue;
            }

            if (row.ContentHash != mark.ContentHash)
            {
                row.ContentHash = mark.ContentHash;
                found.Add(new LedgerEntry(entry, row.Key, IsNew: false));
            }

            if (now - row.LastListedAt > ListedPrecision)
            {
                row.LastListedAt = now;
            }
        }

        return new LedgerChange(added, found, listed.Count);
    }

    private static SeenEntry? Find(Dictionary<string, SeenEntry> known, EntryMark mark, bool isRepeating)
    {
        if (!known.TryGetValue(mark.Key, out var row))
        {
            return null;
        }

        row.IdRepeats |= isRepeating;
        return !row.IdRepeats || row.Variant == mark.Variant ? row : known.GetValueOrDefault(mark.KeyWithVariant);
    }
}
