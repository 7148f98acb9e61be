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

    [Fact]
    public async Task A_rule_is_mended_tried_labelled_saved_and_undone_without_scripts()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        await RuleApiTests.AddArticlesAsync(host);
        using var browser = new Browser(host.Address);
        browser.SignIn(PagesHost.Name, PagesHost.Password);

        browser.Open("/rules");
        browser.Press("Write a new rule");
        browser.Type("id", "ferry");
        browser.Type("name", "Ferries");
        browser.Type("when", "ferry\nferries");
        browser.Press("Check");
        Assert.Contains("Line 2, column 1", browser.Text, StringComparison.Ordinal);
        Assert.Equal("ferry\nferries", browser.Find("[name=when]").GetDomProperty("value"));

        browser.Type("when", "ferry OR ferries");
        browser.Press("Try on the stored articles");
        browser.Until(() => browser.Text.Contains("of 3 articles hit", StringComparison.Ordinal), "the report");
        Assert.Contains("+2 gained", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["ferry", "ferries"], browser.All("section mark").Select(mark => mark.Text).Distinct());
        browser.Press("Right");
        Assert.Equal("true", browser.Find("button[name=right]").GetDomAttribute("aria-pressed"));

        browser.Press("Save as version 1");
        Assert.Contains("Say in a few words why", browser.Text, StringComparison.Ordinal);
        browser.Type("reason", "asked for by the desk");
        browser.Press("Save as version 1");
        Assert.Equal("/rules/ferry?saved=1", browser.Path);
        Assert.Contains("by ana", browser.Text, StringComparison.Ordinal);

        browser.Type("when", "ferry");
        browser.Type("reason", "ships only");
        browser.Press("Save as version 2");
        browser.All("[name=reason]")[1].SendKeys("too narrow");
        browser.Press("Undo version 2");
        Assert.Equal("/rules/ferry?saved=3", browser.Path);
        Assert.Equal("ferry OR ferries", browser.Find("[name=when]").GetDomProperty("value"));
    }

    [Fact]
    public async Task Who_saves_second_sees_what_the_first_one_changed()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        using var second = await host.SignedInAsync();
        using (var first = await PagesHost.PostAsync(
            second, "/rules/ransomware", "rule", ("edited", "1"), ("name", "Ransom"), ("when", "ransomware OR extortion"), ("reason", "wider"),
            ("action", "save")))
        {
            Assert.Equal(System.Net.HttpStatusCode.Redirect, first.StatusCode);
        }

        using var late = await PagesHost.PostAsync(
            second, "/rules/ransomware", "rule", ("edited", "1"), ("name", "Ransomware"), ("when", "ransomware"), ("reason", "narrower"), ("action", "save"));
        var page = await late.Content.ReadAsStringAsync();

        Assert.Contains("ana saved version 2", page, StringComparison.Ordinal);
        Assert.Contains("ransomware OR extortion", page, StringComparison.Ordinal);
        Assert.Contains("Save as version 3", page, StringComparison.Ordinal);
        Assert.Contains("name=\"edited\" value=\"2\"", page, StringComparison.Ordinal);
    }
}
