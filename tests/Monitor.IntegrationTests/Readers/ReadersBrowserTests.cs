using Monitor.IntegrationTests.Admin;

namespace Monitor.IntegrationTests.Readers;

/// <summary>Confirming, preferences, pause, leaving and coming back in Chromium, with scripts off.</summary>
public sealed class ReadersBrowserTests
{
    [Fact]
    public async Task A_reader_confirms_changes_pauses_leaves_and_comes_back_without_scripts()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.AddAsync("kim", "kim@example.org");
        var mail = Assert.Single(await world.MailsToAsync("kim@example.org"));
        using var browser = new Browser(world.Site, scripts: false);

        browser.Open(ReadersWorld.LinkIn(mail, "confirm"));
        browser.Press("Confirm");
        Assert.StartsWith("/preferences/kim/", browser.Path, StringComparison.Ordinal);

        browser.Type("time1", "0615AM");
        browser.Type("accused", "China");
        browser.Find("[name=length] option[value=Long]").Click();
        browser.Find("[name=digest]").Click();
        browser.Press("Save");
        Assert.Contains("Saved.", browser.Text, StringComparison.Ordinal);
        Assert.EndsWith("?saved", browser.Path, StringComparison.Ordinal);
        var kim = await world.SubscriberAsync("kim");
        Assert.Equal((new TimeOnly(6, 15), "country:CN", true), (kim.Settings.Digests[0].At, kim.Settings.Interests.Accused[0], kim.DigestOffAt is not null));

        browser.Press("Leave everything");
        browser.Press("Send me nothing any more");
        Assert.True((await world.SubscriberAsync("kim")).Left);
        browser.Press("Send me mails again");
        Assert.False((await world.SubscriberAsync("kim")).Left);
        browser.Press("Say what is sent to you");
        Assert.StartsWith("/preferences/kim/", browser.Path, StringComparison.Ordinal);
    }
}
