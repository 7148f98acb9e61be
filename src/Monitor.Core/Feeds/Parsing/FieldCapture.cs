using System.Text;
using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// Collects the text of one element. Elements inside it, where a publisher wrote markup without escaping it, are written back as HTML.
/// </summary>
internal sealed class FieldCapture
{
    // HTML elements without end tag.
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    };

    private readonly StringBuilder _text = new();
    private readonly List<(string? Name, string? Namespace)> _inside = [];
    private bool _startTagIsOpen;
    private bool _hasMarkup;
    private bool _isAtom;
    private string? _type;
    private string? _mode;
    private string? _base;
    private bool _isAtom10;
    private bool _wasCut;

    /// <param name="isAtom">Whether Atom's rules say what is text and what HTML.</param>
    public void Begin(MarkupTag tag, string? baseAddress, bool isAtom)
    {
        _text.Clear();
        _inside.Clear();
        (_startTagIsOpen, _hasMarkup, _isAtom, _base) = (false, false, isAtom, baseAddress);
        _wasCut = false;
        _isAtom10 = tag.Namespace == KnownNamespaces.AtomNamespace;
        _type = tag["type"]?.Trim().ToLowerInvariant();
        _mode = tag["mode"]?.Trim().ToLowerInvariant();
    }

    public void Text(ReadOnlySpan<char> text)
    {
        if (IsFull(text.Length))
        {
            return;
        }

        EndStartTag();
        var isHtmlAlready = _type == "html" && text.Contains('<');
        if (_inside.Count == 0 || isHtmlAlready)
        {
            TextRepair.AppendClean(text, _text);
        }
        else
        {
            AppendEscaped(text, inAttribute: false);
        }
    }

    public void Open(MarkupTag tag, string? baseAddress)
    {
        if (IsFull(0))
        {
            _inside.Add(default);
            return;
        }

        if (!_hasMarkup)
        {
            EscapeAmpersands();
            _hasMarkup = true;
        }

        EndStartTag();
        var around = _inside.Count == 0 ? KnownNamespaces.XhtmlNamespace : _inside[^1].Namespace;
        var isHtml = KnownNamespaces.Of(tag.Namespace) is Vocabulary.Core or Vocabulary.Atom or Vocabulary.Xhtml;
        var space = isHtml ? KnownNamespaces.XhtmlNamespace : tag.Namespace;
        _text.Append('<').Append(tag.LocalName);
        foreach (var (name, value) in Attributes(tag, baseAddress, space == around ? null : space))
        {
            _text.Append(' ').Append(name).Append("=\"");
            AppendEscaped(value, inAttribute: true);
            _text.Append('"');
        }

        _inside.Add((tag.LocalName, space));
        _startTagIsOpen = true;
    }

    public void Close()
    {
        var (name, space) = _inside[^1];
        _inside.RemoveAt(_inside.Count - 1);
        if (name is null)
        {
            return;
        }

        if (_startTagIsOpen && space == KnownNamespaces.XhtmlNamespace && Void.Contains(name))
        {
            _text.Append(" />");
            _startTagIsOpen = false;
            return;
        }

        EndStartTag();
        _text.Append("</").Append(name).Append('>');
    }

    /// <summary>Whether the field was too long to be kept whole.</summary>
    public bool WasCut => _wasCut;

    /// <summary>The text without blanks around it; null when nothing is left.</summary>
    public string? ToText()
    {
        var text = _text.ToString().Trim();
        while (text.StartsWith("<![CDATA[", StringComparison.Ordinal) && text.EndsWith("]]>", StringComparison.Ordinal))
        {
            // A writer that escapes what is marked as needing no escape.
            text = text["<![CDATA[".Length..^"]]>".Length].Trim();
        }

        return text.Length == 0 ? null : text;
    }

    /// <param name="mayBeHtml">Whether outside Atom the element usually holds HTML; a title does only when it shows.</param>
    public FeedText? ToFeedText(bool mayBeHtml)
    {
        var text = ToText();
        if (text is null)
        {
            return null;
        }

        if (_mode == "base64" || (_isAtom && !_hasMarkup && IsBinary(_type)))
        {
            text = FromBase64(text) ?? text;
        }

        if (_type == "xhtml" || (_type == "application/xhtml+xml" && _isAtom10) || (_type == "html" && _hasMarkup))
        {
            text = WithoutDivision(text);
        }

        return IsHtml(text, mayBeHtml) ? new FeedText(HtmlAddresses.Resolve(text, _base), true) : new FeedText(text, false);
    }

    private bool IsFull(int characters)
    {
        _wasCut |= _text.Length + characters > MarkupLimits.FieldCharactersMax;
        return _wasCut;
    }

    private bool IsHtml(string text, bool mayBeHtml)
    {
        if (_hasMarkup)
        {
            return true;
        }

        return _type switch
        {
            "html" or "text/html" or "xhtml" or "application/xhtml+xml" => true,
            "text" or "text/plain" or "plain" => false,
            // Writers forget the type: closing tags in a text say what it is.
            _ when _isAtom => text.Contains("</", StringComparison.Ordinal) || text.Contains("/>", StringComparison.Ordinal),
            _ => mayBeHtml || HtmlSigns.Shows(text),
        };
    }

    // RFC 4287, 4.1.3.3: what is neither text nor XML is Base64; what does not decode to text was none.
    private static bool IsBinary(string? type) =>
        type is not null && type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("xml", StringComparison.Ordinal);

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, count))
            ? TextRepair.Clean(Encoding.UTF8.GetString(bytes, 0, count)).Trim() : null;
    }

    // RFC 4287, 3.1.1.3: the division around XHTML is no part of the text.
    private static string WithoutDivision(string text)
    {
        if (!text.StartsWith("<div", StringComparison.OrdinalIgnoreCase) || !text.EndsWith("</div>", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var end = text.IndexOf('>', StringComparison.Ordinal) + 1;
        return end > text.Length - "</div>".Length ? text : text[end..^"</div>".Length].Trim();
    }

    // In the order of their names, since XML knows no other: a publisher's new software is then no change of the text.
    private static IEnumerable<(string Name, string Value)> Attributes(MarkupTag tag, string? baseAddress, string? space)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in tag.Attributes)
        {
            var isDeclaration = attribute.Prefix == "xmlns" || (attribute.Prefix.Length == 0 && attribute.LocalName == "xmlns");
            if (isDeclaration || attribute.Namespace == KnownNamespaces.Xml)
            {
                continue;
            }

            var isAddress = HtmlAddresses.IsAddress(attribute.LocalName);
            var name = attribute.Prefix.Length == 0 ? attribute.LocalName : $"{attribute.Prefix}:{attribute.LocalName}";
            attributes[name] = isAddress ? RelativeAddress.Resolve(baseAddress, attribute.Value) : attribute.Value;
            if (attribute.Prefix.Length > 0)
            {
                attributes[$"xmlns:{attribute.Prefix}"] = attribute.Namespace;
            }
        }

        if (space is not null)
        {
            attributes["xmlns"] = space;
        }

        return attributes.Select(pair => (pair.Key, pair.Value));
    }

    private void AppendEscaped(ReadOnlySpan<char> raw, bool inAttribute)
    {
        var rest = TextRepair.IsClean(raw) ? raw : TextRepair.Clean(raw.ToString());
        while (rest.IndexOfAny("&<>\"") is >= 0 and var special)
        {
            _text.Append(rest[..special]).Append(rest[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => inAttribute ? "&quot;" : "\"",
            });
            rest = rest[(special + 1)..];
        }

        _text.Append(rest);
    }

    // The text so far turns out to stand beside markup: an ampersand in it has to be written as one. Text that holds escaped tags is HTML already.
    private void EscapeAmpersands()
    {
        var text = _text.ToString();
        if (text.Contains('&', StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal))
        {
            _text.Clear().Append(text.Replace("&", "&amp;", StringComparison.Ordinal));
        }
    }

    private void EndStartTag()
    {
        if (_startTagIsOpen)
        {
            _text.Append('>');
            _startTagIsOpen = false;
        }
    }
}
