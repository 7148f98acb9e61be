namespace Monitor.Feeds.Markup;

/// <summary>
/// Finds the ends of the pieces of a document. What is missing once behind some place is missing for good: it is never looked for
/// again, since a search to the end of the document at every tag would be quadratic.
/// </summary>
internal sealed class MarkupScanner(string text)
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public string Text => text;

    /// <summary>Where the terminator stands at or behind <paramref name="from"/>; -1 when it does not.</summary>
    public int Find(string terminator, int from)
    {
        if (_missing.Contains(terminator))
        {
            return -1;
        }

        var found = text.AsSpan(from).IndexOf(terminator);
        if (found < 0)
        {
            _missing.Add(terminator);
            return -1;
        }

        return from + found;
    }

    /// <summary>Behind the terminator; <paramref name="otherwise"/> characters further when there is none.</summary>
    public int After(string terminator, int from, int otherwise) =>
        Find(terminator, from) is >= 0 and var found ? found + terminator.Length : Math.Min(from + otherwise, text.Length);

    public int NameEnd(int position)
    {
        while (position < text.Length && text[position] is not ('>' or '/' or '<' or '=') && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    public int SkipBlanks(int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Whether a tag's name begins here.</summary>
    public bool IsNameStart(int position) => position < text.Length && (char.IsLetter(text[position]) || text[position] is '_' or ':');
}
