using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Whatever articles, feeds and people write is text on the pages, never markup.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' autofocus onfocus=alert(3) &lt;b&gt; </textarea></title>";

    [Fact]
    public async Task An_article_of_markup_is_shown_as_it_is_written()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var article = RuleApiTests.New(Hostile, Hostile + " ransomware", "Ransomware. " + Hostile + " Life hacks. The United States.", host.Clock.GetUtcNow());
        (article.Byline, article.Url, article.ReadNote, article.SummaryOnly) = (Hostile, "javascript:alert(4)", Hostile, true);
        var tagger = Tagger.Load(PagesHost.Config);
        ArticleFindings.Of(tagger.Tag(TokenizedText.Of(article.Title, article.Text)), []).PutInto(article);
        await using (var db = host.Contexts.CreateDbContext())
        {
            db.Add(article);
            await db.SaveChangesAsync();
        }

        using var reader = host.Reader();
        var page = await reader.GetStringAsync($"/articles/{article.Id}");

        AssertHarmless(page);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        using var browser = new Browser(host.Address);
        browser.Open($"/articles/{article.Id}");
        Assert.Equal(article.Text, browser.Find(".text").GetDomProperty("textContent"));
        Assert.Equal(article.Title, browser.Find("h1").GetDomProperty("textContent"));
        Assert.Contains(browser.All(".text mark.topic"), mark => mark.Text == "Ransomware");
        Assert.Contains(browser.All(".text mark.veto"), mark => mark.Text == "Life hacks");
        Assert.Contains(browser.All(".text mark.actor"), mark => mark.Text == "United States");
    }

    [Fact]
    public async Task A_rule_of_markup_is_shown_as_it_is_written()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        using var reader = await host.SignedInAsync();
        var fields = new[]
        {
            ("edited", "1"), ("name", Hostile), ("when", "ransomware " + Hostile), ("suppress", Hostile), ("must-hit", Hostile), ("topic", Hostile),
            ("reason", Hostile),
        };

        foreach (var action in new[] { "check", "save", "try" })
        {
            using var answer = await PagesHost.PostAsync(reader, "/rules/ransomware", "rule", [.. fields, ("action", action)]);
            AssertHarmless(await answer.Content.ReadAsStringAsync());
        }

        using (var saved = await PagesHost.PostAsync(
            reader, "/rules/ransomware", "rule", ("edited", "1"), ("name", Hostile), ("when", "ransomware"), ("must-hit", "Ransomware " + Hostile),
            ("reason", Hostile), ("action", "save")))
        {
            Assert.Equal(
                "/rules/ransomware?saved=2", saved.Headers.Location!.IsAbsoluteUri ? saved.Headers.Location.PathAndQuery : saved.Headers.Location.ToString());
        }

        foreach (var path in new[] { "/rules", "/rules/ransomware", "/sign-in?to=" + Uri.EscapeDataString(Hostile), "/feeds?" + Uri.EscapeDataString(Hostile) })
        {
            AssertHarmless(await reader.GetStringAsync(path));
        }
    }

    [Fact]
    public async Task Whatever_stands_in_the_database_is_text_on_every_page()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        await StoryPagesTests.FillAsync(host);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.NotifyAsync();
        await host.MakeTokenAsync();
        await using (var db = host.Contexts.CreateDbContext())
        {
            db.Add(new Feed { Url = "https://wire.example/feed", Host = "wire.example", Title = Hostile, Outlet = new Outlet { Name = Hostile }, StateReason = Hostile });
            db.Record(Deed.FeedChanged, Hostile, Hostile, host.Clock.GetUtcNow(), Hostile, Hostile, Hostile);
            await db.SaveChangesAsync();
            db.Add(new FeedFetch { FeedId = 1, Number = 1, At = host.Clock.GetUtcNow(), Note = Hostile, NextPollReason = Hostile });
            await db.SaveChangesAsync();
            await db.Set<Story>().ExecuteUpdateAsync(set => set.SetProperty(story => story.Title, Hostile));
            await db.Set<Article>().ExecuteUpdateAsync(set => set.SetProperty(article => article.Title, Hostile).SetProperty(article => article.Outlet, Hostile)
                .SetProperty(article => article.Byline, Hostile).SetProperty(article => article.Url, "javascript:alert(4)"));
            await db.Set<Attribution>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Quote, Hostile));
            await db.Set<OutboxMessage>().ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Subject, Hostile).SetProperty(one => one.Recipient, Hostile).SetProperty(one => one.Reason, Hostile));
            await db.Set<AccountToken>().ExecuteUpdateAsync(set => set.SetProperty(token => token.Name, Hostile));
        }

        using var reader = await host.SignedInAsync();
        foreach (var path in AccessibilityTests.PathsOf(host))
        {
            using var answer = await reader.GetAsync(new Uri(path, UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();
            AssertHarmless(page);
            Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        }
    }

    private static void AssertHarmless(string page)
    {
        page = page.Replace("<script src=\"/monitor.js\" defer></script>", "", StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"' autofocus onfocus", page, StringComparison.OrdinalIgnoreCase);
    }
}
