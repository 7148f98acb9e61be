using System.Xml;

namespace Monitor.Feeds.Markup;

/// <summary>Reads well-formed XML with <see cref="XmlReader"/>: no DTD, no resolver, bounded depth.</summary>
internal static class StrictMarkup
{
    // A tag must be whole in memory with all its attributes, at some 200 bytes each. Below this size even the worst document is harmless.
    private const int HarmlessCharacters = 1_000_000;

    private const int TextBufferCharacters = 16_384;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Why and where reading stopped; null when the root element was read to its end.</summary>
    public static FeedFault? Read(string text, int start, DeclaredEntities entities, FeedFaults faults, IMarkupHandler handler)
    {
        if (text.Length > HarmlessCharacters && OversizedTag(text, start) is >= 0 and var oversized)
        {
            return Fault(
                $"a tag has more than {MarkupLimits.AttributesMax} attributes or {MarkupLimits.TagCharactersMax} characters", TextPosition.Of(text, oversized));
        }

        using var repaired = new RepairReader(text, start, entities, faults);
        var resolver = new KnownNamespaces.ForgivingResolver(new BoundedNames(), faults);
        using var reader = XmlReader.Create(repaired, Settings, new XmlParserContext(resolver.NameTable, resolver, null, XmlSpace.None));
        var origin = TextPosition.Of(text, start);
        faults.Here = () => Position((IXmlLineInfo)reader, origin);
        try
        {
            return Read(reader, handler, faults);
        }
        catch (XmlException broken)
        {
            return Fault(Reason(broken), Position(broken.LineNumber, broken.LinePosition, origin));
        }
    }

    private static FeedFault? Read(XmlReader reader, IMarkupHandler handler, FeedFaults faults)
    {
        var tag = new MarkupTag();
        var buffer = new char[TextBufferCharacters];
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= MarkupLimits.DepthMax)
                    {
                        return Fault($"nested deeper than {MarkupLimits.DepthMax} levels", faults.Here());
                    }

                    var isEmpty = reader.IsEmptyElement;
                    Open(reader, tag, handler);
                    if (isEmpty)
                    {
                        handler.Close();
                    }

                    break;
                case XmlNodeType.EndElement:
                    handler.Close();
                    if (reader.Depth == 0)
                    {
                        return null;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    when handler.WantsText:
                    ReadText(reader, buffer, handler);
                    break;
                default:
                    break;
            }

            if (reader.NodeType is XmlNodeType.Element && reader.IsEmptyElement && reader.Depth == 0)
            {
                return null;
            }
        }

        return null;
    }

    // In pieces: a text of many megabytes never stands in memory twice.
    private static void ReadText(XmlReader reader, char[] buffer, IMarkupHandler handler)
    {
        var kept = 0;
        int count;
        while ((count = reader.ReadValueChunk(buffer, kept, buffer.Length - kept)) > 0)
        {
            var length = kept + count;
            kept = char.IsHighSurrogate(buffer[length - 1]) ? 1 : 0;
            handler.Text(buffer.AsSpan(0, length - kept));
            buffer[0] = buffer[length - 1];
        }
    }

    private static void Open(XmlReader reader, MarkupTag tag, IMarkupHandler handler)
    {
        tag.Namespace = reader.NamespaceURI;
        tag.Prefix = reader.Prefix;
        tag.LocalName = reader.LocalName;
        tag.Attributes.Clear();
        if (reader.MoveToFirstAttribute())
        {
            do
            {
                tag.Attributes.Add(new MarkupAttribute(reader.Prefix, reader.NamespaceURI, reader.LocalName, TextRepair.Clean(reader.Value)));
            }
            while (reader.MoveToNextAttribute() && tag.Attributes.Count < MarkupLimits.AttributesMax);
            reader.MoveToElement();
        }

        handler.Open(tag);
    }

    // Where a tag with too many attributes or characters stands, -1 when there is none. A stray quotation mark makes a text look like a
    // tag, which at worst hands a sound document to the tolerant reader.
    private static int OversizedTag(string text, int start)
    {
        var scanner = new MarkupScanner(text);
        var position = start;
        while (text.AsSpan(position).IndexOf('<') is >= 0 and var next)
        {
            var tagStart = position + next;
            var rest = text.AsSpan(tagStart);
            position = rest.StartsWith("<![CDATA[") ? scanner.After("]]>", tagStart, otherwise: 9)
                : rest.StartsWith("<!--") ? scanner.After("-->", tagStart, otherwise: 4)
                : TagEnd(scanner, tagStart + 1);
            if (position < 0)
            {
                return tagStart;
            }
        }

        return -1;
    }

    // Behind the ">" of the tag; -1 when the tag is too large.
    private static int TagEnd(MarkupScanner scanner, int start)
    {
        var position = start;
        for (var attributes = 0; attributes <= MarkupLimits.AttributesMax; attributes++)
        {
            var mark = scanner.Text.AsSpan(position).IndexOfAny('>', '"', '\'');
            position = mark < 0 ? scanner.Text.Length : position + mark + 1;
            if (position - start > MarkupLimits.TagCharactersMax)
            {
                return -1;
            }

            if (mark < 0 || scanner.Text[position - 1] == '>')
            {
                return position;
            }

            position = scanner.After(scanner.Text[position - 1] == '"' ? "\"" : "'", position, otherwise: 0);
        }

        return -1;
    }

    private static FeedFault Fault(string message, TextPosition position) =>
        new(FeedFaultKind.NotWellFormed, message, position.Line, position.Column);

    // The reader's message ends with its own line and position, which are not those of the document.
    private static string Reason(XmlException broken)
    {
        var end = broken.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return end > 0 ? broken.Message[..end] : broken.Message;
    }

    private static TextPosition Position(IXmlLineInfo info, TextPosition origin) => Position(info.LineNumber, info.LinePosition, origin);

    private static TextPosition Position(int line, int column, TextPosition origin) =>
        line <= 1 ? new TextPosition(origin.Line, origin.Column + Math.Max(column, 1) - 1) : new TextPosition(origin.Line + line - 1, column);
}
