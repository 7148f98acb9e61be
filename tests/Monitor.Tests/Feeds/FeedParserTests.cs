using System.Text;
using FsCheck.Fluent;
using Monitor.Feeds.Parsing;

namespace Monitor.Tests.Feeds;

public sealed class FeedParserTests
{
    internal const string RssDocument = """
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel><title>Harbour Gazette</title><link>https://gazette.example/</link>
            <item>
              <title>Ferry &amp; fog</title><link>https://gazette.example/ferry</link><guid isPermaLink="false">g-17</guid>
              <description>&lt;p&gt;No crossing.&lt;/p&gt;</description><content:encoded><![CDATA[<p>No crossing &lt;today&gt;.</p>]]></content:encoded>
              <pubDate>Mon, 19 Jul 2021 08:00:00 EDT</pubDate><dc:creator>Mara Lind</dc:creator>
              <category>Sea</category><category>Fog</category><enclosure url="https://gazette.example/f.mp3" type="audio/mpeg" length="42"/>
            </item></channel></rss>
        """;

    internal const string AtomDocument = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/blog/" xml:lang="en"><title>t</title>
          <entry><title type="html">Fog &amp;amp; &lt;b&gt;ferry&lt;/b&gt;</title><id>tag:gazette.example,2021:1</id>
            <link rel="replies" href="1/replies"/><link rel="alternate" href="1"/><link rel="enclosure" href="1.mp3" type="audio/mpeg"/>
            <updated>2021-07-19T12:00:00Z</updated><author><name>Mara Lind</name><email>mara@gazette.example</email></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">See <a href="2">the second</a>.</div></content>
            <source><title>Another paper</title><id>x</id></source></entry></feed>
        """;

    internal const string JsonDocument = """
        {"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":7,"url":"/ferry","title":"Fog <1 mile","content_html":"<p>No <a href='/x'>crossing</a></p>",
          "date_published":"2021-07-19T14:00:00+02:00","authors":[{"name":"Mara Lind"}],"tags":["Sea"],"attachments":[{"url":"/f.mp3","mime_type":"audio/mpeg"}]}]}
        """;

    [Fact]
    public void An_rss_item_gives_its_fields()
    {
        var entry = Entry(RssDocument);

        Assert.Equal("Ferry & fog", entry.Title!.Value);
        Assert.Equal("https://gazette.example/ferry", entry.Link);
        Assert.Equal("g-17", entry.Id);
        Assert.Equal("<p>No crossing.</p>", entry.Summary!.Value);
        Assert.Equal("<p>No crossing &lt;today&gt;.</p>", entry.Content!.Value);
        Assert.Equal("No crossing <today>.", entry.Content.ToPlainText());
        Assert.Equal(new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero), entry.Published);
        Assert.Equal("Mara Lind", entry.Author);
        Assert.Equal(["Sea", "Fog"], entry.Categories);
        Assert.Equal([new ParsedEnclosure("https://gazette.example/f.mp3", "audio/mpeg", 42)], entry.Enclosures);
    }

    /// <summary>Journals in RSS 1.0: an entry is known by rdf:about, whatever dc:identifier says; what is its only address is not lost.</summary>
    [Theory]
    [InlineData("<link>https://journal.example/a?af=R</link><dc:identifier>doi:10.1/a</dc:identifier>", "https://journal.example/a?af=R")]
    [InlineData("<link>https://journal.example/a?af=R</link><dc:identifier>ISSN 1234-5678</dc:identifier>", "https://journal.example/a?af=R")]
    [InlineData("<dc:identifier>doi:10.1/a</dc:identifier>", "https://journal.example/a")]
    [InlineData("", "https://journal.example/a")]
    public void An_rdf_item_is_known_by_what_it_is_about(string fields, string link)
    {
        var entry = Entry($"""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://journal.example/rss"><title>Journal of Harbours</title></channel>
              <item rdf:about="https://journal.example/a"><title>Pilots and fog</title>{fields}</item></rdf:RDF>
            """);

        Assert.Equal(("https://journal.example/a", link), (entry.Id, entry.Link));
    }

    [Fact]
    public void An_atom_entry_gives_its_fields()
    {
        var entry = Entry(AtomDocument);

        Assert.Equal("Fog & ferry", entry.Title!.ToLine());
        Assert.Equal("https://gazette.example/blog/1", entry.Link);
        Assert.Equal("See <a href=\"https://gazette.example/blog/2\">the second</a>.", entry.Content!.Value);
        Assert.Equal("Mara Lind", entry.Author);
        Assert.Equal("Another paper", entry.SourceTitle);
        Assert.Equal("https://gazette.example/blog/1.mp3", entry.Enclosures[0].Url);
        Assert.Equal("en", entry.Language);
    }

    [Fact]
    public void A_json_feed_gives_its_fields()
    {
        var entry = Entry(JsonDocument);

        Assert.Equal("7", entry.Id);
        Assert.Equal("https://feeds.example/ferry", entry.Link);
        Assert.Equal("Fog <1 mile", entry.Title!.ToLine());
        Assert.Equal("<p>No <a href='https://feeds.example/x'>crossing</a></p>", entry.Content!.Value);
        Assert.Equal("Mara Lind", entry.Author);
    }

    [Fact]
    public void A_news_sitemap_is_a_feed()
    {
        var entry = Entry("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
              <url><loc>https://gazette.example/ferry</loc><news:news><news:publication><news:name>Harbour Gazette</news:name><news:language>en</news:language></news:publication>
                <news:publication_date>2021-07-19T12:00:00Z</news:publication_date><news:title>Ferry and fog</news:title></news:news></url></urlset>
            """);

        Assert.Equal("https://gazette.example/ferry", entry.Link);
        Assert.Equal("Ferry and fog", entry.Title!.Value);
        Assert.Equal("Harbour Gazette", entry.SourceTitle);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n\t", "empty")]
    [InlineData("<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>x<br>y</body></html>", "HTML page")]
    [InlineData("just words", "neither markup nor JSON")]
    [InlineData("{\"error\":404}", "no JSON Feed")]
    [InlineData("{\"items\":[{", "broken JSON at line 1")]
    [InlineData("<note><to>you</to></note>", "<note>")]
    public void What_is_no_feed_is_told_apart(string document, string reason) =>
        Assert.Contains(reason, FeedParser.Parse(Encoding.UTF8.GetBytes(document)).Failure, StringComparison.Ordinal);

    [Fact]
    public void Whatever_comes_in_it_does_not_throw() =>
        Prop.ForAll((byte[] bytes, string text) =>
        {
            FeedParser.Parse(bytes);
            FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss><channel><item><title>{text}</title>{text}</item>"));
        }).Holds();

    private static ParsedEntry Entry(string document) => Assert.Single(Feed(document).Entries);

    private static ParsedFeed Feed(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Encoding.UTF8.GetBytes(document), null, new Uri("https://feeds.example/all"))).Feed;
}
