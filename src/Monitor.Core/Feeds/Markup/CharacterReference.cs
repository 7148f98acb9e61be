using System.Globalization;
using System.Net;
using System.Text;

namespace Monitor.Feeds.Markup;

/// <summary>
/// Reads references such as <c>&amp;amp;</c>, <c>&amp;#8217;</c> and <c>&amp;nbsp;</c>. The five of XML, those of HTML, and the short ones
/// that the document itself declares; what is none of these is text.
/// </summary>
internal static class CharacterReference
{
    private const int NameLengthMax = 32;

    /// <param name="text">Begins with the ampersand.</param>
    /// <param name="length">Characters of the reference.</param>
    /// <returns>What the reference stands for ("" for a character that may not stand in a document); null when it is no reference.</returns>
    public static string? Read(ReadOnlySpan<char> text, DeclaredEntities? declared, out int length)
    {
        length = 0;
        var end = text[..Math.Min(text.Length, NameLengthMax + 2)].IndexOf(';');
        if (end < 2)
        {
            return null;
        }

        length = end + 1;
        var name = text[1..end];
        return name[0] == '#' ? Numeric(name[1..]) : Named(name, declared);
    }

    /// <summary>The text with all its references replaced, once.</summary>
    public static string Decode(ReadOnlySpan<char> text, DeclaredEntities? declared)
    {
        var ampersand = text.IndexOf('&');
        if (ampersand < 0)
        {
            return text.ToString();
        }

        var decoded = new StringBuilder(text.Length);
        while (ampersand >= 0)
        {
            decoded.Append(text[..ampersand]);
            text = text[ampersand..];
            var value = Read(text, declared, out var length);
            decoded.Append(value ?? "&");
            text = text[(value is null ? 1 : length)..];
            ampersand = text.IndexOf('&');
        }

        return decoded.Append(text).ToString();
    }

    /// <summary>The reference to one of XML's own five that the text begins with, as written; null when it begins with another.</summary>
    public static string? OfXml(ReadOnlySpan<char> text) => text switch
    {
        ['&', 'a', 'm', 'p', ';', ..] => "&amp;",
        ['&', 'l', 't', ';', ..] => "&lt;",
        ['&', 'g', 't', ';', ..] => "&gt;",
        ['&', 'q', 'u', 'o', 't', ';', ..] => "&quot;",
        ['&', 'a', 'p', 'o', 's', ';', ..] => "&apos;",
        _ => null,
    };

    /// <summary>The character that HTML 4 gives the name; null when it gives none.</summary>
    public static string? OfHtml(ReadOnlySpan<char> name)
    {
        var reference = $"&{name};";
        var character = WebUtility.HtmlDecode(reference);
        return character == reference ? null : character;
    }

    private static string? Numeric(ReadOnlySpan<char> digits)
    {
        var isHexadecimal = digits is ['x' or 'X', ..];
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!long.TryParse(isHexadecimal ? digits[1..] : digits, style, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        // Writers mean windows-1252 by the C1 controls, as browsers read them (HTML standard, "numeric character reference end state").
        if (number is >= 0x80 and <= 0x9F)
        {
            return TextRepair.FromWindows1252((char)number).ToString();
        }

        return number is >= 0x20 or 0x9 or 0xA or 0xD && Rune.IsValid((int)Math.Min(number, int.MaxValue)) && (number & 0xFFFE) != 0xFFFE
            ? new Rune((int)number).ToString()
            : "";
    }

    private static string? Named(ReadOnlySpan<char> name, DeclaredEntities? declared)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '.' or ':'))
            {
                return null;
            }
        }

        switch (name)
        {
            case "amp": return "&";
            case "lt": return "<";
            case "gt": return ">";
            case "quot": return "\"";
            case "apos": return "'";
        }

        if (declared?.Expand(name) is { } value)
        {
            return value;
        }

        return declared is null ? OfHtml(name) : declared.OfHtml(name);
    }
}
