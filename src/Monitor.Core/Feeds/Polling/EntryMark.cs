using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Polling;

/// <summary>An entry as the ledger sees it: what recognises it, and a hash of what it says.</summary>
/// <param name="Key">By its id, else its link, else title and content; never a date.</param>
/// <param name="Variant">By its link and title: tells entries apart that share an id.</param>
public sealed record EntryMark(string Key, long Variant, long ContentHash)
{
    /// <summary>The key of an entry whose id stands at other entries too.</summary>
    public string KeyWithVariant => $"{Key}-{Variant:x16}";

    /// <summary>The mark of an entry; null for one that says nothing at all.</summary>
    public static EntryMark? Of(ParsedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var title = entry.Title?.Value ?? "";
        var content = $"{title}\n{entry.Summary?.Value}\n{entry.Content?.Value}";
        var identity = entry.Id?.Trim() is { Length: > 0 } id ? $"id {id}"
            : entry.Link is { Length: > 0 } link ? $"link {link}"
            : content.AsSpan().Trim().IsEmpty ? null
            : $"text {content}";
        return identity is null
            ? null
            : new EntryMark(Convert.ToHexStringLower(Hash(identity).AsSpan(0, 16)), Number($"{entry.Link}\n{title}"), Number(content));
    }

    private static long Number(string text) => BinaryPrimitives.ReadInt64LittleEndian(Hash(text));

    // Not string.GetHashCode: these are stored, and that one changes with every process.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
