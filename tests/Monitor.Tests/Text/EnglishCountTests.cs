using Monitor.Runs;
using Monitor.Text;

namespace Monitor.Tests.Text;

public sealed class EnglishCountTests
{
    [Theory]
    [InlineData(0, "report", "0 reports")]
    [InlineData(1, "report", "1 report")]
    [InlineData(2, "independent report", "2 independent reports")]
    [InlineData(1, "entry", "1 entry")]
    [InlineData(2, "copy", "2 copies")]
    [InlineData(2, "day", "2 days")]
    [InlineData(12_345, "article", "12,345 articles")]
    public void A_noun_agrees_with_its_number(int count, string noun, string words) => Assert.Equal(words, EnglishCount.Of(count, noun));

    [Fact]
    public void A_run_that_did_one_thing_says_so()
    {
        var counts = new OrderedDictionary<string, int>
        {
            ["feeds polled"] = 1,
            ["new articles"] = 1,
            ["articles to read"] = 1,
            ["stories"] = 1,
            ["copies"] = 1,
            ["ways out"] = 1,
            ["listed again"] = 1,
            ["summary only"] = 1,
            ["polls"] = 2,
        };

        Assert.Equal(
            "collect: 1 feed polled, 1 new article, 1 article to read, 1 story, 1 copy, 1 way out, 1 listed again, 1 summary only, 2 polls (0.00 s)",
            new RunReport("collect", TimeSpan.Zero, counts, []).ToString());
    }
}
