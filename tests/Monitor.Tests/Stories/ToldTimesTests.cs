using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Text;

namespace Monitor.Tests.Stories;

/// <summary>Which ages and months an article tells, and when two articles are of other ones.</summary>
public sealed class ToldTimesTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("told-times.cases");

    [Theory, MemberData(nameof(Cases))]
    public void Ages_and_months_are_read_in_the_article_s_language(string article, string told)
    {
        var parts = article.Split('|', StringSplitOptions.TrimEntries);
        var own = OwnText.Of(TokenizedText.Of(parts[1], parts[2]), new BoilerplateMemory(1 << 12), host: 1, seenAt: null);

        var times = ToldTimes.In(own, parts[0]);

        Assert.Equal(
            [.. told.Split(';').Select(NumbersIn)], new[] { BitsOf(times.LeadAges, 0), BitsOf(times.Ages, 0), BitsOf(times.Months, 1) });
    }

    [Fact]
    public void Two_articles_are_of_other_ages_where_neither_knows_one_of_the_other_s_lead()
    {
        var (boy, man) = (new ToldTimes(UInt128.One << 11, UInt128.One << 11, 0), new ToldTimes(UInt128.One << 43, UInt128.One << 43, 0));
        var both = new ToldTimes(UInt128.One << 43, (UInt128.One << 43) | (UInt128.One << 11), 0);

        Assert.True(boy.AreOfOtherAgesThan(man));
        Assert.False(boy.AreOfOtherAgesThan(both));
        Assert.True(boy.ShareAgesWith(both));
        Assert.False(boy.AreOfOtherAgesThan(default));
    }

    private static string NumbersIn(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order());

    private static string BitsOf(UInt128 bits, int first) =>
        string.Join(' ', Enumerable.Range(0, 128).Where(bit => (bits >> bit & 1) == 1).Select(bit => bit + first));
}
