namespace Monitor.Feeds.Markup;

/// <summary>
/// Reads any text as markup, in one pass and without ever failing: unclosed and wrongly nested tags, bare "&lt;" and "&amp;", attributes
/// without quotation marks, sections without end. It takes over when a document is not well-formed.
/// </summary>
/// <param name="neverNested">Elements that never contain one of their own kind (item, entry): a second one ends the first.</param>
internal sealed class TolerantMarkup(
    string text, int start, DeclaredEntities entities, FeedFaults faults, IMarkupHandler handler, IReadOnlyList<string> neverNested)
{
    // Each prefix is looked up among all declarations in force.
    private const int DeclarationsMax = 256;

    private readonly MarkupScanner _scanner = new(text);
    private readonly NamePool _names = new();
    private readonly List<OpenElement> _open = [];
    private readonly List<(string Prefix, string Uri)> _declarations = [];
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
        var attributes = new TolerantAttributes(_scanner, entities, _names);
        while (_position < text.Length)
        {
            var next = text.AsSpan(_position).IndexOf('<');
            var end = next < 0 ? text.Length : _position + next;
            EmitText(_position, end);
            _position = end;
            if (next >= 0)
            {
                ReadMarkup(attributes);
            }
        }

        if (_open.Count > 0)
        {
            faults.Add(FeedFaultKind.Truncated, $"the document ends inside <{_open[^1].Name}>");
        }

        CloseDownTo(0);
    }

    // Positions only grow, so the lines passed since the last question are counted once.
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

    private void ReadMarkup(TolerantAttributes attributes)
    {
        var rest = text.AsSpan(_position);
        if (_scanner.IsNameStart(_position + 1))
        {
            ReadStartTag(attributes);
        }
        else if (rest.StartsWith("</") && _scanner.IsNameStart(_position + 2))
        {
            ReadEndTag();
        }
        else if (rest.StartsWith("<![CDATA["))
        {
            ReadSection();
        }
        else if (rest.StartsWith("<!--"))
        {
            _position = _scanner.After("-->", _position, otherwise: 4);
        }
        else if (rest.StartsWith("<?"))
        {
            _position = _scanner.After("?>", _position, otherwise: 2);
        }
        else if (rest.StartsWith("<!") && rest.Length > 2 && char.IsLetter(rest[2]))
        {
            _position = _scanner.After(">", _position, otherwise: 2);
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
        var end = _scanner.Find("]]>", contentStart);
        _position = contentStart;
        if (end < 0)
        {
            // Without its end the section would swallow the document: what follows is read as markup.
            faults.Add(FeedFaultKind.NotWellFormed, "a CDATA section without end");
            return;
        }

        if (handler.WantsText && _open.Count > 0)
        {
            handler.Text(text.AsSpan(contentStart, end - contentStart));
        }

        _position = end + 3;
    }

    private void ReadEndTag()
    {
        var nameEnd = _scanner.NameEnd(_position + 2);
        var name = text.AsSpan(_position + 2, nameEnd - _position - 2);
        if (_tooDeep > 0 && !IsNeverNested(name))
        {
            _tooDeep--;
        }
        else if (DepthOf(name) is >= 0 and var depth)
        {
            _tooDeep = 0;
            CloseDownTo(depth);
        }

        _position = _scanner.After(">", nameEnd, otherwise: 0);
    }

    private void ReadStartTag(TolerantAttributes attributes)
    {
        var nameEnd = _scanner.NameEnd(_position + 1);
        var name = text.AsSpan(_position + 1, nameEnd - _position - 1);
        if (IsNeverNested(name) && DepthOf(name) is >= 0 and var depth)
        {
            _tooDeep = 0;
            CloseDownTo(depth);
        }

        (_position, var isEmpty) = attributes.Read(nameEnd);
        if (_open.Count >= MarkupLimits.DepthMax)
        {
            if (_tooDeep == 0)
            {
                faults.Add(FeedFaultKind.NotWellFormed, $"nested deeper than {MarkupLimits.DepthMax} levels");
            }

            _tooDeep += isEmpty ? 0 : 1;
            return;
        }

        Open(_names.Get(name), attributes.List);
        if (isEmpty)
        {
            CloseDownTo(_open.Count - 1);
        }
    }

    private void Open(string name, List<(string Name, string Value)> attributes)
    {
        var declared = _declarations.Count;
        foreach (var (attribute, value) in attributes)
        {
            if (_declarations.Count < DeclarationsMax && (attribute == "xmlns" || attribute.StartsWith("xmlns:", StringComparison.Ordinal)))
            {
                _declarations.Add((attribute.Length > 6 ? attribute[6..] : "", value));
            }
        }

        (_tag.Prefix, _tag.LocalName) = Split(name);
        _tag.Namespace = Resolve(_tag.Prefix, isAttribute: false);
        _tag.Attributes.Clear();
        foreach (var (attribute, value) in attributes)
        {
            var (prefix, local) = Split(attribute);
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
        if (to <= from || _open.Count == 0 || !handler.WantsText)
        {
            return;
        }

        var raw = text.AsSpan(from, to - from);
        handler.Text(raw.Contains('&') ? CharacterReference.Decode(raw, entities) : raw);
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

    private static (string Prefix, string LocalName) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? ("", name) : (name[..colon], name[(colon + 1)..]);
    }

    private readonly record struct OpenElement(string Name, int DeclarationsBefore);
}
