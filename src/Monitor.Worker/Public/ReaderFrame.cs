using Monitor.Delivery.Mail;

namespace Monitor.Worker.Public;

/// <summary>
/// The frame of readers' pages: landmarks, one h1, styles for light and dark and for narrow screens; no script, and nothing is loaded. Values
/// are encoded by <see cref="MailHtml"/>. Pure.
/// </summary>
internal static class ReaderFrame
{
    /// <summary>Longer ones are cut in a browser's tab anyhow.</summary>
    private const int TitleCharactersMax = 60;

    private const string Styles =
        """
        :root{color-scheme:light dark;--ink:#1b2129;--soft:#566170;--link:#15508f;--sheet:#ffffff;--back:#eceff3;--line:#8a94a1;--bad:#98201b}
        @media (prefers-color-scheme:dark){:root{--ink:#e9ecf0;--soft:#a4afbc;--link:#8dbcf5;--sheet:#1a1f26;--back:#101317;--line:#6b7684;--bad:#ff9d96}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:42rem;margin:0 auto;padding:1rem 1.25rem}
        header p,footer p{margin:0;color:var(--soft);font-size:.875rem}
        header p{letter-spacing:.12em;font-weight:600}
        main{background:var(--sheet);border-radius:6px;padding:1.5rem 1.25rem}
        h1,h2,h3{font-family:Georgia,'Times New Roman',serif;line-height:1.25;margin:1.5rem 0 .5rem}
        h1{font-size:1.6rem;margin-top:0}h2{font-size:1.2rem}h3{font-size:1.05rem}
        p{margin:.5rem 0}.soft{color:var(--soft);font-size:.9rem}.bad{color:var(--bad)}.good{font-weight:600}
        a{color:var(--link)}ul{padding-left:1.2rem}li{margin:.3rem 0}
        blockquote{margin:.8rem 0;padding-left:.8rem;border-left:3px solid var(--line)}
        fieldset{border:0;border-top:1px solid var(--line);margin:1.5rem 0 0;padding:.5rem 0 0}
        legend{font-weight:600;padding:0 .5rem 0 0}
        label{display:block;margin:.6rem 0 .2rem}label.tick{display:inline-block;margin:.2rem .9rem .2rem 0;padding:.25rem 0}
        input,select,textarea{font:inherit;color:var(--ink);background:var(--sheet)}
        input,select,textarea{border:1px solid var(--line);border-radius:4px;padding:.4rem .5rem;max-width:100%}
        input[type=text],input[type=email],textarea{width:100%}
        button{font:inherit;padding:.55rem 1.1rem;border:0;border-radius:4px;background:#15508f;color:#ffffff;cursor:pointer;margin:.4rem .5rem .4rem 0}
        button.plain{background:none;color:var(--link);border:1px solid var(--line)}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.5rem}
        """;

    /// <param name="title">The h1 and the document's title.</param>
    /// <param name="main">What stands below the h1.</param>
    public static string Page(MailWords words, string title, MailHtml main)
    {
        var html = new MailHtml();
        html.Add($"<!DOCTYPE html>\n<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Add($"<title>{MailHtml.Plain(title, TitleCharactersMax)}</title>\n<style>\n{Own}\n</style>\n</head>\n<body>\n");
        html.Add($"<a class=\"skip\" href=\"#content\">{words["skip"]}</a>\n<header><p>MONITOR</p></header>\n");
        html.Add($"<main id=\"content\">\n<h1>{title}</h1>\n{main}</main>\n");
        return html.Add($"<footer><p>{words["mail.accuses-nobody"]}</p></footer>\n</body>\n</html>\n").ToString();
    }

    /// <summary>A page that says one thing.</summary>
    public static string Page(MailWords words, string title, string text) => Page(words, title, Said(text));

    public static MailHtml Said(string text, string cssClass = "") =>
        cssClass.Length == 0 ? new MailHtml().Add($"<p>{text}</p>\n") : new MailHtml().Add($"<p class=\"{cssClass}\">{text}</p>\n");

    /// <summary>A form with one button; without an address it goes back to the signed one that it came from.</summary>
    public static MailHtml Button(string wish, string label, bool plain = false) =>
        new MailHtml().Add($"<form method=\"post\"><button type=\"submit\" name=\"do\" value=\"{wish}\"")
            .Add($"{(plain ? Plain : None)}>{label}</button></form>\n");

    /// <summary>A link to a page of ours.</summary>
    /// <param name="address">Relative, as <see cref="ReaderRequest.To"/> makes it.</param>
    public static MailHtml Way(string address, string words) => new MailHtml().Add($"<p><a href=\"{address}\">{words}</a></p>\n");

    /// <summary>A link to a report, or its words alone where its address is none of the web.</summary>
    public static MailHtml Out(string? url, string words) => MailHtml.WebAddress(url) is { } address
        ? new MailHtml().Add($"<a href=\"{address}\" rel=\"noreferrer\">{words}</a>")
        : new MailHtml().Add($"{words}");

    /// <summary>A box to tick, with its words around it.</summary>
    public static MailHtml Tick(string name, string words, bool isOn) => new MailHtml()
        .Add($"<label class=\"tick\"><input type=\"checkbox\" name=\"{name}\" value=\"on\"{MailHtml.Own(isOn ? " checked" : "")}> {words}</label>\n");

    public static MailHtml Field(string name, string type, string words, string value, string more = "") => new MailHtml()
        .Add($"<label for=\"{name}\">{words}</label>\n<input id=\"{name}\" name=\"{name}\" type=\"{type}\" value=\"{value}\"{MailHtml.Own(more)}>\n");

    public static MailHtml Choice(string value, string words, bool isChosen) =>
        new MailHtml().Add($"<option value=\"{value}\"{MailHtml.Own(isChosen ? " selected" : "")}>{words}</option>\n");

    /// <summary>What of a form could not be used; nothing where all could.</summary>
    public static MailHtml Faults(MailWords words, IReadOnlyList<string> faults)
    {
        var html = new MailHtml();
        if (faults.Count > 0)
        {
            html.Add($"<div role=\"alert\" class=\"bad\"><p>{words["preferences.faults"]}</p>\n<ul>\n");
            faults.ToList().ForEach(fault => html.Add($"<li>{fault}</li>\n"));
            html.Add($"</ul></div>\n");
        }

        return html;
    }

    private static MailHtml Own { get; } = MailHtml.Own(Styles);

    private static MailHtml Plain { get; } = MailHtml.Own(" class=\"plain\"");

    private static MailHtml None { get; } = new();
}
