namespace Monitor.Rules.Phrases;

/// <summary>A node of the trie: the phrases that end here, as a range of one list, and what may follow.</summary>
/// <param name="Followers">A bit for each following symbol, by its number modulo 64: most words that follow are none, and cost no look-up.</param>
internal readonly record struct TrieNode(int FirstEnd, int Ends, ulong Followers)
{
    public bool IsUsed => Ends > 0 || Followers != 0;

    public bool MayBeFollowedBy(int symbol) => (Followers >> (symbol & 63) & 1) != 0;

    public static ulong FollowerBit(int symbol) => 1UL << (symbol & 63);
}
