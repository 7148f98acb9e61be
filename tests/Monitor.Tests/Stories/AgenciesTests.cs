using Monitor.Stories.OwnTexts;

namespace Monitor.Tests.Stories;

/// <summary>Who wrote a wire story.</summary>
public sealed class AgenciesTests
{
    [Theory]
    [InlineData("Reuters", "Reuters")]
    [InlineData("www.reuters.com", "Reuters")]
    [InlineData("The Associated Press", "AP")]
    [InlineData("apnews.com", "AP")]
    [InlineData("Agence France-Presse", "AFP")]
    [InlineData("The Cape Ann Press", null)]
    [InlineData("Reuters Institute", null)]
    [InlineData("bbc.example.org", "BBC")]
    public void An_outlet_is_an_agency_by_its_whole_name(string outlet, string? agency) => Assert.Equal(agency, Agencies.Of(outlet));

    [Theory]
    [InlineData("Daily:Reuters Reuters:Reuters Post:", "Reuters")] // The wire was polled second.
    [InlineData("Daily: Reuters: Post:", "Daily")] // Nobody credits it: it took the text like others.
    [InlineData("Daily:AP Reuters: Post:AP", "Daily")] // Another agency's.
    [InlineData("Daily:Reuters Post:Reuters", "Daily")] // The wire itself is not there.
    [InlineData("Daily:Reuters Reuters: reuters.com:", "Reuters")]
    public void The_original_is_the_wire_whoever_was_seen_first(string group, string original)
    {
        var articles = group.Split(' ').Select(one => one.Split(':')).ToList();

        Assert.Equal(original, Agencies.OriginalOf(articles, one => one[0], one => one[1].Length > 0 ? one[1] : null)[0]);
    }
}
