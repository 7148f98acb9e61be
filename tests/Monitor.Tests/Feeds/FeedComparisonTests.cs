using System.Text;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;

namespace Monitor.Tests.Feeds;

public sealed class FeedComparisonTests
{
    [Theory]
    [InlineData("<item><guid>1</guid><title>a</title></item>", "<item><guid>1</guid><title> a </title></item>", "")]
    [InlineData("<item><guid>1</guid><title>a</title></item>", "<item><guid>1</guid><title>b</title></item>", "1 a title: a|b")]
    [InlineData("<item><guid>1</guid><link>/a</link></item>", "<item><guid>1</guid></item>", "1 1 link: /a|")]
    [InlineData("<item><guid>1</guid></item><item><guid>2</guid></item>", "<item><guid>2</guid></item>", "1 1 entry: 1|")]
    [InlineData("<item><guid>2</guid></item>", "<item><guid>1</guid></item><item><guid>2</guid></item>", "1 1 entry: |1")]
    [InlineData("<item><guid>1</guid></item><item><guid>2</guid></item>", "<item><guid>2</guid></item><item><guid>1</guid></item>", "")]
    [InlineData("<item><guid>1</guid><title>a</title></item>", "<item><guid>2</guid><title>a</title></item>", "1 a id: 1|2")]
    [InlineData("<item><guid>1</guid><title>a</title></item>", "<item><guid>2</guid><title>b</title></item>", "1 a id: 1|2, 1 a title: a|b")]
    [InlineData("<title>x</title>", "<title>y</title>", "0 x title: x|y")]
    [InlineData("<item><pubDate>2021-07-19T12:00:00Z</pubDate></item>", "<item><pubDate>2021-07-19T14:00:00+02:00</pubDate></item>", "")]
    public void Differences_are_told_entry_by_entry(string first, string second, string expected) =>
        Assert.Equal(expected, string.Join(", ", FeedComparison.Of(Read(first), Read(second))
            .Select(difference => $"{difference.Entry} {difference.Name} {difference.Field}: {difference.First}|{difference.Second}")));

    private static ParsedFeed Read(string inside) =>
        Assert.IsType<FeedParseResult.Parsed>(FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss><channel>{inside}</channel></rss>"))).Feed;
}
