using Monitor.Feeds.Parsing;
using Monitor.Text;

namespace Monitor.Feeds.Polling;

/// <summary>The address of an entry without what changes while the entry stays.</summary>
/// <param name="Settled">Without scheme, "www.", a last slash, tracking and session parameters; null where there is no web address.</param>
/// <param name="Untimed">Also without parameters that are named like the time.</param>
public readonly record struct EntryAddress(string? Settled, string? Untimed);

/// <summary>An entry as the ledger sees it: what recognises it, and a hash of what it says.</summary>
/// <param name="Key">By its id, else its link, else title and content; never a date.</param>
/// <param name="Variant">By its link and title: tells entries apart that share an id.</param>
public sealed record EntryMark(string Key, long Variant, long ContentHash)
{
    private ParsedEntry? _entry;
    private EntryTraits? _traits;

    /// <summary>The title as given.</summary>
    public string Title => _entry!.Title?.Value ?? "";

    public EntryAddress Address { get; private init; }

    /// <summary>The key of an entry whose id stands at other entries too.</summary>
    public string KeyWithVariant => $"{Key}-{Variant:x16}";

    /// <summary>What recognises the entry when its id has changed; worked out when asked for, since most entries keep theirs.</summary>
    public EntryTraits Traits => _traits ??= EntryTraits.Of(_entry!, Address);

    /// <summary>The mark of an entry; null for one that says nothing at all.</summary>
    public static EntryMark? Of(ParsedEntry entry, EntryAddress address)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (title, summary, content) = (entry.Title?.Value ?? "", entry.Summary?.Value, entry.Content?.Value);
        // As the feed gives it: what we make of an address changes with our versions.
        var given = entry.LinkThrough ?? entry.Link;
        var key = entry.Id?.Trim() is { Length: > 0 } id ? StoredHash.Digits("id ", id)
            : given is { Length: > 0 } link ? StoredHash.Digits("link ", link)
            : string.IsNullOrWhiteSpace(title) && string.IsNullOrWhiteSpace(summary) && string.IsNullOrWhiteSpace(content) ? null
            : StoredHash.Digits("text ", title, "\n", summary, "\n", content);
        return key is null
            ? null
            : new EntryMark(key, StoredHash.Number(given, "\n", title), StoredHash.Number(title, "\n", summary, "\n", content))
            {
                _entry = entry,
                Address = address,
            };
    }
}
