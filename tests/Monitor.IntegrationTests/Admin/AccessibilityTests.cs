using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Audit;
using Monitor.Feeds;
using OpenQA.Selenium;

namespace Monitor.IntegrationTests.Admin;

/// <summary>The pages for those who cannot see them well, or have no mouse: axe-core on each that there is, and tasks by keyboard alone.</summary>
public sealed partial class AccessibilityTests
{
    private const string Axe = """
        const done = arguments[arguments.length - 1];
        axe.run(document, { runOnly: arguments[0] ? { type: 'rule', values: [arguments[0]] } : { type: 'tag',
            values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
          .then(found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '))), fault => done([String(fault)]));
        """;

    [Fact, Trait("Takes", "Minutes")]
    public async Task No_page_has_anything_that_axe_finds_in_any_of_four_settings()
    {
        await using var host = await StartAsync();
        using var browser = new Browser(host.Address);
        browser.SignIn(PagesHost.Name, PagesHost.Password);
        var script = new BundledAxeScriptProvider().GetScript();
        List<string> paths = [.. PathsOf(host), "/actors/item?file=actors.yaml&item=actors%2Fcountry%3ACN"];
        Assert.True(paths.Count >= 20, string.Join(' ', paths));
        var found = new List<string>();
        foreach (var (width, isDark) in new[] { (1280, false), (360, false), (360, true), (1280, true) })
        {
            browser.Show(width, isDark);
            foreach (var path in paths)
            {
                browser.Open(path);
                browser.Run(script);
                // Darkness changes colours and nothing else.
                found.AddRange(browser.Await(Axe, isDark ? "color-contrast" : null).Select(one => $"{path} at {width}{(isDark ? ", dark" : "")}: {one}"));
                if (browser.IsWiderThanItsWindow())
                {
                    found.Add($"{path} at {width} scrolls sideways");
                }
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Ten_tasks_by_keyboard_alone()
    {
        await using var host = await StartAsync();
        using var browser = new Browser(host.Address);

        // 1: sign in.
        browser.Open("/sign-in?to=%2Frules");
        browser.Keys(PagesHost.Name, Keys.Tab, PagesHost.Password, Keys.Enter);
        browser.Until(() => browser.Path == "/rules", "the rules");
        // 2: past the menu.
        browser.Keys(Keys.Tab, Keys.Enter);
        Assert.EndsWith("#content", browser.Address, StringComparison.Ordinal);
        // 3: down a list and up again, and 4: open what is there.
        browser.Keys("j", "j", "k");
        var name = browser.Find(".here a").Text;
        browser.Keys("o");
        browser.Until(() => browser.Find("h1").Text == name, "the rule");
        // 5: the page of keys.
        browser.Keys("?");
        browser.Until(() => browser.Path == "/keys", "the keys");
        // 6: to the search, and 7: search.
        browser.Open("/audit");
        browser.Keys("/", "feed 1", Keys.Enter);
        browser.Until(() => browser.Path.Contains("about=feed", StringComparison.Ordinal), "the search");
        // 8: mark a report, and 9: take it out of its story.
        browser.Open("/stories/1");
        browser.Until(() => browser.All("form#split input").Count > 0, "the story");
        for (var i = 0; i < 50 && browser.All("form#split input:checked").Count == 0; i++)
        {
            browser.Keys("j", "m");
        }

        Assert.Single(browser.All("form#split input:checked"));

        browser.TabTo("form#split button");
        browser.Keys(Keys.Enter);
        browser.Until(() => browser.All("[role=status], [role=alert]").Count > 0, "what was said of it");
        // 10: sign out.
        browser.Open("/account");
        browser.TabTo(".signed-in button");
        browser.Keys(Keys.Enter);
        browser.Until(() => browser.Text.Contains("Sign in", StringComparison.Ordinal), "the sign-out");
    }

    private static async Task<PagesHost> StartAsync()
    {
        var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        await StoryPagesTests.FillAsync(host);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await using var db = host.Contexts.CreateDbContext();
        db.Add(new Feed
        {
            Url = "https://wire.example/feed",
            Host = "wire.example",
            Title = "Wire",
            Outlet = new Outlet { Name = "Wire" },
        });
        db.Record(Deed.FeedAdded, PagesHost.Name, "feed 1", host.Clock.GetUtcNow(), to: "Wire", why: "asked for");
        db.Record(Deed.ConfigChanged, PagesHost.Name, "topics.yaml topics/ransomware", host.Clock.GetUtcNow(), from: "a\nb", to: "a\nc");
        await db.SaveChangesAsync();
        return host;
    }

    /// <summary>Each page that there is; where it wants a number it gets 1, where it wants a rule one that there is.</summary>
    internal static List<string> PathsOf(PagesHost host) =>
    [
        .. host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), match => match.Value == "{Id}" ? "ransomware" : "1"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
