using Monitor.Listings;
using Monitor.Search;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed class InterestWordsTests
{
    [Theory]
    [InlineData("topic:cyber AND actor:country:CN", null, null, "whatever has cyber or country:CN")]
    [InlineData("topic:cyber", "The Lamp", "en", "whatever has cyber or The Lamp, in en")]
    [InlineData("", null, "en", "whatever is in en")]
    [InlineData("ferry", null, null, null)]
    public void A_search_as_an_interest_says_that_any_of_it_is_enough(string words, string? outlet, string? language, string? expected)
    {
        var search = new SavedSearch
        {
            Name = "mine",
            Words = words,
            Filter = new ListFilter { Outlet = outlet, Language = language },
            Author = "mia",
            ChangedAt = DateTimeOffset.UnixEpoch,
        };

        Assert.Equal(expected, InterestWords.Of(search));
    }
}
