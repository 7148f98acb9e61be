using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>The parts of a text as bytes: for each run of equal parts the part and the number of its tokens.</summary>
public static class TextParts
{
    public static byte[] ToBytes(ReadOnlySpan<TextPart> parts)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        for (var i = 0; i < parts.Length;)
        {
            var run = i;
            while (run < parts.Length && parts[run] == parts[i])
            {
                run++;
            }

            writer.Write((byte)parts[i]);
            writer.Write7BitEncodedInt(run - i);
            i = run;
        }

        return stream.ToArray();
    }

    /// <summary>A text cut into the parts that were stored for it.</summary>
    public static OwnText Cut(TokenizedText text, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OwnText.Of(text, FromBytes(bytes, text.Tokens.Length), origin: null);
    }

    /// <summary>Whether most of a range of characters is page boilerplate.</summary>
    public static bool IsBoilerplate(TokenizedText text, TextPart[] parts, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (first, end) = text.TokensIn(span);
        return end > first && parts.AsSpan(first, end - first).Count(TextPart.Boilerplate) * 2 > end - first;
    }

    /// <summary>The parts of a text of so many tokens. Where the bytes tell of another number, the text was changed: what is left over is own text.</summary>
    public static TextPart[] FromBytes(byte[] bytes, int tokens)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var parts = new TextPart[tokens];
        using var reader = new BinaryReader(new MemoryStream(bytes));
        for (var i = 0; i < tokens && reader.BaseStream.Position < bytes.Length;)
        {
            var part = (TextPart)reader.ReadByte();
            var run = Math.Min(reader.Read7BitEncodedInt(), tokens - i);
            parts.AsSpan(i, run).Fill(part);
            i += run;
        }

        return parts;
    }
}
