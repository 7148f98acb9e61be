using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Monitor.Articles.Extraction;

/// <summary>Cuts a page's nodes into blocks of text, in document order.</summary>
internal static class BlockReader
{
    private static readonly FrozenSet<string> InlineTags = new[]
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "rp",
        "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr", "amp-img", "img", "#text",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> Marks = SearchValues.Create(",.;!?、，。！？；،؛؟।·…");

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
        private bool _lineEnd;
        private string? _linkAddress;

        // For each open quotation whether its marks are ours to write; the newest may still wait for its first character.
        private readonly Stack<bool> _quotations = new();
        private bool _quotationOpens;

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

            if (node.Tag == "a")
            {
                _linkDepth++;
                _linkAddress ??= node.Element!.GetAttribute("href");
            }
            else if (node.Tag == "q")
            {
                _quotationOpens = true;
            }

            _boldDepth += node.Tag is "b" or "strong" ? 1 : 0;
        }

        public void Leave(PageNode node)
        {
            _linkDepth -= node.Tag == "a" ? 1 : 0;
            _boldDepth -= node.Tag is "b" or "strong" ? 1 : 0;
            if (node.Tag == "q")
            {
                EndQuotation();
            }

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
            var text = node.Text.AsSpan();
            for (var at = 0; at < text.Length;)
            {
                if (char.IsWhiteSpace(text[at]))
                {
                    _space = true;
                    _lineEnd |= text[at] is '\n' or '\r';
                    at++;
                }
                else if (IsUnseen(text[at]))
                {
                    at++;
                }
                else
                {
                    var end = at + 1;
                    while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsUnseen(text[end]))
                    {
                        end++;
                    }

                    Append(text[at..end], node);
                    at = end;
                }
            }

            var added = _text.Length - before;
            _linkCharacters += _linkDepth > 0 ? added : 0;
            _boldCharacters += _boldDepth > 0 ? added : 0;
        }

        private void Append(ReadOnlySpan<char> word, PageNode node)
        {
            if (_text.Length == 0)
            {
                _first = node.Index;
            }
            else if (_lineBreaks > 0)
            {
                _text.Append('\n');
            }
            else if (_space && !(_lineEnd && TextWeight.IsWithoutSpaces(_text[^1]) && TextWeight.IsWithoutSpaces(word[0])))
            {
                // The end of a source line is a space, save between characters of a script that has none.
                _text.Append(' ');
            }

            if (_quotationOpens)
            {
                // The browser writes the marks of a quotation; some pages write them too.
                var isMarked = IsQuotationMark(word[0]) || (_text.Length > 0 && IsQuotationMark(_text[^1]));
                _quotations.Push(!isMarked);
                _text.Append(isMarked ? "" : "“");
                _quotationOpens = false;
            }

            _lineBreaks = 0;
            _space = false;
            _lineEnd = false;
            _text.Append(word);
        }

        private void EndQuotation()
        {
            if (_quotationOpens)
            {
                _quotationOpens = false;
            }
            else if (_quotations.TryPop(out var isOurs) && isOurs && _text.Length > 0)
            {
                _text.Append('”');
            }
        }

        private static bool IsUnseen(char character) => character >= '\u00AD' && character is '\u200B' or '\uFEFF' or '\u00AD' or '\u2060';

        private static bool IsQuotationMark(char character) => character is '"' or '“' or '„' or '«' or '»' or '‘' or '\'' or '「' or '『';

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
            _lineEnd = false;
            _linkAddress = null;
        }

        private TextBlock Block(string text)
        {
            var (kind, level) = KindOf(_block);
            return new TextBlock
            {
                Text = text,
                Node = _block,
                First = _first,
                Kind = kind,
                HeadingLevel = level,
                LinkCharacters = Math.Min(_linkCharacters, text.Length),
                LinkAddress = _linkAddress,
                IsBold = _boldCharacters >= text.Length * 9 / 10,
                Punctuation = Punctuation(text),
                Weight = TextWeight.Of(text),
            };
        }

        private (BlockKind Kind, int HeadingLevel) KindOf(int node)
        {
            switch (tree.Nodes[node].Tag)
            {
                case "p":
                    return tree.Nodes[node].Parent is >= 0 and var parent && tree.Nodes[parent].Tag is "li" or "blockquote" or "td" ? KindOf(parent)
                        : (BlockKind.Paragraph, 0);
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

        private static int Punctuation(string text)
        {
            var punctuation = 0;
            var rest = text.AsSpan();
            for (var at = rest.IndexOfAny(Marks); at >= 0; at = rest.IndexOfAny(Marks))
            {
                var isInWord = rest[at] is ',' or '.' or ';' or '!' or '?' && at + 1 < rest.Length && char.IsLetterOrDigit(rest[at + 1]);
                punctuation += isInWord ? 0 : 1;
                rest = rest[(at + 1)..];
            }

            return punctuation;
        }
    }
}
