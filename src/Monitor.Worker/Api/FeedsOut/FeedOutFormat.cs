using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Monitor.Worker.Api.FeedsOut;

/// <summary>
/// How a feed is written: Atom (RFC 4287), RSS 2.0 with the dates and authors of Atom and Dublin Core, or JSON Feed 1.1. Texts are texts, never
/// markup. The same feed is the same bytes, so that its hash is its version.
/// </summary>
public sealed record FeedOutFormat(string Name, string MediaType)
{
    public static readonly FeedOutFormat Atom = new("atom", "application/atom+xml; charset=utf-8");
    public static readonly FeedOutFormat Rss = new("rss", "application/rss+xml; charset=utf-8");
    public static readonly FeedOutFormat JsonFeed = new("json", "application/feed+json; charset=utf-8");
    public static readonly IReadOnlyList<FeedOutFormat> All = [Atom, Rss, JsonFeed];

    private const string AtomSpace = "http://www.w3.org/2005/Atom";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    // A feed without entries was never updated; a date must stand there, and one that moves would be another version each time.
    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    /// <param name="self">Where the feed is read.</param>
    /// <param name="home">The pages of this installation.</param>
    public byte[] Write(FeedOut feed, string self, string home)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return this == JsonFeed ? WriteJson(feed, self, home) : WriteXml(xml =>
        {
            if (this == Atom)
            {
                WriteAtom(xml, feed, self, home);
            }
            else
            {
                WriteRss(xml, feed, self, home);
            }
        });
    }

    private static void WriteAtom(XmlWriter xml, FeedOut feed, string self, string home)
    {
        xml.WriteStartElement("feed", AtomSpace);
        Element(xml, "id", Urn(feed.Id));
        Element(xml, "title", feed.Title);
        Element(xml, "updated", Instant(feed.UpdatedAt ?? Never));
        Link(xml, "self", self);
        Link(xml, "alternate", home);
        foreach (var entry in feed.Entries)
        {
            xml.WriteStartElement("entry", AtomSpace);
            Element(xml, "id", Urn(entry.Id));
            Element(xml, "title", entry.Title);
            Element(xml, "published", Instant(entry.PublishedAt));
            Element(xml, "updated", Instant(entry.UpdatedAt));
            xml.WriteStartElement("author", AtomSpace);
            Element(xml, "name", entry.Outlet);
            xml.WriteEndElement();
            if (entry.Url is { } url)
            {
                Link(xml, "alternate", url);
            }

            foreach (var topic in entry.Topics)
            {
                xml.WriteStartElement("category", AtomSpace);
                xml.WriteAttributeString("term", Clean(topic));
                xml.WriteEndElement();
            }

            Element(xml, "summary", entry.Summary);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();

        static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, AtomSpace, Clean(text));

        static void Link(XmlWriter xml, string relation, string address)
        {
            xml.WriteStartElement("link", AtomSpace);
            xml.WriteAttributeString("rel", relation);
            xml.WriteAttributeString("href", Clean(address));
            xml.WriteEndElement();
        }
    }

    private static void WriteRss(XmlWriter xml, FeedOut feed, string self, string home)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, AtomSpace);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Clean(feed.Title));
        xml.WriteElementString("link", home);
        xml.WriteElementString("description", Clean(feed.Title));
        xml.WriteStartElement("link", AtomSpace);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("href", self);
        xml.WriteEndElement();
        foreach (var entry in feed.Entries)
        {
            xml.WriteStartElement("item");
            xml.WriteStartElement("guid");
            xml.WriteAttributeString("isPermaLink", "false");
            xml.WriteString(Urn(entry.Id));
            xml.WriteEndElement();
            xml.WriteElementString("title", Clean(entry.Title));
            if (entry.Url is { } url)
            {
                xml.WriteElementString("link", Clean(url));
            }

            // A description is read as HTML: what looks like it is text.
            xml.WriteElementString("description", WebUtility.HtmlEncode(Clean(entry.Summary)));
            xml.WriteElementString("creator", DublinCore, Clean(entry.Outlet));
            xml.WriteElementString("pubDate", entry.PublishedAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
            xml.WriteElementString("updated", AtomSpace, Instant(entry.UpdatedAt));
            entry.Topics.ToList().ForEach(topic => xml.WriteElementString("category", Clean(topic)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static byte[] WriteJson(FeedOut feed, string self, string home) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            version = "https://jsonfeed.org/version/1.1",
            title = feed.Title,
            home_page_url = home,
            feed_url = self,
            items = feed.Entries.Select(entry => new
            {
                id = Urn(entry.Id),
                url = entry.Url,
                title = entry.Title,
                content_text = entry.Summary,
                date_published = Instant(entry.PublishedAt),
                date_modified = Instant(entry.UpdatedAt),
                authors = new[] { new { name = entry.Outlet } },
                tags = entry.Topics,
            }),
        },
        Readable);

    private static byte[] WriteXml(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            write(xml);
        }

        return bytes.ToArray();
    }

    /// <summary>Without what XML 1.0 has no place for: a text of strangers may hold it.</summary>
    private static string Clean(string text)
    {
        if (text.All(letter => XmlConvert.IsXmlChar(letter)))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    private static string Urn(Guid id) => $"urn:uuid:{id:D}";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
