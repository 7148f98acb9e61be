using System.Globalization;
using System.Text;

namespace Monitor.Tests.Articles;

/// <summary>Pages of fictional outlets, written for the tests: an article in the surroundings that outlets put around one.</summary>
internal static class Pages
{
    public const string First =
        "The harbour council of Port Ellery voted on Tuesday to close the old ferry dock, after engineers had warned twice that its piles were rotten.";

    public const string Second =
        "Mayor Ines Tarrow said the vote came \"three winters too late\", and that the city would pay for a shuttle bus until a new dock is built.";

    public const string Third =
        "The ferry company, which carries some four thousand passengers a day, called the decision hasty and announced that it would go to court.";

    public static readonly string Body = string.Join("\n\n", First, Second, Third);

    public static string Paragraphs => $"<p>{First}</p><p>{Second}</p><p>{Third}</p>";

    public static string Page(string article, string head = "", string before = "", string after = "") =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Port Ellery closes its ferry dock - The Ellery Lamp</title>{head}</head><body>
        <header><a href="/">The Ellery Lamp</a><nav><ul><li><a href="/city">City</a></li><li><a href="/sea">Sea</a></li></ul></nav></header>
        {before}{article}{after}
        <footer><p>The Ellery Lamp, 4 Wharf Street, Port Ellery. All rights reserved.</p></footer></body></html>
        """;

    public static string Teasers(int count)
    {
        var teasers = new StringBuilder("<ul class=\"teaser-list\">");
        for (var i = 0; i < count; i++)
        {
            teasers.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/{i}\">Council of district {i} meets again on Thursday about the tram line</a></li>");
        }

        return teasers.Append("</ul>").ToString();
    }
}
