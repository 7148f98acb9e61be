using FsCheck;
using FsCheck.Fluent;
using Monitor.Articles.Addresses;

namespace Monitor.Tests.Articles;

public sealed class CanonicalUrlTests
{
    public static TheoryData<string, string> Addresses => CaseFile.Read("canonical-urls.cases");

    [Theory, MemberData(nameof(Addresses))]
    public void An_address_loses_what_does_not_identify_the_article(string listed, string canonical) =>
        Assert.Equal(canonical, CanonicalUrl.TryParse(listed, out var url) ? url.Value : "-");

    [Fact]
    public void A_canonical_address_is_its_own_canonical_form() =>
        Prop.ForAll((NonNull<string> path, NonNull<string> query) =>
        {
            if (!CanonicalUrl.TryParse("https://example.org/" + path.Get + "?" + query.Get, out var url))
            {
                return true;
            }

            return CanonicalUrl.TryParse(url.Value, out var again) && again == url;
        }).Holds();

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Prop.ForAll((string text) => CanonicalUrl.TryParse(text, out _) || true).Holds();

    [Fact]
    public void An_endless_address_is_none() =>
        Assert.False(CanonicalUrl.TryParse("https://example.org/" + new string('a', CanonicalUrl.CharactersMax), out _));
}
