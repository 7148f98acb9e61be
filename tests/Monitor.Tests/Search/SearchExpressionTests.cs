using Monitor.Actors;
using Monitor.Listings;
using Monitor.Search;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Tests.Search;

/// <summary>What may be typed to search, and what is refused with which words. That it finds what a rule hits is held on both databases.</summary>
public sealed class SearchExpressionTests
{
    private static readonly Tagger Tagger = new(new ActorBook([], []));

    [Theory]
    [InlineData("data breach", "data AND breach")]
    [InlineData("data \"of the\" NOT (a OR b)", "data AND \"of the\" AND NOT (a OR b)")]
    [InlineData("data, breach", "1:5: a comma separates only the items of OF and SCORE; write OR or AND")]
    [InlineData("data and breach", "1:6: \"and\" is a word here, for operators are written in capitals; write AND")]
    [InlineData("actor:", "1:1: the name of an actor is expected behind \"actor:\"; such as actor:country:CN or actor:threat-group")]
    [InlineData("topic: data", "1:1: the name of a topic is expected behind \"topic:\"; such as topic:hacking")]
    [InlineData("actor:country:XX", "1:1: there is no list, actor or rule \"#country:XX\"")]
    [InlineData("", "1:1: the rule is empty; write a word, a \"phrase\" or a #list")]
    public void What_is_typed_is_read_or_refused_with_its_place(string typed, string expected) => Assert.StartsWith(
        expected,
        SearchExpressions.Read(typed, Tagger) switch
        {
            SearchReading.Read read => read.Expression.Root.ToString(),
            SearchReading.Refused refused => refused.Reason,
            _ => "",
        }, StringComparison.Ordinal);

    [Fact]
    public void A_thousand_alternatives_are_refused_with_a_sentence() => Assert.Equal(
        new SearchReading.Refused("A search has at most 300 words and operators; this one has 1,001."),
        SearchExpressions.Read(string.Join(" OR ", Enumerable.Range(0, 1_000).Select(i => $"a{i % 10}")), Tagger));

    [Theory]
    [InlineData("hack* NOT Russia", true)]
    [InlineData("title:hack OR 1 OF (a, b)", true)]
    [InlineData("\"data breach\"", false)]
    [InlineData("!US", false)]
    [InlineData("NOT \"data breach\"", false)]
    [InlineData("a NEAR/3 b", false)]
    [InlineData("lead:a", false)]
    public void It_is_known_where_the_index_alone_decides(string typed, bool isExact) =>
        Assert.Equal(isExact, Assert.IsType<SearchReading.Read>(SearchExpressions.Read(typed, Tagger)).Expression.IsExact);

    [Fact]
    public void An_interest_takes_what_a_search_cannot_do_without()
    {
        var search = new SavedSearch
        {
            Name = "Grids",
            Words = "topic:hacking actor:country:CN grid NOT actor:country:RU",
            Filter = new ListFilter { Topic = "ransomware", Language = "en" },
            Author = "ana",
            ChangedAt = DateTimeOffset.UnixEpoch,
        };

        var interests = new Interests { Topics = ["hacking"], Outlets = ["The Quay"] }.Including(search);

        Assert.Equal(["hacking", "ransomware"], interests.Topics);
        Assert.Equal(["country:CN"], interests.Actors);
        Assert.Equal(["The Quay"], interests.Outlets);
        Assert.Equal(["en"], interests.Languages);
    }

    [Fact]
    public void Keys_are_ordered_as_articles_appeared()
    {
        var noon = new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);
        Assert.True(SearchKey.Of(noon, 5) < SearchKey.Of(noon, 6));
        Assert.True(SearchKey.Of(noon, 500_000_000) < SearchKey.Of(noon.AddSeconds(1), 1));
        Assert.Equal(noon, SearchKey.InstantOf(SearchKey.Of(noon, 12)));
        Assert.True(SearchKey.Of(DateTimeOffset.MinValue, 1) >= 0 && SearchKey.Of(DateTimeOffset.MaxValue, 1) > 0);
    }
}
