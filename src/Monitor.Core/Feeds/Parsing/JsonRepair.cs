using System.Buffers;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// Mends in JSON what would cost the whole document and is clear in meaning: an escaped half of a surrogate pair, as a writer gets who
/// cuts a text at so many units, and control characters inside strings.
/// </summary>
internal static class JsonRepair
{
    private const int EscapeLength = 6;

    private static readonly SearchValues<byte> Telling =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    /// <summary>A mended copy; null when there is nothing to mend.</summary>
    public static byte[]? Mended(ReadOnlySpan<byte> json)
    {
        byte[]? mended = null;
        var isString = false;
        var position = 0;
        while (json[position..].IndexOfAny(Telling) is >= 0 and var next)
        {
            position += next;
            switch (json[position])
            {
                case (byte)'"':
                    isString = !isString;
                    position++;
                    break;
                case (byte)'\\':
                    var length = EscapeAt(json, position, out var isHalf);
                    if (isHalf)
                    {
                        mended ??= json.ToArray();
                        "\\ufffd"u8.CopyTo(mended.AsSpan(position));
                    }

                    position += length;
                    break;
                default:
                    if (isString)
                    {
                        mended ??= json.ToArray();
                        mended[position] = (byte)' ';
                    }

                    position++;
                    break;
            }
        }

        return mended;
    }

    private static int EscapeAt(ReadOnlySpan<byte> json, int position, out bool isHalf)
    {
        isHalf = false;
        if (Unit(json, position) is not { } unit)
        {
            return Math.Min(2, json.Length - position);
        }

        var isPair = char.IsHighSurrogate(unit) && Unit(json, position + EscapeLength) is { } second && char.IsLowSurrogate(second);
        isHalf = char.IsSurrogate(unit) && !isPair;
        return isPair ? 2 * EscapeLength : EscapeLength;
    }

    // The UTF-16 unit of an escape such as \u00e9; null where there is none.
    private static char? Unit(ReadOnlySpan<byte> json, int position)
    {
        if (position + EscapeLength > json.Length || json[position] != '\\' || json[position + 1] != 'u')
        {
            return null;
        }

        var digits = json.Slice(position + 2, 4);
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out ushort unit, out var read, 'x') && read == 4 ? (char)unit : null;
    }
}
