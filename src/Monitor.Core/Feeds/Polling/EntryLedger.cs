using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Polling;

/// <summary>
/// Decides which of the listed entries are new. An id that stands at different entries of one document recognises none of them from then
/// on: link and title do, so that a feed which gives all its entries the same id loses nothing and repeats nothing. An entry that comes
/// again under another id is the same entry (<see cref="ChangedIds"/>); one whose text changed in its numbers only has not changed.
/// </summary>
public static class EntryLedger
{
    private static readonly TimeSpan ListedPrecision = TimeSpan.FromDays(1);

    /// <summary>Compares with the rows that the ledger has for the keys of <paramref name="marked"/>, and updates those rows.</summary>
    /// <param name="lately">Rows that stood on the feed's last lists, in which entries with changed ids are looked for.</param>
    public static LedgerChange Compare(
        int feedId, IReadOnlyList<(ParsedEntry Entry, EntryMark Mark)> marked, IEnumerable<SeenEntry> rows, IEnumerable<SeenEntry> lately, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(marked);
        var known = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var repeating = marked
            .GroupBy(pair => pair.Mark.Key, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.Mark.Variant).Distinct().Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        var marks = marked.Select(pair => pair.Mark).ToList();
        var changedIds = new ChangedIds(marks, lately, [.. marks.Where(mark => IsUnknown(known, mark) && !repeating.Contains(mark.Key))]);
        var added = new List<SeenEntry>();
        var found = new List<LedgerEntry>();
        var listed = new HashSet<SeenEntry>();
        foreach (var (entry, mark) in marked)
        {
            var row = Find(known, mark, repeating.Contains(mark.Key));
            var isRenamed = false;
            if (row is null && IsUnknown(known, mark) && !repeating.Contains(mark.Key) && changedIds.Of(mark) is var (former, isListedStill))
            {
                if (isListedStill)
                {
                    // Listed under both ids: the former one speaks for it.
                    continue;
                }

                former.Rename(mark);
                known[mark.Key] = row = former;
                isRenamed = true;
            }

            if (row is not null && !listed.Add(row))
            {
                // The same entry twice in one document.
                continue;
            }

            if (row is null)
            {
                row = NewRow(feedId, mark, known.ContainsKey(mark.Key) ? mark.KeyWithVariant : mark.Key, repeating.Contains(mark.Key), now);
                known[row.Key] = row;
                listed.Add(row);
                added.Add(row);
                found.Add(new LedgerEntry(entry, row, IsNew: true));
                continue;
            }

            if (HasChanged(row, mark, isRenamed))
            {
                found.Add(new LedgerEntry(entry, row, IsNew: false));
            }

            if (now - row.LastListedAt > ListedPrecision)
            {
                row.LastListedAt = now;
            }
        }

        return new LedgerChange(added, found, listed.Count) { Rows = listed };
    }

    /// <summary>Whether the ledger knows no entry by the mark, so that those of the last lists have to be looked at.</summary>
    public static bool IsUnknown(IReadOnlyDictionary<string, SeenEntry> known, EntryMark mark)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(mark);
        return !known.ContainsKey(mark.Key) && !known.ContainsKey(mark.KeyWithVariant);
    }

    private static SeenEntry NewRow(int feedId, EntryMark mark, string key, bool idRepeats, DateTimeOffset now)
    {
        var row = new SeenEntry
        {
            FeedId = feedId,
            Key = key,
            Variant = mark.Variant,
            IdRepeats = idRepeats,
            ContentHash = mark.ContentHash,
            FirstSeenAt = now,
            LastListedAt = now,
        };
        row.Keep(mark.Traits);
        return row;
    }

    // The text as given is compared first: the same bytes need no second look.
    private static bool HasChanged(SeenEntry row, EntryMark mark, bool isRenamed)
    {
        var (isSameText, settled) = (row.ContentHash == mark.ContentHash, row.SettledHash);
        if (!isSameText || isRenamed || settled is null)
        {
            row.ContentHash = mark.ContentHash;
            row.Keep(mark.Traits);
        }

        return !isSameText && settled != row.SettledHash;
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
