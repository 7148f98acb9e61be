using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Sign-in by an identity provider, over real HTTP and with real signatures.</summary>
public sealed class OpenIdTests
{
    private const string Refused = "The sign-in by your organisation was refused.";

    [Fact]
    public async Task Who_has_a_role_has_an_account_and_the_role_is_taken_anew_each_time()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        foreach (var (roles, words, role) in new[]
        {
            (new JsonArray("monitor-viewer", "others"), "a viewer", AccountRole.Viewer),
            (new JsonArray("monitor-analyst", "monitor-viewer"), "an analyst", AccountRole.Analyst),
            (new JsonArray("monitor-admin"), "an admin", AccountRole.Admin),
        })
        {
            provider.Claims = claims => claims["roles"] = roles;
            using var reader = host.Reader();
            Assert.Equal("/feeds", (await WayThroughAsync(reader)).Location);
            Assert.Contains(words, await reader.GetStringAsync("/account"), StringComparison.Ordinal);
            await using var db = host.Contexts.CreateDbContext();
            var account = await db.Set<Account>().SingleAsync(account => account.Subject != null);
            Assert.Equal(("mia.example.org", role, ""), (account.Name, account.Role, account.PasswordHash));
        }

        await using var after = host.Contexts.CreateDbContext();
        Assert.Equal(
            [Deed.AccountMade, Deed.RoleChanged, Deed.RoleChanged],
            await after.Set<AuditEntry>().Where(entry => entry.Who == "mia.example.org").OrderBy(entry => entry.Id).Select(entry => entry.Deed).ToListAsync());
        using var stranger = host.Reader();
        using var guessed = await PagesHost.SignInAsync(stranger, "mia.example.org", "");
        Assert.Equal(HttpStatusCode.Unauthorized, guessed.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_an_answer_lets_nobody_in()
    {
        using var foreign = RSA.Create(2048);
        await using var provider = await ScriptedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        await host.AddAccountAsync("taken", AccountRole.Viewer);
        var cases = new (string Case, Action<JsonObject> Claims, RSA? Key, string Told)[]
        {
            ("for another audience", claims => claims["aud"] = "somebody-else", null, Refused),
            ("from another issuer", claims => claims["iss"] = "https://hostile.example", null, Refused),
            ("expired an hour ago", claims => claims["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds(), null, Refused),
            ("of another sign-in", claims => claims["nonce"] = "another", null, Refused),
            ("signed by another key", _ => { }, foreign, Refused),
            ("with a role that is none of ours", claims => claims["roles"] = "root", null, "has given you no role here"),
            ("without a role", claims => claims.Remove("roles"), null, "has given you no role here"),
            ("under a name that is taken", claims => claims["preferred_username"] = "Taken", null, "a name that an account here has already"),
        };
        foreach (var (what, change, key, told) in cases)
        {
            provider.Claims = claims =>
            {
                claims["roles"] = "monitor-admin";
                change(claims);
            };
            provider.OtherKey = key;
            using var reader = host.Reader();

            var (location, _) = await WayThroughAsync(reader);
            Assert.Equal($"{what}: /sign-in", $"{what}: {location}");

            Assert.Contains(told, WebUtility.HtmlDecode(await reader.GetStringAsync("/sign-in")), StringComparison.Ordinal);
            Assert.DoesNotContain("Sign out", await reader.GetStringAsync("/"), StringComparison.Ordinal);
            await using var db = host.Contexts.CreateDbContext();
            Assert.False(await db.Set<Account>().AnyAsync(account => account.Subject != null), what);
        }
    }

    [Fact]
    public async Task An_answer_works_once_and_in_the_browser_that_asked_for_it()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        provider.Claims = claims => claims["roles"] = "monitor-viewer";
        using var reader = host.Reader();
        var (_, answer) = await WayThroughAsync(reader);
        using var other = host.Reader();
        foreach (var replaying in new[] { reader, other })
        {
            using var replayed = await replaying.GetAsync(answer);
            Assert.Equal("/sign-in", replayed.Headers.Location!.ToString());
        }

        Assert.DoesNotContain("Sign out", await other.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hostile.example/")]
    [InlineData("//hostile.example/")]
    [InlineData("/\\hostile.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task The_way_back_leads_to_a_page_of_ours_only(string to)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        provider.Claims = claims => claims["roles"] = "monitor-viewer";
        using var reader = host.Reader();

        Assert.Equal("/", (await WayThroughAsync(reader, to)).Location);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("00:10:00", 10)]
    public async Task A_role_that_the_provider_takes_away_ends_with_the_session_however_much_it_is_used(string? length, int minutes)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var host = await PagesHost.StartAsync(
            DatabaseKind.Sqlite, ("OpenId:Authority", provider.Address), ("OpenId:ClientId", "monitor"), ("OpenId:SessionLength", length));
        provider.Claims = claims => claims["roles"] = "monitor-admin";
        using var reader = host.Reader();
        await WayThroughAsync(reader);
        provider.Claims = claims => claims.Remove("roles");

        for (var used = 0; used < 9; used++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(minutes / 10.0));
            Assert.Contains("an admin", await reader.GetStringAsync("/account"), StringComparison.Ordinal);
        }

        host.Clock.Advance(TimeSpan.FromMinutes((minutes / 10.0) + 1));
        using var ended = await reader.GetAsync("/account");
        Assert.StartsWith("/sign-in", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await WayThroughAsync(reader)).Location);
    }

    private static Task<PagesHost> StartAsync(ScriptedProvider provider) =>
        PagesHost.StartAsync(DatabaseKind.Sqlite, ("OpenId:Authority", provider.Address), ("OpenId:ClientId", "monitor"));

    /// <summary>To the provider and back, as a browser goes.</summary>
    /// <returns>Where it ends, and the address by which the provider's answer came.</returns>
    private static async Task<(string Location, Uri Answer)> WayThroughAsync(HttpClient reader, string to = "/feeds")
    {
        using var begun = await reader.GetAsync(new Uri($"/sign-in/open-id?to={Uri.EscapeDataString(to)}", UriKind.Relative));
        using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var agreed = await outside.GetAsync(begun.Headers.Location);
        var answer = agreed.Headers.Location!;
        using var done = await reader.GetAsync(answer);
        return (done.Headers.Location?.ToString() ?? $"{done.StatusCode}", answer);
    }
}
