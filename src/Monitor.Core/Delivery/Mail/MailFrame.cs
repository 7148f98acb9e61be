namespace Monitor.Delivery.Mail;

/// <summary>
/// The frame that all mails share, and their styles. Tables and inline styles, since mail programs know little else; the few rules in the
/// head are for dark mode and narrow screens, and nothing breaks where they are dropped.
/// </summary>
public static class MailFrame
{
    public const string Serif = "font-family:Georgia,'Times New Roman',serif;";
    public const string Sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    public const string Ink = "color:#1b2129;";
    public const string Soft = "color:#566170;";
    public const string LinkColor = "color:#15508f;text-decoration:underline;";

    /// <summary>Of a headline: its ink, and a line that is thin enough for large letters.</summary>
    public const string HeadLink = "color:inherit;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px;";
    public const string Line = "#dfe3e8";

    /// <summary>Mail programs cut mails that are longer (Gmail at 102 KB of HTML); with room for what mailing lists and filters add.</summary>
    public const int HtmlBytesMax = 80_000;

    private const string Doctype = "<!DOCTYPE html>\n";

    private const string Head =
        """
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">

        """;

    private const string Rules =
        """
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (max-width:600px){.pad{padding-left:20px!important;padding-right:20px!important}.outer{padding:0!important}.sheet{border-radius:0!important}}
        @media (prefers-color-scheme:dark){
        .outer{background:#101317!important}.sheet{background:#1a1f26!important;border-color:#1a1f26!important}
        .ink,.ink a{color:#e9ecf0!important}.soft{color:#a4afbc!important}.link{color:#8dbcf5!important}
        .line{border-color:#323a45!important}.card{background:#222933!important}}
        </style>

        """;

    /// <param name="title">The document's title.</param>
    /// <param name="preheader">What mail programs show beside the subject; hidden in the mail itself.</param>
    /// <param name="body">Rows (tr) of the sheet.</param>
    /// <param name="footer">What stands small below the sheet.</param>
    /// <param name="language">Of the words: "en".</param>
    public static string Page(string title, string preheader, MailHtml body, MailHtml footer, string language = MailWords.English)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(footer);
        var html = new MailHtml();
        html.Add($"{Markup(Doctype)}<html lang=\"{language}\">{Markup(Head)}<title>{title}</title>\n{Markup(Rules)}</head>\n");
        html.Add($"<body class=\"outer\" style=\"margin:0;padding:0;background:#eceff3;-webkit-text-size-adjust:100%\">\n");
        html.Add($"<div style=\"display:none;max-height:0;max-width:0;overflow:hidden;opacity:0\">{preheader}");
        // Fills the preview line, so that it does not go on with the mail's first words.
        html.Add($"{Markup(string.Concat(Enumerable.Repeat("&#847;&zwnj;&nbsp;", 30)))}</div>\n");
        html.Add($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" class=\"outer\" style=\"background:#eceff3\">");
        html.Add($"<tr><td align=\"center\" class=\"outer\" style=\"padding:28px 12px;background:#eceff3\">\n");
        html.Add($"<div role=\"main\">");
        html.Add($"<table role=\"presentation\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" class=\"sheet\" ");
        html.Add($"style=\"width:100%;max-width:640px;background:#ffffff;border:1px solid #e1e5ea;border-radius:6px\">\n");
        html.Add($"{body}</table></div>\n<div role=\"contentinfo\">");
        html.Add($"<table role=\"presentation\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%;max-width:640px\">");
        html.Add($"<tr><td class=\"pad soft\" style=\"padding:18px 32px 8px;{Sans}font-size:12px;line-height:19px;{Soft}\">{footer}</td></tr></table></div>\n");
        html.Add($"</td></tr></table>\n</body></html>\n");
        return html.ToString();
    }

    /// <summary>A row of the sheet with the usual margins.</summary>
    public static MailHtml Row(this MailHtml html, MailHtml inner, string padding)
    {
        ArgumentNullException.ThrowIfNull(html);
        return html.Add($"<tr><td class=\"pad\" style=\"padding:{padding}\">{inner}</td></tr>\n");
    }

    /// <summary>The line above a group: small capitals over a rule.</summary>
    public static MailHtml Heading(this MailHtml html, string text)
    {
        ArgumentNullException.ThrowIfNull(html);
        return html.Add(
            $"<tr><td class=\"pad\" style=\"padding:26px 32px 0\"><h2 class=\"soft line\" style=\"margin:0;padding:0 0 7px;border-bottom:1px solid "
                + $"{Line};{Sans}font-size:12px;line-height:16px;font-weight:600;letter-spacing:.09em;text-transform:uppercase;{Soft}\">"
                + $"{text}</h2></td></tr>\n");
    }

    private static MailHtml Markup(string own) => MailHtml.Own(own);
}
