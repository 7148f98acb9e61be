namespace Monitor.Feeds.Markup;

/// <summary>The attributes of one start tag, however they are written: without quotation marks, without value, without end.</summary>
internal sealed class TolerantAttributes(MarkupScanner scanner, DeclaredEntities entities, NamePool names)
{
    public List<(string Name, string Value)> List { get; } = [];

    /// <summary>Reads from behind the tag's name. The position returned is behind the tag.</summary>
    public (int Position, bool IsEmptyElement) Read(int position)
    {
        List.Clear();
        var text = scanner.Text;
        while (true)
        {
            position = scanner.SkipBlanks(position);
            if (position >= text.Length || text[position] == '<')
            {
                return (position, false);
            }

            if (text[position] == '>')
            {
                return (position + 1, false);
            }

            if (text[position] == '/' && position + 1 < text.Length && text[position + 1] == '>')
            {
                return (position + 2, true);
            }

            position = ReadOne(text, position);
        }
    }

    private int ReadOne(string text, int position)
    {
        var nameEnd = scanner.NameEnd(position + 1);
        var name = text.AsSpan(position, nameEnd - position);
        var equals = scanner.SkipBlanks(nameEnd);
        if (equals >= text.Length || text[equals] != '=')
        {
            Add(name, "");
            return nameEnd;
        }

        var start = scanner.SkipBlanks(equals + 1);
        if (start >= text.Length)
        {
            return start;
        }

        if (text[start] is '"' or '\'')
        {
            var end = scanner.Find(text[start] == '"' ? "\"" : "'", start + 1);
            if (end >= 0)
            {
                Add(name, text.AsSpan(start + 1, end - start - 1));
                return end + 1;
            }

            start++;
        }

        var valueEnd = start;
        while (valueEnd < text.Length && text[valueEnd] is not ('>' or '<') && !char.IsWhiteSpace(text[valueEnd]))
        {
            valueEnd++;
        }

        Add(name, text.AsSpan(start, valueEnd - start));
        return valueEnd;
    }

    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (List.Count < MarkupLimits.AttributesMax && value.Length <= MarkupLimits.AttributeCharactersMax)
        {
            List.Add((names.Get(name), TextRepair.Clean(CharacterReference.Decode(value, entities))));
        }
    }
}
