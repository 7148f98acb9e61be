using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Listings;

/// <summary>
/// Where the next page of a list begins: the values that its last row is ordered by. As text it is opaque, and bound to the list and its
/// filters by a check sum, so that one that was changed, cut, or belongs to another list is refused and never answered with some page. It hides
/// nothing and grants nothing: what a reader may not see, no list shows.
/// </summary>
public sealed record Cursor(IReadOnlyList<string> Place)
{
    /// <summary>A longer one is none of ours.</summary>
    public const int CharactersMax = 2_000;

    private const int CheckBytes = 8;
    private const char Between = '\n';

    public static Cursor At(params object[] place) =>
        new([.. place.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace(Between, ' '))]);

    /// <param name="list">The list with its filters and order, as one text: the cursor leads nowhere else.</param>
    public string Write(string list)
    {
        var place = Encoding.UTF8.GetBytes(string.Join(Between, Place));
        return Base64Url.EncodeToString([.. CheckOf(list, place), .. place]);
    }

    /// <summary>Reads what a reader sent back. Without a cursor the list begins at its first page.</summary>
    /// <param name="values">How many values the list is ordered by.</param>
    public static CursorReading Read(string? text, string list, int values)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new CursorReading.Start();
        }

        var bytes = new byte[CharactersMax];
        if (text.Length > CharactersMax || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length <= CheckBytes)
        {
            return CursorReading.Refused.ForeignCursor;
        }

        var place = bytes.AsSpan(CheckBytes, length - CheckBytes);
        if (!place.IsEmpty && CheckOf(list, place).AsSpan().SequenceEqual(bytes.AsSpan(0, CheckBytes))
            && Encoding.UTF8.GetString(place).Split(Between) is { } read && read.Length == values)
        {
            return new CursorReading.After(new Cursor(read));
        }

        return CursorReading.Refused.ForeignCursor;
    }

    /// <summary>A value that is a number; 0 in a cursor that somebody made up, check sum and all: it leads to the end of the list.</summary>
    public long Number(int value) => long.TryParse(Place[value], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>An instant that was put in as its ticks.</summary>
    public DateTimeOffset Instant(int value) => new(Math.Clamp(Number(value), 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    private static byte[] CheckOf(string list, ReadOnlySpan<byte> place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData([0]);
        hash.AppendData(place);
        return hash.GetHashAndReset()[..CheckBytes];
    }
}
