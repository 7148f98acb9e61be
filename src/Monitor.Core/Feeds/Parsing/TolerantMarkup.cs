namespace Monitor.Feeds.Parsing;

/// <summary>
/// Reads any text as markup, in one pass and without ever failing: unclosed and wrongly nested tags, bare "&lt;" and "&amp;", attributes
/// without quotation marks, sections without end. It takes over when a document is not well-formed.
/// </summary>
/// <param name="neverNested">Elements that never contain one of their own kind (item, entry): a second one ends the first.</param>
internal sealed class TolerantMarkup(
    string text, int start, DeclaredEntities entities, FeedFaults faults, IMarkupHandler handler, IReadOnlyList<string> neverNested)
{
    private const int NamesMax = 4_096;

    // Each name is looked up among all that are in force.
    private const int DeclarationsMax = 256;

    private readonly List<OpenElement> _open = [];
    private readonly List<(string Prefix, string Uri)> _declarations = [];
    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _searchedInVain = new(StringComparer.Ordinal);
    private readonly MarkupTag _tag = new();
    private int _position = start;

    // Elements nested too deeply to be kept apart: only their number.
    private int _tooDeep;

    private int _placedOffset = start;
    private TextPosition _placed = TextPosition.Of(text, start);

    /// <summary>Hands over the whole document; every element is closed in the end.</summary>
    public void Read()
    {
        faults.Here = Here;
        while (_position < text.Length)
        {
            var next = text.AsSpan(_position).IndexOf('<');
            var end = next < 0 ? text.Length : _position + next;
            EmitText(_position, end);
            _position = end;
            if (next >= 0)
            {
                ReadMarkup();
            }
        }

        if (_open.Count > 0)
        {
            faults.Add(FeedFaultKind.Truncated, $"the document ends inside <{_open[^1].Name}>");
        }

        CloseDownTo(0);
    }

    private TextPosition Here()
    {
        var passed = text.AsSpan(_placedOffset, _position - _placedOffset);
        var lines = passed.Count('\n');
        _placed = lines == 0
            ? new TextPosition(_placed.Line, _placed.Column + passed.Length)
            : new TextPosition(_placed.Line + lines, passed.Length - passed.LastIndexOf('\n'));
        _placedOffset = _position;
        return _placed;
    }

    private void ReadMarkup()
    {
        var rest = text.AsSpan(_position);
        if (rest.StartsWith("<![CDATA["))
        {
            ReadSection();
        }
        else if (rest.StartsWith("<!--"))
        {
            Skip("-->", fallback: 4);
        }
        else if (rest.StartsWith("<?"))
        {
            Skip("?>", fallback: 2);
        }
        else if (rest.StartsWith("<!") && rest.Length > 2 && char.IsLetter(rest[2]))
        {
            Skip(">", fallback: 2);
        }
        else if (rest.StartsWith("</") && rest.Length > 2 && IsNameStart(rest[2]))
        {
            ReadEndTag();
        }
        else if (rest.Length > 1 && IsNameStart(rest[1]))
        {
            ReadStartTag();
        }
        else
        {
            // No markup: the sign itself.
            EmitText(_position, _position + 1);
            _position++;
        }
    }

    private void ReadSection()
    {
        var contentStart = _position + "<![CDATA[".Length;
        var end = Find("]]>", contentStart);
        _position = contentStart;
        if (end < 0)
        {
            // Without its end the section would swallow the document: what follows is read as markup.
            faults.Add(FeedFaultKind.NotWellFormed, "a CDATA section without end");
            return;
        }

        if (handler.WantsText && _open.Count > 0)
        {
            handler.Text(TextRepair.Clean(text[contentStart..end]));
        }

        _position = end + 3;
    }

    private void ReadEndTag()
    {
        var nameEnd = NameEnd(_position + 2);
        var name = text.AsSpan(_position + 2, nameEnd - _position - 2);
        if (_tooDeep > 0 && !IsNeverNested(name))
        {
            _tooDeep--;
        }
        else
        {
            var depth = DepthOf(name);
            if (depth >= 0)
            {
                _tooDeep = 0;
                CloseDownTo(depth);
            }
        }

        _position = nameEnd;
        Skip(">", fallback: 0);
    }

    private void ReadStartTag()
    {
        var nameEnd = NameEnd(_position + 1);
        var name = text.AsSpan(_position + 1, nameEnd - _position - 1);
        if (IsNeverNested(name) && DepthOf(name) is >= 0 and var depth)
        {
            _tooDeep = 0;
            CloseDownTo(depth);
        }

        var kept = Kept(name);
        _attributes.Clear();
        var isEmpty = ReadAttributes(nameEnd);
        if (_open.Count >= MarkupLimits.DepthMax)
        {
            if (_tooDeep == 0)
            {
                faults.Add(FeedFaultKind.NotWellFormed, $"nested deeper than {MarkupLimits.DepthMax} levels");
            }

            _tooDeep += isEmpty ? 0 : 1;
            return;
        }

        Open(kept);
        if (isEmpty)
        {
            CloseDownTo(_open.Count - 1);
        }
    }

    // Leaves the position behind the tag; true for a tag that ends with "/>".
    private bool ReadAttributes(int position)
    {
        while (true)
        {
            position = SkipBlanks(position);
            if (position >= text.Length || text[position] == '<')
            {
                _position = position;
                return false;
            }

            if (text[position] == '>')
            {
                _position = position + 1;
                return false;
            }

            if (text[position] == '/' && position + 1 < text.Length && text[position + 1] == '>')
            {
                _position = position + 2;
                return true;
            }

            position = ReadAttribute(position);
        }
    }

    private int ReadAttribute(int position)
    {
        var nameEnd = position + 1;
        while (nameEnd < text.Length && text[nameEnd] is not ('=' or '>' or '/' or '<') && !char.IsWhiteSpace(text[nameEnd]))
        {
            nameEnd++;
        }

        var name = text.AsSpan(position, nameEnd - position);
        var equals = SkipBlanks(nameEnd);
        if (equals >= text.Length || text[equals] != '=')
        {
            Add(name, "");
            return nameEnd;
        }

        var valueStart = SkipBlanks(equals + 1);
        if (valueStart >= text.Length)
        {
            return valueStart;
        }

        var quote = text[valueStart];
        if (quote is '"' or '\'')
        {
            var end = Find(quote == '"' ? "\"" : "'", valueStart + 1);
            if (end >= 0)
            {
                Add(name, text.AsSpan(valueStart + 1, end - valueStart - 1));
                return end + 1;
            }

            valueStart++;
        }

        var valueEnd = valueStart;
        while (valueEnd < text.Length && text[valueEnd] is not ('>' or '<') && !char.IsWhiteSpace(text[valueEnd]))
        {
            valueEnd++;
        }

        Add(name, text.AsSpan(valueStart, valueEnd - valueStart));
        return valueEnd;
    }

    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (_attributes.Count < MarkupLimits.AttributesMax)
        {
            _attributes.Add((Kept(name), TextRepair.Clean(CharacterReference.Decode(value, entities))));
        }
    }

    private void Open(string name)
    {
        var declared = _declarations.Count;
        foreach (var (attribute, value) in _attributes)
        {
            if (_declarations.Count < DeclarationsMax && (attribute == "xmlns" || attribute.StartsWith("xmlns:", StringComparison.Ordinal)))
            {
                _declarations.Add((attribute.Length > 6 ? attribute[6..] : "", value));
            }
        }

        (_tag.Prefix, _tag.LocalName) = Split(name);
        _tag.Namespace = Resolve(_tag.Prefix, isAttribute: false);
        _tag.Attributes.Clear();
        foreach (var (attribute, value) in _attributes)
        {
            var (prefix, local) = attribute == "xmlns" ? ("xmlns", "") : Split(attribute);
            _tag.Attributes.Add(new MarkupAttribute(prefix, Resolve(prefix, isAttribute: true), local, value));
        }

        _open.Add(new OpenElement(name, declared));
        handler.Open(_tag);
    }

    private string Resolve(string prefix, bool isAttribute)
    {
        if (prefix.Length == 0 && isAttribute)
        {
            return "";
        }

        for (var i = _declarations.Count - 1; i >= 0; i--)
        {
            if (_declarations[i].Prefix == prefix)
            {
                return _declarations[i].Uri;
            }
        }

        return prefix.Length == 0 ? "" : KnownNamespaces.OfUndeclared(prefix);
    }

    private void CloseDownTo(int depth)
    {
        while (_open.Count > depth)
        {
            var closed = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            _declarations.RemoveRange(closed.DeclarationsBefore, _declarations.Count - closed.DeclarationsBefore);
            handler.Close();
        }
    }

    private void EmitText(int from, int to)
    {
        if (to > from && _open.Count > 0 && handler.WantsText)
        {
            handler.Text(TextRepair.Clean(CharacterReference.Decode(text.AsSpan(from, to - from), entities)));
        }
    }

    private int DepthOf(ReadOnlySpan<char> name)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (name.Equals(_open[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsNeverNested(ReadOnlySpan<char> name)
    {
        foreach (var never in neverNested)
        {
            if (name.Equals(never, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Skip(string terminator, int fallback)
    {
        var end = Find(terminator, _position);
        _position = end < 0 ? Math.Min(_position + fallback, text.Length) : end + terminator.Length;
    }

    // A terminator that is missing once is missing for good: looking again at every tag would be quadratic.
    private int Find(string terminator, int from)
    {
        if (_searchedInVain.Contains(terminator))
        {
            return -1;
        }

        var found = text.AsSpan(from).IndexOf(terminator);
        if (found < 0)
        {
            _searchedInVain.Add(terminator);
            return -1;
        }

        return from + found;
    }

    private int NameEnd(int position)
    {
        while (position < text.Length && text[position] is not ('>' or '/' or '<' or '=') && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private int SkipBlanks(int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private string Kept(ReadOnlySpan<char> name)
    {
        var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(name, out var kept))
        {
            return kept;
        }

        kept = name.ToString();
        if (_names.Count < NamesMax)
        {
            _names.Add(kept);
        }

        return kept;
    }

    private static (string Prefix, string LocalName) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? ("", name) : (name[..colon], name[(colon + 1)..]);
    }

    private static bool IsNameStart(char character) => char.IsLetter(character) || character is '_' or ':';

    private readonly record struct OpenElement(string Name, int DeclarationsBefore);
}
