using Monitor.Feeds.Parsing;
using Monitor.Text;

namespace Monitor.Feeds.Polling;

/// <summary>What recognises an entry when its id has changed, and what tells a change of its text from a counter: hashes, to be stored.</summary>
/// <param name="SettledHash">Of the title, and of the text apart from its numbers.</param>
/// <param name="AddressKey">Of <see cref="EntryAddress.Settled"/>; null where it has no address.</param>
/// <param name="UntimedKey">Of title and <see cref="EntryAddress.Untimed"/>.</param>
/// <param name="TextKey">Of title and text; null where the text is too short to recognise anything.</param>
/// <param name="PublishedAt">As the feed says; null where it says nothing.</param>
public sealed record EntryTraits(long SettledHash, long TitleKey, long? AddressKey, long? UntimedKey, long? TextKey, DateTimeOffset? PublishedAt)
{
    /// <summary>A shorter text stands at many entries: "Read more", the name of a section.</summary>
    public const int TextWordsMin = 12;

    public static EntryTraits Of(ParsedEntry entry, EntryAddress address)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var title = entry.Title?.ToLine() ?? "";
        var (summary, content) = (SettledText.Of(entry.Summary), SettledText.Of(entry.Content));
        var text = content.Length > summary.Length ? content : summary;
        return new EntryTraits(
            StoredHash.Number(title, "\n", summary, "\n", content),
            StoredHash.Number(title),
            address.Settled is null ? null : StoredHash.Number(address.Settled),
            address.Untimed is null ? null : StoredHash.Number(title, "\n", address.Untimed),
            title.Length > 0 && SettledText.WordsOf(text) >= TextWordsMin ? StoredHash.Number(title, "\n", text) : null,
            (entry.Published ?? entry.Updated)?.ToUniversalTime());
    }
}
