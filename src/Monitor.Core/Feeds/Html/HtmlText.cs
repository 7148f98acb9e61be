using System.Buffers;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Monitor.Feeds.Html;

/// <summary>
/// HTML as plain text: paragraphs, list items and table cells keep apart, of a link its words stay;
/// scripts, styles and everything else that is not read by people is gone. Works on tokens, not on a tree: linear for any input.
/// </summary>
public static class HtmlText
{
    /// <summary>Fragments longer than this are cut: no article is that long.</summary>
    public const int CharactersMax = 4_000_000;

    // Their content is no text for readers, or is executed.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "head", "select", "button", "textarea", "canvas", "noembed",
        "noframes", "applet",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "header", "footer", "aside", "main", "nav", "blockquote", "pre", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4",
        "h5", "h6",
        "figure", "figcaption", "form", "fieldset", "address", "hr", "details", "summary", "center",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "br", "li", "tr", "dt", "dd", "option", "legend", "caption" };

    // Blanks, control characters, and what takes no room: between them text is taken as it is.
    private static readonly SearchValues<char> NoLetters = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)
        .Where(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '\u200B' or '\uFEFF')]);

    /// <summary>The text, paragraphs separated by an empty line; "" when there is none.</summary>
    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return Tidy(html);
        }

        var writer = new Writer();
        using var source = new TextSource(html.Length > CharactersMax ? html[..CharactersMax] : html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        HtmlToken token;
        while ((token = tokenizer.Get()).Type is not HtmlTokenType.EndOfFile)
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    writer.Text(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    var tag = token.AsTag();
                    tokenizer.State = StateAfter(tag.Name);
                    writer.Open(tag.Name, tag.IsSelfClosing, tag.GetAttribute("alt"));
                    break;
                case HtmlTokenType.EndTag:
                    writer.Close(token.Name);
                    break;
                default:
                    break;
            }
        }

        return writer.ToString();
    }

    /// <summary>The text on one line, blanks collapsed.</summary>
    public static string OnOneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Tidy(string text)
    {
        var writer = new Writer();
        writer.Text(text);
        return writer.ToString();
    }

    // What a tree builder would tell the tokenizer: in these elements "<" begins no tag.
    internal static HtmlParseMode StateAfter(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "textarea" or "title" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private string? _hiddenBy;
        private int _hiddenDepth;
        private int _lineEnds;
        private bool _hasBlank;

        public void Text(string text)
        {
            if (_hiddenBy is not null)
            {
                return;
            }

            var rest = text.AsSpan();
            while (rest.Length > 0)
            {
                var length = rest.IndexOfAny(NoLetters);
                if (length != 0)
                {
                    Separate();
                    _text.Append(length < 0 ? rest : rest[..length]);
                }

                _hasBlank |= length >= 0 && char.IsWhiteSpace(rest[length]);
                rest = length < 0 ? [] : rest[(length + 1)..];
            }
        }

        public void Open(string name, bool isSelfClosing, string? alternative)
        {
            if (_hiddenBy is not null)
            {
                _hiddenDepth += name == _hiddenBy && !isSelfClosing ? 1 : 0;
            }
            else if (Hidden.Contains(name))
            {
                (_hiddenBy, _hiddenDepth) = isSelfClosing && name is "svg" or "math" ? (null, 0) : (name, 1);
            }
            else if (name == "img")
            {
                // Smileys and formulas are pictures with a text; photographs have none that belongs to the sentence.
                if (alternative is { Length: > 0 and <= 4 })
                {
                    Text(alternative);
                }
            }
            else
            {
                Break(name);
                if (name == "li")
                {
                    Separate();
                    _text.Append("- ");
                }
            }
        }

        public void Close(string name)
        {
            if (_hiddenBy is not null)
            {
                _hiddenDepth -= name == _hiddenBy ? 1 : 0;
                _hiddenBy = _hiddenDepth == 0 ? null : _hiddenBy;
            }
            else if (name is "td" or "th")
            {
                _hasBlank = true;
            }
            else if (name != "br")
            {
                Break(name);
            }
        }

        public override string ToString() => _text.ToString();

        private void Break(string name) => _lineEnds = Math.Max(_lineEnds, Blocks.Contains(name) ? 2 : Lines.Contains(name) ? 1 : 0);

        private void Separate()
        {
            if (_text.Length > 0)
            {
                if (_lineEnds > 0)
                {
                    _text.Append('\n', _lineEnds);
                }
                else if (_hasBlank)
                {
                    _text.Append(' ');
                }
            }

            (_lineEnds, _hasBlank) = (0, false);
        }
    }
}
