namespace Monitor.IntegrationTests.Admin;

/// <summary>The pages as an analyst uses them, in Chromium.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task Signing_in_and_out()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var browser = new Browser(host.Address);

        browser.Open("/feeds");
        browser.Press("Sign in");
        Assert.Equal("/sign-in?to=%2Ffeeds", browser.Path);

        browser.SignIn(PagesHost.Name, "wrong words this time");
        Assert.Contains("refused", browser.Text, StringComparison.Ordinal);

        browser.Open("/sign-in?to=%2Ffeeds");
        browser.Type("name", PagesHost.Name);
        browser.Type("password", PagesHost.Password);
        browser.Press("Sign in");
        Assert.Equal("/feeds", browser.Path);
        Assert.Contains(PagesHost.Name, browser.Text, StringComparison.Ordinal);

        browser.Press("Sign out");
        Assert.Equal("/", browser.Path);
        Assert.Contains("Sign in", browser.Text, StringComparison.Ordinal);
    }
}
