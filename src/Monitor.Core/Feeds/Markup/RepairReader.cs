namespace Monitor.Feeds.Markup;

/// <summary>
/// The repair pass: hands a document to the XML reader and mends on the way what would stop it but is clear in meaning: bare ampersands,
/// entities of HTML, references to forbidden characters, forbidden characters. No second copy of the document is made, no line end added
/// or removed.
/// </summary>
internal sealed class RepairReader(string text, int start, DeclaredEntities entities, FeedFaults faults) : TextReader
{
    private const string CDataStart = "<![CDATA[";

    private int _position = start;
    private string _mended = "";
    private int _mendedPosition;

    // The CDATA section that begins at or after the last ampersand looked at; both are the text's length when there is none.
    private int _sectionStart = start;
    private int _sectionEnd = start;

    public override int Peek() => throw new NotSupportedException("XmlReader reads blocks.");

    public override int Read() => throw new NotSupportedException("XmlReader reads blocks.");

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_mendedPosition < _mended.Length)
            {
                var part = _mended.AsSpan(_mendedPosition);
                part = part[..Math.Min(part.Length, buffer.Length - written)];
                part.CopyTo(buffer[written..]);
                written += part.Length;
                _mendedPosition += part.Length;
            }
            else if (_position >= text.Length)
            {
                break;
            }
            else
            {
                var block = text.AsSpan(_position, Math.Min(text.Length - _position, buffer.Length - written));
                var suspect = block.IndexOfAny(TextRepair.Stopping);
                var sound = suspect < 0 ? block : block[..suspect];
                sound.CopyTo(buffer[written..]);
                written += sound.Length;
                _position += sound.Length;
                if (suspect >= 0)
                {
                    Mend();
                }
            }
        }

        return written;
    }

    private void Mend()
    {
        _mendedPosition = 0;
        var rest = text.AsSpan(_position);
        if (rest[0] != '&')
        {
            Report(FeedFaultKind.Character, rest);
            _mended = "";
            _position++;
            return;
        }

        if (IsInSection())
        {
            _mended = "&";
            _position++;
            return;
        }

        if (CharacterReference.OfXml(rest) is { } plain)
        {
            _mended = plain;
            _position += plain.Length;
            return;
        }

        var value = CharacterReference.Read(rest, entities, out var length);
        if (value is null)
        {
            Report(FeedFaultKind.Entity, rest);
            _mended = "&amp;";
            _position++;
            return;
        }

        if (rest[1] != '#' || value.Length == 0)
        {
            Report(FeedFaultKind.Entity, rest);
        }

        _mended = Escaped(value);
        _position += length;
    }

    private void Report(FeedFaultKind kind, ReadOnlySpan<char> rest)
    {
        if (faults.Allows(kind))
        {
            var message = kind is FeedFaultKind.Character
                ? $"the character U+{(int)rest[0]:X4} is not allowed"
                : $"\"{Shown(rest)}\" is no reference that XML knows";
            faults.Put(kind, message, TextPosition.Of(text, _position));
        }
    }

    private static string Shown(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 12)].IndexOfAny(" <\t\r\n");
        return text[..(end < 0 ? Math.Min(text.Length, 12) : end)].ToString();
    }

    // A line end that was written as a reference stays one: XML folds the others.
    private static string Escaped(string value) => value switch
    {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        "\"" => "&quot;",
        "'" => "&apos;",
        "\r" => "&#13;",
        "\n" => "&#10;",
        "\t" => "&#9;",
        _ => value.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal),
    };

    private bool IsInSection()
    {
        while (_sectionEnd <= _position && _sectionStart < text.Length)
        {
            var next = text.AsSpan(_sectionEnd).IndexOf(CDataStart);
            _sectionStart = next < 0 ? text.Length : _sectionEnd + next;
            var end = next < 0 ? -1 : text.AsSpan(_sectionStart).IndexOf("]]>");
            _sectionEnd = end < 0 ? text.Length : _sectionStart + end + 3;
        }

        return _position > _sectionStart && _position < _sectionEnd;
    }
}
