using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Monitor.Worker.Demo;

/// <summary>
/// Writes the page of an article as an outlet would: the text among navigation, teasers, a newsletter box, comments and small print, in one
/// of several arrangements, so that taking the text out of it is real work.
/// </summary>
internal static class ReplayPage
{
    private static readonly string[] Sections = ["World", "Politics", "Business", "Technology", "Science", "Culture", "Sport", "Opinion"];

    private const string SignUp = "<form><input type=\"email\" placeholder=\"Your address\"><button>Sign up</button></form>";

    private const string Legal = "<a href=\"/imprint\">Imprint</a> <a href=\"/privacy\">Privacy</a> <a href=\"/cookies\">Cookie settings</a>";

    private static readonly string[] Teasers =
    [
        "Why the ferry to the islands now runs at night",
        "Ten gardens to visit before the leaves fall",
        "The bakery that opens at three in the morning",
        "What our readers cooked last weekend",
        "Housing: small towns, long lists",
        "A second life for old trams",
    ];

    public static byte[] Write(ReplayOutlet outlet, int number)
    {
        var article = outlet.Articles[number];
        var page = new StringBuilder();
        var published = article.AppearsAt.UtcDateTime;
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{Encode(article.Line.Language ?? "en")}">
            <head>
            <meta charset="utf-8">
            <title>{Encode(article.Line.Title)} | {Encode(outlet.Name)}</title>
            <link rel="canonical" href="{outlet.PageOf(number).AbsoluteUri}">
            <meta property="article:published_time" content="{published:yyyy-MM-dd'T'HH:mm:ss'Z'}">
            <meta property="og:site_name" content="{Encode(outlet.Name)}">
            </head>
            <body>
            <header><a href="/">{Encode(outlet.Name)}</a>
            <nav><ul>{Items(Sections.Skip(outlet.Number % 3))}</ul></nav></header>

            """);
        var title = $"<h1>{Encode(article.Line.Title)}</h1>";
        var date = string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{published:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{published:MMMM d, yyyy}</time>");
        var text = ReplayFeedDocument.Html(article.Line.Text);
        page.Append((outlet.Number % 4) switch
        {
            0 => $"<main><article>{title}{date}\n{text}</article></main>\n{Sidebar(outlet)}",
            1 => $"<div id=\"page\">{Sidebar(outlet)}<div class=\"content\">{title}<p class=\"meta\">{date} <a href=\"#share\">Share</a></p>\n<div "
                + $"class=\"entry\">{text}</div></div></div>\n",
            2 => $"<div class=\"wrap\"><div class=\"story\">{title}\n{Inserted(text)}</div></div>\n{Comments()}",
            _ => $"<section role=\"main\">{title}<div class=\"byline\">{date}</div>\n{text}</section>\n{Comments()}{Sidebar(outlet)}",
        });
        page.Append(CultureInfo.InvariantCulture, $"""
            <div class="newsletter"><h3>The morning letter</h3><p>Everything that matters before your first coffee, five days a week.</p>{SignUp}</div>
            <footer><p>&copy; {published.Year} {Encode(outlet.Name)}. All rights reserved. {Legal}</p></footer>
            </body>
            </html>

            """);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static string Sidebar(ReplayOutlet outlet) =>
        $"<aside class=\"sidebar\"><h3>Most read</h3><ol>{Items(Teasers.Skip(outlet.Number % 2))}</ol></aside>\n";

    /// <summary>A box in the middle of the text, as many sites have it.</summary>
    private static string Inserted(string text)
    {
        var middle = text.IndexOf("</p>\n", text.Length / 2, StringComparison.Ordinal);
        var box = $"<div class=\"related\"><h4>Read next</h4><ul>{Items(Teasers.Take(2))}</ul></div>\n";
        return middle < 0 ? text + box : text.Insert(middle + "</p>\n".Length, box);
    }

    private static string Comments() =>
        "<div id=\"comments\"><h3>2 comments</h3><div class=\"comment\"><p>Thank you for staying on this.</p></div><div "
            + "class=\"comment\"><p>First!</p></div></div>\n";

    private static string Items(IEnumerable<string> items) =>
        string.Concat(items.Select(item => $"<li><a href=\"/{item.Replace(' ', '-').ToLowerInvariant()}\">{item}</a></li>"));

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
