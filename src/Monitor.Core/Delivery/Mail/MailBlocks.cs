namespace Monitor.Delivery.Mail;

/// <summary>Paragraphs of a mail as HTML and as text.</summary>
public static class MailBlocks
{
    private const string Quiet = $"{MailFrame.Sans}font-size:13px;line-height:20px;{MailFrame.Soft}";

    /// <param name="color">Of badge and quotation bars: dark enough for white letters.</param>
    public static MailHtml Html(IEnumerable<MailBlock> blocks, string color)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var html = new MailHtml();
        var all = blocks.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var (block, first) = (all[i], i == 0);
            _ = block.Kind switch
            {
                MailBlockKind.Badge => html.Add($"<span style=\"display:inline-block;padding:2px 8px;border-radius:3px;background:{color};color:#ffffff;")
                    .Add($"{MailFrame.Sans}font-size:12px;line-height:16px;font-weight:600\">{Spans(block)}</span> "),
                MailBlockKind.Mark => html.Add($"<span class=\"soft\" style=\"{Quiet}\">{Spans(block)}</span> "),
                MailBlockKind.Headline => html.Add($"<h2 class=\"ink\" style=\"margin:{(first ? "0" : "7px 0 0")};{MailFrame.Serif}")
                    .Add($"font-size:19px;line-height:25px;font-weight:bold;{MailFrame.Ink}\">{Spans(block, MailFrame.HeadLink, "")}</h2>"),
                MailBlockKind.News => html.Add($"<p class=\"ink\" style=\"margin:8px 0 0;{MailFrame.Sans}font-size:15px;line-height:22px;font-weight:600;")
                    .Add($"{MailFrame.Ink}\">{Spans(block)}</p>"),
                MailBlockKind.Quote => html.Add($"<div style=\"margin:9px 0 0;padding:0 0 0 12px;border-left:2px solid {color}\">")
                    .Add($"<p class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:15px;line-height:22px;font-style:italic;{MailFrame.Ink}\">{Spans(block)}</p>")
                    .Add($"{(i + 1 < all.Count && all[i + 1].Kind is MailBlockKind.Origin ? Small(all[++i], "2px 0 0") : new MailHtml())}</div>"),
                MailBlockKind.Lead => html.Add($"<p class=\"ink\" style=\"margin:5px 0 0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Ink}\">")
                    .Add($"{Spans(block)}</p>"),
                _ => html.Add($"{Small(block, "4px 0 0")}"),
            };
        }

        return html;
    }

    /// <summary>The same as text; an address stands in a line of its own below the words that lead there.</summary>
    public static void Write(MailText text, IEnumerable<MailBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(blocks);
        var mark = "";
        foreach (var block in blocks)
        {
            var words = string.Concat(block.Spans.Select(span => span.Text));
            if (block.Kind is MailBlockKind.Badge or MailBlockKind.Mark)
            {
                mark += $" [{words}]";
                continue;
            }

            var indent = block.Kind switch { MailBlockKind.Headline => "", MailBlockKind.Quote or MailBlockKind.Origin => "    ", _ => "  " };
            text.Wrapped(
                block.Kind is MailBlockKind.Headline ? words + mark : words,
                block.Kind is MailBlockKind.Origin ? "      " : indent,
                block.Kind is MailBlockKind.Origin ? "    – " : block.Kind is MailBlockKind.News ? "+ " : indent);
            var links = block.Spans.Where(span => MailHtml.WebAddress(span.Url) is not null).ToList();
            foreach (var link in links)
            {
                text.Line($"{(indent.Length == 0 ? "  " : indent)}{(links.Count > 1 ? $"{link.Text}: " : "")}{MailHtml.WebAddress(link.Url)}");
            }
        }
    }

    private static MailHtml Small(MailBlock block, string margin) =>
        new MailHtml().Add($"<p class=\"soft\" style=\"margin:{margin};{Quiet}\">{Spans(block)}</p>");

    private static MailHtml Spans(MailBlock block, string linkStyle = MailFrame.LinkColor, string linkClass = "link")
    {
        var html = new MailHtml();
        foreach (var span in block.Spans)
        {
            _ = MailHtml.WebAddress(span.Url) is null ? html.Add($"{span.Text}") : html.Link(span.Url, span.Text, linkStyle, linkClass);
        }

        return html;
    }
}
