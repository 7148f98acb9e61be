using Monitor.Articles;
using Monitor.Articles.Extraction;

namespace Monitor.Tests.Articles;

public sealed class AmpVersionTests
{
    [Theory]
    [InlineData("https://lamp.example/a", "https://lamp.example/amp/a", true)]
    [InlineData("https://www.lamp.example/a", "https://amp.lamp.example/a", true)]
    [InlineData("https://m.lamp.example/a", "https://lamp.example/amp/a", true)]
    [InlineData("https://lamp.example/a", "https://lamp-example.amp-cache.example/a", false)]
    [InlineData("https://lamp.example/a", "https://evillamp.example/a", false)]
    [InlineData("https://lamp.example/a", "https://example/a", false)]
    [InlineData("http://10.1.2.3/a", "http://2.3/a", false)]
    [InlineData("https://one.lamp.example/a", "https://two.lamp.example/a", false)]
    public void Only_the_same_site_is_asked(string page, string version, bool isAsked) =>
        Assert.Equal(isAsked ? new Uri(version) : null, AmpVersion.ToAsk(Page("A teaser.", version), new Uri(page)));

    [Fact]
    public void A_page_that_is_the_article_or_the_amp_version_itself_asks_for_none()
    {
        var address = new Uri("https://lamp.example/dock");

        Assert.Null(AmpVersion.ToAsk(Page(Pages.Body, "https://lamp.example/amp/dock"), address));
        Assert.Null(AmpVersion.ToAsk(Page("A teaser.", "https://lamp.example/dock#top"), address));
        Assert.Null(AmpVersion.ToAsk(Page("A teaser.", null), address));
    }

    [Theory]
    [InlineData(200, 299, false)]
    [InlineData(200, 300, true)]
    [InlineData(100, 249, false)]
    [InlineData(0, 250, true)]
    public void A_version_must_hold_clearly_more(int pageCharacters, int versionCharacters, bool isTaken)
    {
        var page = Page(new string('x', pageCharacters), null) with { Byline = "Jon Abara" };
        var version = Page(new string('y', versionCharacters), null);

        Assert.Equal(isTaken ? version with { Byline = "Jon Abara" } : page, AmpVersion.Fuller(page, version));
    }

    private static ExtractedPage Page(string text, string? ampUrl) => new("Dock closes", null, null, "en", text, null, ampUrl, IsStub: false);
}
