using System.Buffers;

namespace Monitor.Feeds.Parsing;

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
        string? documentType = null;
        var position = AfterJunk(text, faults);
        while (position < text.Length)
        {
            var rest = text.AsSpan(position);
            if (rest[0] != '<')
            {
                var next = rest.IndexOf('<');
                var skipped = next < 0 ? rest : rest[..next];
                if (!skipped.IsWhiteSpace())
                {
                    faults.Add(FeedFaultKind.TextBefore, "text before the document begins", TextPosition.Of(text, position));
                }

                position += skipped.Length;
            }
            else if (rest.StartsWith("<?"))
            {
                position += LengthTo(rest, "?>");
            }
            else if (rest.StartsWith("<!--"))
            {
                position += LengthTo(rest, "-->");
            }
            else if (rest.StartsWith("<!"))
            {
                var length = DeclarationLength(rest);
                documentType ??= ReadDeclaration(rest[..length], entities);
                position += length;
            }
            else if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '_' or ':'))
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

    private static int LengthTo(ReadOnlySpan<char> text, string terminator)
    {
        var end = text.IndexOf(terminator);
        return end < 0 ? 2 : end + terminator.Length;
    }

    // A DOCTYPE may hold an internal subset in brackets, whose declarations hold ">" of their own.
    private static int DeclarationLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('>', '[');
        if (end < 0)
        {
            return 2;
        }

        if (text[end] == '>')
        {
            return end + 1;
        }

        var subset = text[end..].IndexOf(']');
        if (subset < 0)
        {
            return end + 1;
        }

        var close = text[(end + subset)..].IndexOf('>');
        return close < 0 ? end + subset + 1 : end + subset + close + 1;
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
