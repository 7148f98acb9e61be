using System.Xml;

namespace Monitor.Feeds.Parsing;

/// <summary>Reads well-formed XML with <see cref="XmlReader"/>: no DTD, no resolver, bounded depth.</summary>
internal static class StrictMarkup
{
    // A tag must be whole in memory with all its attributes, at some 200 bytes each. Below this size even the worst document is harmless.
    private const int HarmlessCharacters = 1_000_000;

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
            return Fault($"a tag has more than {MarkupLimits.AttributesMax} attributes", TextPosition.Of(text, oversized));
        }

        using var repaired = new RepairReader(text, start, entities, faults);
        var resolver = new KnownNamespaces.ForgivingResolver(faults);
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
                    handler.Text(TextRepair.Clean(reader.Value));
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

    // Where a tag with too many attributes stands, -1 when there is none. A stray quotation mark makes a text look like a tag, which at
    // worst hands a sound document to the tolerant reader.
    private static int OversizedTag(string text, int start)
    {
        var (hasDouble, hasSingle) = (true, true);
        var position = start;
        while (text.AsSpan(position).IndexOf('<') is >= 0 and var next)
        {
            position += next + 1;
            var attributes = 0;
            while (text.AsSpan(position).IndexOfAny('>', '"', '\'') is >= 0 and var mark && text[position + mark] != '>')
            {
                var quote = text[position + mark];
                position += mark + 1;
                if (!(quote == '"' ? hasDouble : hasSingle))
                {
                    continue;
                }

                var end = text.AsSpan(position).IndexOf(quote);
                if (end < 0)
                {
                    // Not looked for again: a search to the end of the document at every mark would be quadratic.
                    (hasDouble, hasSingle) = quote == '"' ? (false, hasSingle) : (hasDouble, false);
                    continue;
                }

                position += end + 1;
                if (++attributes > MarkupLimits.AttributesMax)
                {
                    return position;
                }
            }
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
