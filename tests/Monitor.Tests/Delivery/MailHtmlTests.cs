using FsCheck;
using FsCheck.Fluent;
using Monitor.Delivery.Mail;

namespace Monitor.Tests.Delivery;

public sealed class MailHtmlTests
{
    [Fact]
    public void Nothing_that_is_put_in_becomes_markup() =>
        Prop.ForAll((NonNull<string> text) =>
        {
            var html = new MailHtml().Add($"<p title=\"{text.Get}\">{text.Get}</p>").ToString();
            var inner = html["<p title=\"".Length..^"</p>".Length].Replace("\">", "", StringComparison.Ordinal);
            return !inner.Contains('<', StringComparison.Ordinal) && !inner.Contains('"', StringComparison.Ordinal);
        }).Holds();

    [Theory]
    [InlineData("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2")]
    [InlineData("http://example.org/ä", "http://example.org/%C3%A4")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData(" JaVaScRiPt:alert(1)", null)]
    [InlineData("data:text/html,hello", null)]
    [InlineData("//example.org/a", null)]
    [InlineData("https://user:word@example.org/", null)]
    [InlineData("/relative", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_link_leads_to_the_web_or_nowhere(string? url, string? expected) => Assert.Equal(expected, MailHtml.WebAddress(url));

    [Fact]
    public void A_link_that_is_none_leaves_its_text() =>
        Assert.Equal(
            "<span class=\"\" style=\"color:red\">Read &lt;this&gt;</span>",
            new MailHtml().Link("javascript:alert(1)", "Read <this>", "color:red").ToString());

    [Fact]
    public void Characters_above_ASCII_stay_characters() =>
        Assert.Equal("Łódź – 北京 🙂", new MailHtml().Add($"{"Łódź – 北京 🙂"}").ToString());

    [Theory]
    [InlineData("one\r\nBcc: two\tthree", 100, "one Bcc: two three")]
    [InlineData("  spaced   out ", 100, "spaced out")]
    [InlineData("a\u202Eevil\u2066b\u0007c", 100, "aevilb c")]
    [InlineData("half \uD83D pair", 100, "half pair")]
    [InlineData("The ministry said on Monday", 20, "The ministry said…")]
    [InlineData("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…")]
    [InlineData(null, 10, "")]
    public void Text_is_made_fit_for_one_line(string? text, int charactersMax, string expected) =>
        Assert.Equal(expected, MailHtml.Plain(text, charactersMax));

    [Fact]
    public void Text_is_cut_to_its_length_and_stays_whole() =>
        Prop.ForAll((NonNull<string> text, PositiveInt length) =>
        {
            var plain = MailHtml.Plain(text.Get, length.Get + 2);
            return plain.Length <= length.Get + 2 && plain.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
        }).Holds();
}
