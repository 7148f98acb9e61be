using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Polling;
using Monitor.Feeds.Readers;

namespace Monitor.Tests.Feeds;

/// <summary>What stands between any document and a library that has no limits.</summary>
public sealed class CodeHollowReaderTests
{
    [Fact]
    public void An_rss_item_gives_its_fields()
    {
        var entry = Assert.Single(Feed(FeedParserTests.RssDocument).Entries);

        Assert.Equal("Ferry & fog", entry.Title!.Value);
        Assert.Equal("https://gazette.example/ferry", entry.Link);
        Assert.Equal("g-17", entry.Id);
        Assert.Equal("<p>No crossing.</p>", entry.Summary!.Value);
        Assert.Equal(new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero), entry.Published);
        Assert.Equal("Mara Lind", entry.Author);
        Assert.Equal(["Sea", "Fog"], entry.Categories);
        Assert.Equal([new ParsedEnclosure("https://gazette.example/f.mp3", "audio/mpeg", 42)], entry.Enclosures);
    }

    [Fact]
    public void The_page_of_an_atom_entry_is_its_alternate_link_wherever_that_stands()
    {
        var feed = Feed("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><link rel="self" href="/feed"/><link href="/"/><entry><title>a</title><id>1</id>
              <link rel="replies" href="/1/replies"/><link rel="enclosure" href="/1.mp3"/><link rel="alternate" href="/1"/><updated>2021-07-19T12:00:00Z</updated></entry></feed>
            """);

        Assert.Equal("https://feeds.example/", feed.Link);
        Assert.Equal("https://feeds.example/feed", feed.SelfLink);
        Assert.Equal("https://feeds.example/1", feed.Entries[0].Link);
        Assert.Equal("https://feeds.example/1.mp3", feed.Entries[0].Enclosures[0].Url);
        Assert.Equal(new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero), feed.Entries[0].Updated);
    }

    [Fact]
    public void An_address_that_would_run_a_script_is_none() =>
        Assert.Null(Feed("<rss version=\"2.0\"><channel><item><title>a</title><link>javascript:alert(1)</link></item></channel></rss>").Entries[0].Link);

    [Fact]
    public void Letters_are_read_in_whatever_they_were_written()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var document = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><rss version=\"2.0\"><channel><title>Привет — мир</title></channel></rss>";

        var feed = Assert.IsType<FeedParseResult.Parsed>(CodeHollowReader.Parse(Encoding.GetEncoding("koi8-r").GetBytes(document.Replace('—', '-')))).Feed;

        Assert.Equal("Привет - мир", feed.Title!.Value);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>x<br>y</body></html>", "HTML page")]
    [InlineData("just words", "neither markup nor JSON")]
    [InlineData("<note><to>you</to></note>", "<note>")]
    [InlineData("{\"items\":[{", "broken JSON at line 1")]
    [InlineData("<CHANNEL HREF=\"https://old.example/\"><TITLE>x</TITLE></CHANNEL>", "does not know")]
    [InlineData("<rss version=\"2.0\"><channel><item><title>a</itm></channel></rss>", "not for this reader")]
    [InlineData("<rss version=\"2.0\"><channel><item><title>a & b</title></item></channel></rss>", "cannot read it")]
    public void What_it_cannot_read_is_told_apart(string document, string reason) =>
        Assert.Contains(reason, CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document)).Failure, StringComparison.Ordinal);

    [Fact]
    public void It_never_sees_a_document_that_is_nested_too_deeply()
    {
        var document = $"<rss version=\"2.0\"><channel>{string.Concat(Enumerable.Repeat("<a>", 100_000))}{string.Concat(Enumerable.Repeat("</a>", 100_000))}</channel></rss>";

        Assert.Contains("nested deeper than 256 levels", CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_sees_a_bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[20_000_000]);
        }

        Assert.IsType<FeedParseResult.TooLarge>(CodeHollowReader.Parse(packed.ToArray()));
    }

    [Theory]
    [InlineData("<b/>", 300_000)]
    [InlineData("<item/>", 30_000)]
    [InlineData("<b c='' d='' e=''/>", 60_000)]
    public void It_never_sees_more_than_it_could_hold(string element, int count)
    {
        var document = $"<rss version=\"2.0\"><channel>{string.Concat(Enumerable.Repeat(element, count))}</channel></rss>";

        Assert.IsType<FeedParseResult.TooLarge>(CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document)));
    }

    [Fact]
    public void It_never_sees_more_json_than_it_could_hold()
    {
        var document = $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{string.Join(',', Enumerable.Repeat("{}", 150_000))}]}}";

        Assert.IsType<FeedParseResult.TooLarge>(CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document)));
    }

    [Fact]
    public void Entities_of_a_doctype_are_not_unfolded()
    {
        var document = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY far SYSTEM \"file:///etc/hostname\">]><rss "
            + "version=\"2.0\"><channel><title>&a;&far;</title></channel></rss>";

        Assert.Contains("cannot read it", CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_entries_are_kept_and_the_cut_is_said()
    {
        var items = string.Concat(Enumerable.Range(0, 5).Select(day => $"<item><title>{day}</title><pubDate>2021-07-1{day}T00:00:00Z</pubDate></item>"));
        var result = CodeHollowReader.Parse(Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel>{items}</channel></rss>"), limits: new FeedLimits
        {
            EntriesMax = 3,
        });

        var feed = Assert.IsType<FeedParseResult.Parsed>(result).Feed;
        Assert.Equal(["2", "3", "4"], feed.Entries.Select(entry => entry.Title!.Value));
        Assert.Equal((5, FeedFaultKind.TooManyEntries), (feed.EntriesListed, feed.Faults[0].Kind));
    }

    [Fact]
    public void Whatever_comes_in_it_does_not_throw() =>
        Prop.ForAll((byte[] bytes, string text) =>
        {
            CodeHollowReader.Parse(bytes);
            CodeHollowReader.Parse(Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><item><title>{text}</title></item></channel></rss>"));
            CodeHollowReader.Parse(Encoding.UTF8.GetBytes($"{{\"version\":\"{text}\",\"items\":[{text}]}}"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Our_own_reader_is_the_one_that_reads_unless_the_settings_say_otherwise() =>
        Assert.Equal(FeedReaderKind.Monitor, new CollectOptions().Reader);

    private static ParsedFeed Feed(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(CodeHollowReader.Parse(Encoding.UTF8.GetBytes(document), null, new Uri("https://feeds.example/all"))).Feed;
}
