using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Html;

/// <summary>Tells HTML from plain text where the format leaves it open, as RSS does for titles.</summary>
internal static class HtmlSigns
{
    private const int NameLengthMax = 12;

    /// <summary>Whether a tag such as "&lt;b&gt;" or a reference such as "&amp;amp;" shows; "a &lt; b" and "AT&amp;T" are no signs.</summary>
    public static bool Shows(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny('<', '&') is >= 0 and var sign)
        {
            rest = rest[sign..];
            if (rest[0] == '<' ? IsTag(rest) : IsReference(rest))
            {
                return true;
            }

            rest = rest[1..];
        }

        return false;
    }

    private static bool IsTag(ReadOnlySpan<char> text)
    {
        var name = text[1..].TrimStart('/');
        var length = 0;
        while (length < name.Length && length < NameLengthMax && char.IsAsciiLetterOrDigit(name[length]))
        {
            length++;
        }

        return length > 0 && char.IsAsciiLetter(name[0]) && length < name.Length && name[length] is '>' or '/' or ' ' or '\n' or '\t'
            && name.Contains('>');
    }

    private static bool IsReference(ReadOnlySpan<char> text) => CharacterReference.Read(text, null, out _) is not null;
}
