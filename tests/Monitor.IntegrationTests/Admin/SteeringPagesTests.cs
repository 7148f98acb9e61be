using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;

namespace Monitor.IntegrationTests.Admin;

/// <summary>The pages of accounts, settings and the audit log, over real HTTP.</summary>
public sealed partial class SteeringPagesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_audit_log_is_searched_and_paged_and_each_line_comes_once(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        await using (var db = host.Contexts.CreateDbContext())
        {
            for (var i = 1; i <= 120; i++)
            {
                db.Record(i % 2 == 0 ? Deed.FeedPaused : Deed.FeedMoved, "mia", $"feed {i}", host.Clock.GetUtcNow(), from: $"<b>{i}</b>", why: "by hand");
                await db.SaveChangesAsync();
            }

            db.Record(Deed.ConfigChanged, "ben", "topics.yaml topics/ferry", host.Clock.GetUtcNow(), from: "a: 1\nb: 2\n", to: "a: 1\nb: 3\n", why: "wider");
            await db.SaveChangesAsync();
        }

        using var reader = await host.SignedInAsync();
        var seen = new List<string>();
        for (string? next = "/audit?who=mia"; next is not null;)
        {
            var page = await reader.GetStringAsync(next);
            Assert.Contains("120 lines", page, StringComparison.Ordinal);
            seen.AddRange(FeedLink().Matches(page).Select(link => link.Value));
            next = NextLink().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
        var rule = await reader.GetStringAsync("/audit?about=ferry");
        Assert.Contains("1 line<", rule, StringComparison.Ordinal);
        Assert.Contains("href=\"/rules/ferry\"", rule, StringComparison.Ordinal);
        Assert.Contains("“wider”", WebUtility.HtmlDecode(rule), StringComparison.Ordinal);
        Assert.Contains("60 lines", await reader.GetStringAsync("/audit?deed=FeedPaused"), StringComparison.Ordinal);
        foreach (var odd in new[] { "before=x", "before=-1", "before=99999999999999999999", "deed=7", "deed=None", "who=%00&about=%00", "about=%25_%5C" })
        {
            using var answer = await reader.GetAsync(new Uri("/audit?" + odd, UriKind.Relative));
            Assert.True(answer.StatusCode is HttpStatusCode.OK, odd);
        }
    }

    [Fact]
    public async Task Settings_say_where_they_come_from_and_no_secret()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Delivery:SmtpPassword", "hush-hush"), ("Rules:TagAgainDays", "5"));
        using var reader = await host.SignedInAsync();

        var page = await reader.GetStringAsync("/settings");

        Assert.DoesNotContain("hush-hush", page, StringComparison.Ordinal);
        Assert.Matches(@"SmtpPassword</td>\s*<td[^>]*>set, not shown</td>\s*<td[^>]*>command line", page);
        Assert.Matches(@"TagAgainDays</td>\s*<td[^>]*>5</td>\s*<td[^>]*>command line", page);
        Assert.Matches(@"SignInToRead</td>\s*<td[^>]*>False</td>\s*<td[^>]*>default", page);
    }

    [Fact]
    public async Task Ones_own_zone_password_and_tokens()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        await host.AddAccountAsync("mia", AccountRole.Viewer);
        var article = RuleApiTests.New("wire.example", "A ferry", "It waits.", new DateTimeOffset(2021, 7, 19, 12, 30, 0, TimeSpan.Zero));
        await using (var db = host.Contexts.CreateDbContext())
        {
            db.Add(article);
            await db.SaveChangesAsync();
        }

        using var reader = await host.SignedInAsync("mia");
        Assert.Contains("no time zone", await PagesHost.SendAsync(reader, "/account", "zone", ("zone", "Mars/Olympus")), StringComparison.Ordinal);
        var told = await PagesHost.SendAsync(reader, "/account", "zone", ("zone", "Europe/Berlin"));
        Assert.Contains("Times are shown in Europe/Berlin.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Times are shown in Europe/Berlin.", await reader.GetStringAsync("/account"), StringComparison.Ordinal);
        var shown = await reader.GetStringAsync($"/articles/{article.Id}");
        Assert.Contains("<time datetime=\"2021-07-19T12:30:00Z\" title=\"19 Jul 2021 12:30:00 UTC\">19 Jul 2021 14:30</time>", shown, StringComparison.Ordinal);
        using var other = host.Reader();
        Assert.Contains(">19 Jul 2021 12:30</time>", await other.GetStringAsync($"/articles/{article.Id}"), StringComparison.Ordinal);

        var made = WebUtility.HtmlDecode(await PagesHost.SendAsync(reader, "/account", "token", ("name", "nightly"), ("scope", "Admin"), ("days", "30")));
        var token = TokenText().Match(made).Value;
        using var script = host.Reader();
        script.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await script.GetStringAsync("/api/v1/rules");
        host.Clock.Advance(TimeSpan.FromDays(31));
        using (var expired = await script.GetAsync(new Uri("/api/v1/rules", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
        }

        using var again = await host.SignedInAsync("mia");
        Assert.DoesNotContain(token, await again.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("present password is wrong", await PagesHost.SendAsync(
            again, "/account", "password", ("present", "not this one either"), ("new", "other words than before")), StringComparison.Ordinal);
        Assert.Contains("The password is changed", await PagesHost.SendAsync(
            again, "/account", "password", ("present", PagesHost.Password), ("new", "other words than before")), StringComparison.Ordinal);
        await using var after = host.Contexts.CreateDbContext();
        Assert.False(await after.Set<AccountToken>().AnyAsync());
    }

    [Fact]
    public async Task An_admin_adds_changes_and_removes_accounts_and_the_last_admin_stays()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var reader = await host.SignedInAsync();
        var made = await PagesHost.SendAsync(reader, "/accounts", "add", ("name", "mia"), ("role", "Analyst"));
        var password = WebUtility.HtmlDecode(made).Split("shown this once: ")[1].Split('<')[0];
        using var mia = host.Reader();
        using (var signedIn = await PagesHost.SignInAsync(mia, "mia", password))
        {
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        }

        using (var forbidden = await mia.GetAsync(new Uri("/accounts", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
            Assert.Contains("Your account may not do this", await forbidden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("is the last admin", await PagesHost.SendAsync(reader, "/accounts", "role-1", ("role", "Viewer")), StringComparison.Ordinal);
        Assert.Contains("is the last admin", await PagesHost.SendAsync(reader, "/accounts", "remove-1"), StringComparison.Ordinal);
        Assert.Contains("mia is viewer from now on", await PagesHost.SendAsync(reader, "/accounts", "role-2", ("role", "Viewer")), StringComparison.Ordinal);
        Assert.Contains("mia is removed", await PagesHost.SendAsync(reader, "/accounts", "remove-2"), StringComparison.Ordinal);
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(
            ["AccountMade", "RoleChanged", "AccountRemoved"], db.Set<AuditEntry>().OrderBy(entry => entry.Id).AsEnumerable().Select(entry => entry.Deed.ToString()));
    }

    [Fact]
    public async Task What_is_not_there_is_said_on_a_page_with_404()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using var reader = host.Reader();
        foreach (var path in new[]
        {
            "/stories/99", "/articles/99", "/attributions/99", "/feeds/99", "/rules/nobody", "/rules/nobody/tries/7", "/no-such-page", "/feeds/x", "/status/404",
        })
        {
            using var answer = await reader.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, path);
            Assert.Matches("<h1>No(thing here| such )", await answer.Content.ReadAsStringAsync());
        }

        using var program = await reader.GetAsync(new Uri("/api/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, program.StatusCode);
        Assert.DoesNotContain("<html", await program.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"/feeds/[0-9]+\"")]
    private static partial Regex FeedLink();

    [GeneratedRegex("<a href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("monitor_[0-9a-f]+")]
    private static partial Regex TokenText();
}
