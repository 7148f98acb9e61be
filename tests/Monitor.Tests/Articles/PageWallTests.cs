using Monitor.Articles.Extraction;
using Monitor.Articles.Walls;
using Monitor.Languages;

namespace Monitor.Tests.Articles;

/// <summary>Pages that are the article of their entry, and what stands in its place: Cases/page-walls.cases.</summary>
public sealed class PageWallTests
{
    private static readonly Uri Asked = new("http://lamp.example/a/7");

    public static TheoryData<string, string> Pages => CaseFile.Read("page-walls.cases");

    [Theory, MemberData(nameof(Pages))]
    public void A_page_is_held_against_its_entry(string given, string expected)
    {
        var fields = given.Split('|', StringSplitOptions.TrimEntries);
        var (title, summary, text) = (fields[0], fields[1], Repeated(fields[3]));
        var page = new ExtractedPage(fields[2], null, null, LanguageDetector.Detect(text), text, null, null, IsStub: false);
        var led = fields[4].Length > 0 ? new Uri(fields[4]) : Asked;

        var wall = PageWall.Because(
            title, summary, "The Ellery Lamp", LanguageDetector.Detect($"{title}\n{summary}"), page, Asked, led, stoodElsewhere: fields[5] is "repeated");

        Assert.Equal(expected, wall is null ? "article" : "wall");
    }

    /// <summary>Who adds a feed without a title names its outlet by the host.</summary>
    [Theory]
    [InlineData("The page is not here any more. What goes on in town stands on the first page of the Ellery Lamp each morning.", true)]
    [InlineData("The auction moves to the afternoon, since the small boats of Ellery come in late and asked for it.", false)]
    public void The_name_of_a_host_is_no_word_in_common(string text, bool isWall)
    {
        var page = new ExtractedPage("Oh no", null, null, "en", text, null, null, IsStub: false);
        var asked = new Uri("http://ellerylamp.example/a/7");

        var wall = PageWall.Because(
            "Fish auction of Ellery moves", "It goes to five, as small boats asked, says the harbour master.", "ellerylamp.example", "en", page, asked, asked, false);

        Assert.Equal(isWall, wall is not null);
    }

    [Theory]
    [InlineData("", "<a href='/v/{0}'>{1}</a>", "ferry three days", true)]
    [InlineData("", "<a href='#post-{0}'>{1}</a>", "ferry three days", false)]
    [InlineData("", "<a href='/a/7?post={0}'>{1}</a>", "ferry three days", false)]
    [InlineData("", "{1}", "ferry three days", false)]
    // A round-up that its entry announces, and one that says first what it is.
    [InlineData("", "<a href='/v/{0}'>{1}</a>", "mayor library roof market swimmers", false)]
    [InlineData("<p>Five things that you should know today, from the new library to the swimmers at the pier, told in two minutes.</p>",
        "<a href='/v/{0}'>{1}</a>", "mayor ferry", false)]
    public void A_list_of_other_pages_is_an_article_only_where_its_entry_announces_one(string beginning, string heading, string summary, bool isWall)
    {
        string[] cards =
        [
            "Mayor opens new library wing after years of work|The mayor cut a ribbon on Monday and spoke of the many readers who waited for the wing.",
            "Storm tears roof from market hall|Nobody was hurt when the wind took the roof of the old market hall, said the fire brigade of the town.",
            "Swimmers break the ice for charity|Forty swimmers met at the pier on Sunday and gave the money to the ward of the hospital, as each year.",
        ];
        var html = string.Concat(cards.Select((card, i) => $"<div><h3>{string.Format(null, heading, i, card.Split('|')[0])}</h3><p>{card.Split('|')[1]}</p></div>"));
        var page = new TextExtractor().Extract($"<html><body><main><h1>Today</h1>{beginning}{html}</main></body></html>", Asked);

        var wall = PageWall.Because("Today", summary, "The Ellery Lamp", "en", page, Asked, Asked, stoodElsewhere: false);

        Assert.Equal(isWall ? "the page only lists other pages" : null, wall is "the page only lists other pages" ? wall : null);
    }

    [Fact]
    public void A_text_is_known_again_though_its_numbers_and_references_change()
    {
        var text = string.Join(' ', Enumerable.Repeat("Please complete the check, so that we know you are a person.", 3));

        var first = PageSight.Of(Asked, "Dock closes", $"{text} Reference: 8f1c2ab3, your address 203.0.113.24");
        var second = PageSight.Of(Asked, "Tram opens", $"{text} Reference: 77aa01d9, your address 203.0.113.25");

        Assert.Equal(first!.TextKey, second!.TextKey);
        Assert.NotEqual(first.TitleKey, second.TitleKey);
        Assert.Null(PageSight.Of(Asked, "Dock closes", "Not to be had here."));
    }

    /// <summary>"text ×12" is the text twelve times.</summary>
    private static string Repeated(string text)
    {
        var mark = text.LastIndexOf('×');
        return mark < 0 ? text : string.Concat(Enumerable.Repeat(text[..mark], int.Parse(text[(mark + 1)..], null)));
    }
}
