namespace Monitor.Search;

/// <summary>
/// A term of the index as both databases hold it. Words are those of <see cref="Text.TokenizedText"/>, so that the index means by a word what
/// rules mean by it. Terms of another kind begin with a private-use character, and ASCII signs inside a term are moved there too: what cuts terms
/// apart in SQLite (all ASCII but letters and digits) never stands in one.
/// </summary>
public static class SearchTerm
{
    /// <summary>Longer words are cut, in texts and in questions alike.</summary>
    private const int CharactersMax = 120;

    private const char Signs = '\uE000';

    /// <summary>Every article has it: what NOT is taken from.</summary>
    public const string Every = "\uE1FF";

    public static string Word(ReadOnlySpan<char> folded) => Of('\0', folded);

    /// <summary>A word of the title.</summary>
    public static string Title(ReadOnlySpan<char> folded) => Of('\uE100', folded);

    /// <summary>A part of the language's tag: "en", "gb".</summary>
    public static string Language(ReadOnlySpan<char> folded) => Of('\uE101', folded);

    /// <summary>The outlet's whole name.</summary>
    public static string Outlet(ReadOnlySpan<char> name) => Of('\uE102', name);

    /// <summary>A word of the outlet's name.</summary>
    public static string OutletWord(ReadOnlySpan<char> folded) => Of('\uE103', folded);

    public static string Actor(ReadOnlySpan<char> id) => Of('\uE104', id);

    public static string Topic(ReadOnlySpan<char> topic) => Of('\uE105', topic);

    /// <summary>The article copies another one.</summary>
    public const string Copy = "\uE106";

    /// <summary>It states an attribution.</summary>
    public const string Attribution = "\uE107";

    private static string Of(char kind, ReadOnlySpan<char> text)
    {
        Span<char> term = stackalloc char[CharactersMax + 1];
        var length = 0;
        if (kind != '\0')
        {
            term[length++] = kind;
        }

        foreach (var character in text[..Math.Min(text.Length, CharactersMax)])
        {
            // The database folds ASCII letters itself; others are left as they are.
            term[length++] = char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character)
                : char.IsAscii(character) ? (char)(Signs + character)
                : character;
        }

        // Half of a pair is nothing that a database holds.
        return new string(length > 0 && char.IsHighSurrogate(term[length - 1]) ? term[..(length - 1)] : term[..length]);
    }
}
