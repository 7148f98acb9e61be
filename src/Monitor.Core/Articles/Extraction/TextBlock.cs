using System.Collections.Frozen;
using System.Text;

namespace Monitor.Articles.Extraction;

internal enum BlockKind
{
    Paragraph,
    Heading,
    Item,
    Quote,
    Preformatted,
    Cell,

    /// <summary>Text that stands directly in a container such as a div.</summary>
    Loose,
}

/// <summary>A run of text that a browser would show as one paragraph, heading, list item or cell.</summary>
internal sealed class TextBlock
{
    public required string Text { get; init; }

    /// <summary>The index of the block element that holds it.</summary>
    public required int Node { get; init; }

    /// <summary>The index of its first text.</summary>
    public required int First { get; init; }

    public required BlockKind Kind { get; init; }

    /// <summary>1 to 6 for a heading, else 0.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>How many of its characters are the text of links.</summary>
    public int LinkCharacters { get; init; }

    /// <summary>Whether it is set in bold as a whole: a heading without a heading's tag.</summary>
    public bool IsBold { get; init; }

    public double LinkDensity => Text.Length == 0 ? 0 : (double)LinkCharacters / Text.Length;

    /// <summary>Commas and sentence ends, in the scripts that have others too: prose has them, labels do not.</summary>
    public int Punctuation { get; init; }

    /// <summary>Reads as running text: long, or punctuated, and not a list of links. Ideographs count double, since they carry more.</summary>
    public bool IsProse =>
        Kind is not BlockKind.Heading
        && ((LinkDensity < 0.35 && (Weight >= 80 || (Weight >= 40 && Punctuation > 0)))
            || (LinkDensity < 0.6 && Weight >= 150 && Punctuation > 1));

    /// <summary>Its length in characters of an alphabetic script.</summary>
    public int Weight { get; init; }
}

/// <summary>Cuts a page's nodes into blocks of text, in document order.</summary>
internal static class BlockReader
{
    private static readonly FrozenSet<string> InlineTags = new[]
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "rp",
        "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr", "amp-img", "img", "#text",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsInline(string tag) => InlineTags.Contains(tag);

    public static List<TextBlock> Read(PageTree tree, bool[] dropped)
    {
        var blocks = new List<TextBlock>(256);
        var run = new Run(tree, blocks);
        var nodes = tree.Nodes;
        // For each open element the index where it ends: leaving a block element ends the run.
        var open = new Stack<PageNode>();
        for (var i = 0; i < nodes.Length; i++)
        {
            while (open.Count > 0 && open.Peek().End <= i)
            {
                run.Leave(open.Pop());
            }

            var node = nodes[i];
            if (dropped[i])
            {
                if (!IsInline(node.Tag))
                {
                    run.Flush();
                }

                i = node.End - 1;
            }
            else if (node.IsText)
            {
                run.Add(node);
            }
            else
            {
                run.Enter(node);
                open.Push(node);
            }
        }

        run.Flush();
        return blocks;
    }

    /// <summary>The run of inline text that is being collected.</summary>
    private sealed class Run(PageTree tree, List<TextBlock> blocks)
    {
        private readonly StringBuilder _text = new();
        private int _block;
        private int _first;
        private int _linkDepth;
        private int _boldDepth;
        private int _linkCharacters;
        private int _boldCharacters;
        private int _lineBreaks;
        private bool _space;

        public void Enter(PageNode node)
        {
            if (node.Tag == "br")
            {
                // Two line breaks in a row are a paragraph's end in pages that have no paragraphs.
                if (++_lineBreaks >= 2)
                {
                    Flush();
                }

                _space = true;
            }
            else if (node.Tag == "hr")
            {
                Flush();
            }
            else if (!IsInline(node.Tag))
            {
                Flush();
                _block = node.Index;
            }

            _linkDepth += node.Tag == "a" ? 1 : 0;
            _boldDepth += node.Tag is "b" or "strong" ? 1 : 0;
        }

        public void Leave(PageNode node)
        {
            _linkDepth -= node.Tag == "a" ? 1 : 0;
            _boldDepth -= node.Tag is "b" or "strong" ? 1 : 0;
            if (node.Tag is "br" || IsInline(node.Tag))
            {
                return;
            }

            Flush();
            _block = Math.Max(0, node.Parent);
            while (_block > 0 && IsInline(tree.Nodes[_block].Tag))
            {
                _block = tree.Nodes[_block].Parent;
            }
        }

        public void Add(PageNode node)
        {
            var before = _text.Length;
            foreach (var character in node.Text)
            {
                if (char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF')
                {
                    _space |= character is not ('\u200B' or '\uFEFF');
                    continue;
                }

                if (_text.Length == 0)
                {
                    _first = node.Index;
                }
                else if (_lineBreaks > 0)
                {
                    _text.Append('\n');
                }
                else if (_space)
                {
                    _text.Append(' ');
                }

                _lineBreaks = 0;
                _space = false;
                _text.Append(character);
            }

            var added = _text.Length - before;
            _linkCharacters += _linkDepth > 0 ? added : 0;
            _boldCharacters += _boldDepth > 0 ? added : 0;
        }

        public void Flush()
        {
            if (_text.Length > 0)
            {
                blocks.Add(Block(_text.ToString()));
                _text.Clear();
            }

            _linkCharacters = 0;
            _boldCharacters = 0;
            _lineBreaks = 0;
            _space = false;
        }

        private TextBlock Block(string text)
        {
            var (punctuation, weight) = Measure(text);
            var (kind, level) = KindOf(_block);
            return new TextBlock
            {
                Text = text,
                Node = _block,
                First = _first,
                Kind = kind,
                HeadingLevel = level,
                LinkCharacters = Math.Min(_linkCharacters, text.Length),
                IsBold = _boldCharacters >= text.Length * 9 / 10,
                Punctuation = punctuation,
                Weight = weight,
            };
        }

        private (BlockKind Kind, int HeadingLevel) KindOf(int node)
        {
            switch (tree.Nodes[node].Tag)
            {
                case "p":
                    return tree.Nodes[node].Parent is >= 0 and var parent && tree.Nodes[parent].Tag is "li" or "blockquote" or "td" ? KindOf(parent) : (BlockKind.Paragraph, 0);
                case "li" or "dd" or "dt":
                    return (BlockKind.Item, 0);
                case "blockquote":
                    return (BlockKind.Quote, 0);
                case "pre":
                    return (BlockKind.Preformatted, 0);
                case "td" or "th":
                    return (BlockKind.Cell, 0);
                case ['h', >= '1' and <= '6'] heading:
                    return (BlockKind.Heading, heading[1] - '0');
                default:
                    return (BlockKind.Loose, 0);
            }
        }

        private static (int Punctuation, int Weight) Measure(string text)
        {
            var punctuation = 0;
            var ideographs = 0;
            for (var i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case ',' or '.' or ';' or '!' or '?' when i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]):
                    case '、' or '，' or '。' or '！' or '？' or '；' or '،' or '؛' or '؟' or '।' or '·' or '…':
                        punctuation++;
                        break;
                    case >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3':
                        ideographs++;
                        break;
                }
            }

            return (punctuation, text.Length + ideographs);
        }
    }
}
