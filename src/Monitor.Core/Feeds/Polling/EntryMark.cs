using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitor.Feeds.Parsing;

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
        var title = entry.Title?.Value ?? "";
        var content = $"{title}\n{entry.Summary?.Value}\n{entry.Content?.Value}";
        // As the feed gives it: what we make of an address changes with our versions.
        var given = entry.LinkThrough ?? entry.Link;
        var identity = entry.Id?.Trim() is { Length: > 0 } id ? $"id {id}"
            : given is { Length: > 0 } link ? $"link {link}"
            : content.AsSpan().Trim().IsEmpty ? null
            : $"text {content}";
        return identity is null
            ? null
            : new EntryMark(Convert.ToHexStringLower(Hash(identity).AsSpan(0, 16)), Number($"{given}\n{title}"), Number(content))
            {
                _entry = entry,
                Address = address,
            };
    }

    internal static long Number(string text) => BinaryPrimitives.ReadInt64LittleEndian(Hash(text));

    // Not string.GetHashCode: these are stored, and that one changes with every process.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
