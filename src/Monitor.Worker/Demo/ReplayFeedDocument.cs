using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Monitor.Worker.Demo;

/// <summary>Writes an outlet's feed as it stood at an instant.</summary>
internal static class ReplayFeedDocument
{
    private const string AtomNamespace = "http://www.w3.org/2005/Atom";

    // A summary ends at a word, as feeds' summaries do.
    private const int SummaryCharactersMax = 240;

    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public static string ContentType(ReplayFormat format) => format switch
    {
        ReplayFormat.Rss => "application/rss+xml; charset=utf-8",
        ReplayFormat.Atom => "application/atom+xml; charset=utf-8",
        _ => "application/feed+json; charset=utf-8",
    };

    /// <param name="appeared">How many of the outlet's articles have appeared.</param>
    public static byte[] Write(ReplayOutlet outlet, int appeared)
    {
        var newest = Enumerable.Range(0, appeared).Reverse().Take(ReplayOutlet.EntriesMax);
        using var stream = new MemoryStream();
        if (outlet.Format is ReplayFormat.Json)
        {
            WriteJson(stream, outlet, newest);
        }
        else
        {
            using var writer = XmlWriter.Create(stream, Xml);
            if (outlet.Format is ReplayFormat.Rss)
            {
                WriteRss(writer, outlet, newest);
            }
            else
            {
                WriteAtom(writer, outlet, newest, appeared > 0 ? outlet.Articles[appeared - 1].AppearsAt : DateTimeOffset.UnixEpoch);
            }
        }

        return stream.ToArray();
    }

    private static void WriteRss(XmlWriter writer, ReplayOutlet outlet, IEnumerable<int> newest)
    {
        writer.WriteStartElement("rss");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("channel");
        writer.WriteElementString("title", Clean(outlet.Name));
        writer.WriteElementString("link", outlet.Site.AbsoluteUri);
        writer.WriteElementString("description", Clean($"News from {outlet.Name}"));
        writer.WriteElementString("ttl", "15");
        foreach (var number in newest)
        {
            var article = outlet.Articles[number];
            writer.WriteStartElement("item");
            writer.WriteElementString("title", Clean(article.Line.Title));
            writer.WriteElementString("link", outlet.PageOf(number).AbsoluteUri);
            writer.WriteStartElement("guid");
            writer.WriteAttributeString("isPermaLink", "false");
            writer.WriteString(Clean($"{outlet.Host}:{article.Line.Id}"));
            writer.WriteEndElement();
            writer.WriteElementString("pubDate", article.AppearsAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
            writer.WriteElementString("description", Clean(Summary(article.Line.Text)));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteAtom(XmlWriter writer, ReplayOutlet outlet, IEnumerable<int> newest, DateTimeOffset updated)
    {
        writer.WriteStartElement("feed", AtomNamespace);
        writer.WriteElementString("id", AtomNamespace, outlet.Site.AbsoluteUri);
        writer.WriteElementString("title", AtomNamespace, Clean(outlet.Name));
        writer.WriteElementString("updated", AtomNamespace, Instant(updated));
        Link(writer, "alternate", outlet.Site);
        Link(writer, "self", outlet.Feed);
        foreach (var number in newest)
        {
            var article = outlet.Articles[number];
            writer.WriteStartElement("entry", AtomNamespace);
            writer.WriteElementString("id", AtomNamespace, Clean($"tag:{outlet.Host},2021:{Uri.EscapeDataString(Clean(article.Line.Id))}"));
            writer.WriteElementString("title", AtomNamespace, Clean(article.Line.Title));
            writer.WriteElementString("published", AtomNamespace, Instant(article.AppearsAt));
            writer.WriteElementString("updated", AtomNamespace, Instant(article.AppearsAt));
            Link(writer, "alternate", outlet.PageOf(number));
            writer.WriteStartElement("content", AtomNamespace);
            writer.WriteAttributeString("type", "html");
            writer.WriteString(Clean(Html(article.Line.Text)));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteJson(Stream stream, ReplayOutlet outlet, IEnumerable<int> newest)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("version", "https://jsonfeed.org/version/1.1");
        writer.WriteString("title", outlet.Name);
        writer.WriteString("home_page_url", outlet.Site.AbsoluteUri);
        writer.WriteString("feed_url", outlet.Feed.AbsoluteUri);
        writer.WriteStartArray("items");
        foreach (var number in newest)
        {
            var article = outlet.Articles[number];
            writer.WriteStartObject();
            writer.WriteString("id", $"{outlet.Host}:{article.Line.Id}");
            writer.WriteString("url", outlet.PageOf(number).AbsoluteUri);
            writer.WriteString("title", article.Line.Title);
            writer.WriteString("date_published", Instant(article.AppearsAt));
            writer.WriteString("content_html", Html(article.Line.Text));
            if (article.Line.Language is { } language)
            {
                writer.WriteString("language", language);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The text as HTML: a paragraph for each one.</summary>
    internal static string Html(string text) =>
        string.Concat(Paragraphs(text).Select(paragraph => $"<p>{HtmlEncoder.Default.Encode(paragraph)}</p>\n"));

    internal static IEnumerable<string> Paragraphs(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Summary(string text)
    {
        var first = Paragraphs(text).FirstOrDefault() ?? "";
        if (first.Length <= SummaryCharactersMax)
        {
            return first;
        }

        var end = first.LastIndexOf(' ', SummaryCharactersMax);
        return first[..(end > 0 ? end : SummaryCharactersMax)] + " ...";
    }

    /// <summary>Archives hold whatever crawlers met; what XML cannot hold is left out.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var place = 0; place < text.Length; place++)
        {
            if (XmlConvert.IsXmlChar(text[place]))
            {
                clean.Append(text[place]);
            }
            else if (place + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[place + 1], text[place]))
            {
                clean.Append(text[place]).Append(text[++place]);
            }
        }

        return clean.ToString();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Link(XmlWriter writer, string relation, Uri target)
    {
        writer.WriteStartElement("link", AtomNamespace);
        writer.WriteAttributeString("rel", relation);
        writer.WriteAttributeString("href", target.AbsoluteUri);
        writer.WriteEndElement();
    }
}
