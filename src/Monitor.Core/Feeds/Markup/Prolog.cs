using System.Buffers;

namespace Monitor.Feeds.Markup;

/// <summary>
/// What stands before the root element: blanks, warnings of a web server, the XML declaration, comments, the DOCTYPE. All of it is passed
/// over; of a DOCTYPE only short entities are kept, and nothing that it names is ever fetched.
/// </summary>
internal sealed class Prolog
{
    private const int JunkCharactersMax = 65_536;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n>[");

    private Prolog(int rootStart, string? documentType, DeclaredEntities entities)
    {
        RootStart = rootStart;
        DocumentType = documentType;
        Entities = entities;
    }

    /// <summary>Where the first start tag begins; -1 when there is none.</summary>
    public int RootStart { get; }

    /// <summary>The name that the DOCTYPE gives to the root, in lower case.</summary>
    public string? DocumentType { get; }

    public DeclaredEntities Entities { get; }

    public static Prolog Read(string text, FeedFaults faults)
    {
        var entities = new DeclaredEntities();
        var scanner = new MarkupScanner(text);
        string? documentType = null;
        var position = AfterJunk(text, faults);
        while (position < text.Length)
        {
            var rest = text.AsSpan(position);
            if (rest[0] != '<')
            {
                position = AfterText(text, position, faults);
            }
            else if (rest.StartsWith("<?"))
            {
                position = scanner.After("?>", position, otherwise: 2);
            }
            else if (rest.StartsWith("<!--"))
            {
                position = scanner.After("-->", position, otherwise: 4);
            }
            else if (rest.StartsWith("<!"))
            {
                var end = DeclarationEnd(scanner, position);
                documentType ??= ReadDeclaration(text.AsSpan(position, end - position), entities);
                position = end;
            }
            else if (scanner.IsNameStart(position + 1))
            {
                return new Prolog(position, documentType, entities);
            }
            else
            {
                position++;
            }
        }

        return new Prolog(-1, documentType, entities);
    }

    private static int AfterText(string text, int position, FeedFaults faults)
    {
        var next = text.AsSpan(position).IndexOf('<');
        var end = next < 0 ? text.Length : position + next;
        if (!text.AsSpan(position, end - position).IsWhiteSpace() && faults.Allows(FeedFaultKind.TextBefore))
        {
            faults.Put(FeedFaultKind.TextBefore, "text before the document begins", TextPosition.Of(text, position));
        }

        return end;
    }

    // A declaration is the surest sign of where the document begins: whatever a server printed before it, tags too, is junk.
    private static int AfterJunk(string text, FeedFaults faults)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, JunkCharactersMax));
        var declaration = head.IndexOf("<?xml ");
        if (declaration <= 0 || IsFeedAlready(head[..declaration]))
        {
            return 0;
        }

        if (!head[..declaration].Trim("\uFEFF \t\r\n").IsEmpty)
        {
            faults.Add(FeedFaultKind.TextBefore, "text before the document begins", new TextPosition(1, 1));
        }

        return declaration;
    }

    private static bool IsFeedAlready(ReadOnlySpan<char> head) =>
        head.Contains("<rss", StringComparison.OrdinalIgnoreCase) || head.Contains("<feed", StringComparison.OrdinalIgnoreCase)
        || head.Contains(":RDF", StringComparison.OrdinalIgnoreCase) || head.Contains("<channel", StringComparison.OrdinalIgnoreCase)
        || head.Contains("<urlset", StringComparison.OrdinalIgnoreCase);

    // A DOCTYPE may hold an internal subset in brackets, whose declarations hold ">" of their own.
    private static int DeclarationEnd(MarkupScanner scanner, int start)
    {
        var end = scanner.After(">", start, otherwise: 2);
        if (!scanner.Text.AsSpan(start, end - start).Contains('['))
        {
            return end;
        }

        var subset = scanner.Find("]", start);
        return subset < 0 ? end : scanner.After(">", subset, otherwise: 1);
    }

    private static string? ReadDeclaration(ReadOnlySpan<char> declaration, DeclaredEntities entities)
    {
        if (!declaration.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var subset = declaration;
        int start;
        while ((start = subset.IndexOf("<!ENTITY")) >= 0)
        {
            subset = subset[(start + "<!ENTITY".Length)..];
            ReadEntity(subset, entities);
        }

        var name = declaration["<!DOCTYPE".Length..].TrimStart();
        var end = name.IndexOfAny(NameEnds);
        return name[..(end < 0 ? name.Length : end)].ToString().ToLowerInvariant();
    }

    // <!ENTITY name "value">; parameter and external entities are passed over.
    private static void ReadEntity(ReadOnlySpan<char> declaration, DeclaredEntities entities)
    {
        var text = declaration.TrimStart();
        var nameEnd = text.IndexOfAny(" \t\r\n");
        if (nameEnd <= 0 || nameEnd > 64)
        {
            return;
        }

        var value = text[nameEnd..].TrimStart();
        if (value is ['"' or '\'', ..] && value[1..].IndexOf(value[0]) is >= 0 and <= MarkupLimits.EntityCharactersMax and var length)
        {
            entities.Add(text[..nameEnd].ToString(), value.Slice(1, length).ToString());
        }
    }
}
