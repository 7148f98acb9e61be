namespace Monitor.Feeds.Markup;

/// <summary>A place in a document; line and column begin with 1.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of a UTF-16 offset, found by counting line ends from the start.</summary>
    public static TextPosition Of(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new TextPosition(before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1);
    }
}
