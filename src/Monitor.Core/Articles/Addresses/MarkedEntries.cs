using Monitor.Feeds;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;

namespace Monitor.Articles.Addresses;

/// <summary>
/// The entries of a document that say anything, with what the ledger knows them by: worked out before the transaction, for whose end others wait.
/// </summary>
internal sealed class MarkedEntries : List<(ParsedEntry Entry, EntryMark Mark)>
{
    /// <param name="parsed">Null for nothing to read.</param>
    public static MarkedEntries Of(Feed claimed, ParsedFeed? parsed)
    {
        MarkedEntries marked = [];
        foreach (var entry in parsed?.Entries ?? [])
        {
            if (EntryMark.Of(entry, EntryAddresses.Of(entry.Link)) is { } mark)
            {
                // Only new entries are asked for their traits, and at a first poll all are new.
                _ = claimed.FirstFetchedAt is null ? mark.Traits : null;
                marked.Add((entry, mark));
            }
        }

        return marked;
    }
}
