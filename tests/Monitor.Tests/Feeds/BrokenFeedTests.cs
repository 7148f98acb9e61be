using System.IO.Compression;
using System.Text;
using Monitor.Feeds.Markup;
using Monitor.Feeds.Parsing;

namespace Monitor.Tests.Feeds;

public sealed class BrokenFeedTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("broken-feeds.cases");

    [Theory, MemberData(nameof(Cases))]
    public void What_can_be_read_is_read_and_what_is_wrong_is_said(string inside, string expected)
    {
        // A case that does not end with an item stands for a document that was cut.
        var feed = Read($"<rss><channel>{inside}{(inside.EndsWith("</item>", StringComparison.Ordinal) ? "</channel></rss>" : "")}");

        var faults = string.Join(", ", feed.Faults.Select(fault => fault.Kind));
        Assert.Equal(expected, string.Join(" | ", feed.Entries.Select(entry => entry.Title?.Value)) + (faults.Length > 0 ? $"; {faults}" : ""));
    }

    [Theory]
    [InlineData("<rss><channel>\n  <item><title>a & b</title></item></channel></rss>", 2, 18)]
    [InlineData("<?xml version=\"1.0\"?>\n<rss>\n<channel><item></itm></channel></rss>", 3, 18)]
    public void A_fault_names_its_place(string document, int line, int column)
    {
        var fault = Read(document).Faults[0];

        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public void Text_around_the_document_does_not_matter() =>
        Assert.Equal("a", Read("<br />\n<b>Warning</b>: it broke on line 3\n<?xml "
            + "version=\"1.0\"?><rss><channel><item><title>a</title></item></channel></rss><script>x</script>").Entries[0].Title!.Value);

    [Fact]
    public void Entities_of_a_doctype_are_used_when_they_are_plain_and_short()
    {
        var feed = Read("<!DOCTYPE rss [<!ENTITY paper \"Harbour Gazette\"><!ENTITY deep \"&paper;&paper;\"><!ENTITY far SYSTEM \"file:///etc/hostname\">]>"
            + "<rss><channel><item><title>&paper; &deep; &far;</title></item></channel></rss>");

        Assert.Equal("Harbour Gazette &deep; &far;", feed.Entries[0].Title!.Value);
    }

    [Fact]
    public void Entities_cannot_make_a_document_large()
    {
        var feed = Read($"<!DOCTYPE rss [<!ENTITY a "
            + $"\"{new string('x', 250)}\">]><rss><channel><item><title>{string.Concat(Enumerable.Repeat("&a;", 20_000))}</title></item></channel></rss>");

        Assert.True(feed.Entries[0].Title!.Value.Length < 100_000);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_unfolds()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blanks = new byte[1_000_000];
            for (var i = 0; i < 200; i++)
            {
                gzip.Write(blanks);
            }
        }

        Assert.IsType<FeedParseResult.TooLarge>(FeedParser.Parse(packed.ToArray()));
    }

    [Fact]
    public void A_feed_that_came_as_gzip_is_unpacked_and_says_so()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("<rss><channel><item><title>a</title></item></channel></rss>"u8);
        }

        var feed = Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(packed.ToArray())).Feed;

        Assert.Equal("a", feed.Entries[0].Title!.Value);
        Assert.Equal(FeedFaultKind.Compressed, feed.Faults[0].Kind);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<a b='c'>")]
    [InlineData("<![CDATA[")]
    [InlineData("<!-- ")]
    [InlineData("<?x ")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<a ")]
    [InlineData("a='")]
    [InlineData("<a xmlns:b='c'>")]
    [InlineData("<item>")]
    [InlineData("</a>")]
    [InlineData("<p:q/>")]
    [InlineData("<!DOCTYPE [")]
    [InlineData("<title>x</title>")]
    public void What_repeats_without_end_costs_no_more_than_its_length(string part)
    {
        const int times = 20_000;

        // Ten times as much may cost some twenty times as much; a quadratic cost would be a hundredfold, in bytes as in time. Bytes are counted,
        // since a clock would judge the machine.
        var small = Allocated(part, times / 10);
        var large = Allocated(part, times);

        Assert.True(large < (20 * small) + 10_000_000, $"{small} bytes for {times / 10}, {large} for {times}");
    }

    [Fact]
    public void More_entries_than_are_kept_keep_the_newest()
    {
        var items = string.Concat(Enumerable.Range(0, 50).Select(i => $"<item><title>{i}</title><pubDate>2021-07-{(i % 28) + 1:00}</pubDate></item>"));
        var result = FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss><channel>{items}</channel></rss>"), limits: new FeedLimits { EntriesMax = 3 });

        var feed = Assert.IsType<FeedParseResult.Parsed>(result).Feed;

        Assert.Equal(["25", "26", "27"], feed.Entries.Select(entry => entry.Title!.Value).OrderBy(title => title, StringComparer.Ordinal));
        Assert.Equal(50, feed.EntriesListed);
        Assert.Contains(feed.Faults, fault => fault.Kind is FeedFaultKind.TooManyEntries);
    }

    private static long Allocated(string part, int times)
    {
        var document = Encoding.UTF8.GetBytes("<rss><channel><item><title>x</title><description>" + string.Concat(Enumerable.Repeat(part, times)));
        FeedParser.Parse(document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FeedParser.Parse(document);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ParsedFeed Read(string document) =>
        Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Encoding.UTF8.GetBytes(document))).Feed;
}
