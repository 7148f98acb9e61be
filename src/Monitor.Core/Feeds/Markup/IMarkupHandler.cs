namespace Monitor.Feeds.Markup;

/// <summary>
/// What reads a document element by element. Two readers feed it: <see cref="StrictMarkup"/> for well-formed XML and
/// <see cref="TolerantMarkup"/> for everything else.
/// </summary>
internal interface IMarkupHandler
{
    /// <summary>False where text would be thrown away: the reader need not make a string of it.</summary>
    bool WantsText { get; }

    void Open(MarkupTag tag);

    /// <summary>A piece of text, references replaced; it may hold what may not stand in a text.</summary>
    void Text(ReadOnlySpan<char> text);

    /// <summary>The element opened last and not yet closed ends.</summary>
    void Close();
}
