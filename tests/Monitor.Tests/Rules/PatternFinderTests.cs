using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tests.Rules;

/// <summary>How much of a text a pattern reads is counted in characters: no clock ends it early.</summary>
public sealed class PatternFinderTests
{
    [Fact]
    public void A_thousand_matches_inside_words_do_not_hide_the_one_that_counts() =>
        Assert.Equal("last", Found("a|last", string.Concat(Enumerable.Repeat("banana ", 1_000)) + "last"));

    [Fact]
    public void A_pattern_whose_every_match_reads_to_the_end_finds_all_of_an_ordinary_text() =>
        Assert.Equal(900, new PatternFinder("a.*z|a").Find(TokenizedText.Of(string.Concat(Enumerable.Repeat("a further ", 900)))).Count);

    [Fact]
    public void A_pattern_is_looked_for_in_the_first_hundred_thousand_characters()
    {
        var text = string.Concat(Enumerable.Repeat("word ", PatternFinder.CharactersMax / 5));

        Assert.Equal("last", Found("last", text[..^5] + "last"));
        Assert.Equal("", Found("last", text + "last"));
    }

    private static string Found(string pattern, string value)
    {
        var text = TokenizedText.Of(value);
        return string.Join(' ', new PatternFinder(pattern).Find(text).Select(place => value[text.Tokens[place.First].Start..text.Tokens[place.End - 1].End]));
    }
}
