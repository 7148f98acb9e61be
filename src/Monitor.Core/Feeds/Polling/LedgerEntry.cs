using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Polling;

/// <summary>An entry to hand on, under the key that its article has or will have.</summary>
public sealed record LedgerEntry(ParsedEntry Entry, SeenEntry Row, bool IsNew)
{
    public string Key => Row.ListingKey ?? Row.Key;
}
