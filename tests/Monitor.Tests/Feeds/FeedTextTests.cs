using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Feeds.Html;
using Monitor.Feeds.Parsing;

namespace Monitor.Tests.Feeds;

public sealed class FeedTextTests
{
    public static TheoryData<string, string> Addresses => CaseFile.Read("relative-addresses.cases");

    public static TheoryData<string, string> Html => CaseFile.Read("html-text.cases");

    [Theory, MemberData(nameof(Addresses))]
    public void A_reference_is_resolved(string reference, string address) =>
        Assert.Equal(address, RelativeAddress.Resolve("http://a/b/c/d;p?q", reference));

    [Theory, MemberData(nameof(Html))]
    public void Html_becomes_text(string html, string text) =>
        Assert.Equal(Regex.Unescape(text), HtmlText.Of(html));

    [Theory]
    [InlineData("<a href=\"/x\">", "<a href=\"https://a.example/x\">")]
    [InlineData("<a class='q' href = ' x?b=1&amp;c=2 '>", "<a class='q' href = 'https://a.example/b/x?b=1&amp;c=2'>")]
    [InlineData("<img src=x.png alt=y>", "<img src=https://a.example/b/x.png alt=y>")]
    [InlineData("<a href=\"https://other.example/\">", "<a href=\"https://other.example/\">")]
    [InlineData("x < y = z > href=\"/q\"", "x < y = z > href=\"/q\"")]
    [InlineData("<a data-href=\"/x\" title=\"href='/y'\">", "<a data-href=\"/x\" title=\"href='/y'\">")]
    public void Only_addresses_in_tags_are_made_absolute(string html, string resolved) =>
        Assert.Equal(resolved, HtmlAddresses.Resolve(html, "https://a.example/b/c"));

    [Theory]
    [InlineData("AT&T rises", false)]
    [InlineData("a < b and c > d", false)]
    [InlineData("Q&A; more", false)]
    [InlineData("<b>bold</b>", true)]
    [InlineData("fish &amp; chips", true)]
    [InlineData("it&#8217;s", true)]
    public void A_title_is_html_only_when_it_shows(string title, bool isHtml) => Assert.Equal(isHtml, HtmlSigns.Shows(title));

    [Theory]
    [InlineData("ada@example.org (Ada Example)", "Ada Example")]
    [InlineData("Ada Example <ada@example.org>", "Ada Example")]
    [InlineData("Ada Example (ada@example.org)", "Ada Example")]
    [InlineData("Ada Example", "Ada Example")]
    [InlineData("ada@example.org", "ada@example.org")]
    public void A_person_is_known_by_the_name(string written, string name) => Assert.Equal(name, PersonText.Name(written));

    [Fact]
    public void Nothing_executable_survives_in_plain_text() =>
        Prop.ForAll((NonNull<string> words) =>
        {
            var plain = words.Get.Replace("<", "", StringComparison.Ordinal);
            var text = HtmlText.Of($"<p onclick='bad()'>{plain}</p><script>bad()</script><style>bad()</style><img onerror=bad() src=x><p>end</p>");
            Assert.DoesNotContain("bad()", text, StringComparison.Ordinal);
            Assert.EndsWith("end", text, StringComparison.Ordinal);
        }).Holds();
}
