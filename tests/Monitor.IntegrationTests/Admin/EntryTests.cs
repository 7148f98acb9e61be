using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Public;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Ways in beside the password alone: the first account, browsers that are known, proxies that are believed.</summary>
public sealed class EntryTests
{
    private const string Wrong = "wrong words this time";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_link_of_the_log_makes_the_first_admin_once_and_for_a_day(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var link = host.App.Services.GetRequiredService<SetUpLink>();
        Assert.Null(await link.MakeAsync(CancellationToken.None));
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.Set<Account>().ExecuteDeleteAsync();
        }

        var late = await link.MakeAsync(CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromHours(25));
        var path = await link.MakeAsync(CancellationToken.None);
        using var reader = host.Reader();
        foreach (var other in new[] { late!, SetUpLink.Path, SetUpLink.Path + "?key=", SetUpLink.Path + "?key=%00" + new string('x', 3000), path + "x" })
        {
            using var page = await reader.GetAsync(new Uri(other, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        using (var weak = await PagesHost.PostAsync(reader, path!, "set-up", ("name", "ben"), ("password", "short")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        }

        using var made = await PagesHost.PostAsync(reader, path!, "set-up", ("name", "Ben"), ("password", PagesHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("an admin", await reader.GetStringAsync("/account"), StringComparison.Ordinal);
        using var again = await reader.GetAsync(new Uri(path!, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await using var after = host.Contexts.CreateDbContext();
        Assert.Equal(Deed.AccountMade, (await after.Set<AuditEntry>().SingleAsync()).Deed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_who_use_the_link_at_once_one_has_an_account(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.Set<Account>().ExecuteDeleteAsync();
        }

        var link = host.App.Services.GetRequiredService<SetUpLink>();
        var key = Uri.UnescapeDataString((await link.MakeAsync(CancellationToken.None))!.Split("key=")[1]);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => link.UseAsync(key, $"one{i}", PagesHost.Password, CancellationToken.None)));

        Assert.Single(made, account => account is not null);
        await using var after = host.Contexts.CreateDbContext();
        Assert.Single(await after.Set<Account>().ToListAsync());
    }

    [Fact]
    public async Task Failing_sign_ins_keep_nobody_out_of_a_browser_that_was_signed_in_before()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var cookies = new CookieContainer();
        using var known = host.Reader(cookies: cookies);
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(known, PagesHost.Password));
        using var stranger = host.Reader();
        for (var i = 0; i <= LockOut.FailuresForgiven; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(stranger, Wrong));
        }

        var tries = host.App.Services.GetRequiredService<AddressTries>();
        while (tries.Take(IPAddress.Loopback) is null)
        {
            // The stranger's address is the known browser's too.
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(stranger, PagesHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(known, PagesHost.Password));
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(LockOut.FailuresForgiven + 1, (await db.Set<Account>().SingleAsync()).FailuresInARow);

        // Whoever sits at that browser has no more than its own tries.
        var answers = await Task.WhenAll(Enumerable.Range(0, KnownBrowsers.FailuresMax + 1).Select(_ => TryAsync(known, Wrong)));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(known, PagesHost.Password));
    }

    [Fact]
    public async Task A_browser_that_knows_one_account_is_a_stranger_to_another_one()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        await host.AddAccountAsync("mia", AccountRole.Viewer);
        var cookies = new CookieContainer();
        using var reader = host.Reader(cookies: cookies);
        await TryAsync(reader, PagesHost.Password);
        var cookie = cookies.GetCookies(new Uri(host.Address, "/sign-in")).Single(one => one.Name.StartsWith("monitor-browser", StringComparison.Ordinal));
        Assert.True(cookie.HttpOnly);
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.Set<Account>().Where(account => account.Name == "mia")
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.LockedUntil, host.Clock.GetUtcNow().AddHours(1)));
        }

        // Given the name of mia's cookie, ana's seal does not fit.
        using var answer = await PagesHost.SignInAsync(reader, "mia", PagesHost.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "203.0.113.9", HttpStatusCode.TooManyRequests)]
    [InlineData("10.0.0.0/8", "203.0.113.9", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1", "203.0.113.9", HttpStatusCode.Redirect)]
    [InlineData("127.0.0.0/8;10.0.0.0/8", "203.0.113.9, 10.0.0.7", HttpStatusCode.Redirect)]
    [InlineData("127.0.0.1", "203.0.113.9, 127.0.0.1", HttpStatusCode.Redirect)]
    public async Task Only_trusted_proxies_say_who_asks(string trusted, string forwardedFor, HttpStatusCode expected)
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:TrustedProxies", trusted));
        var tries = host.App.Services.GetRequiredService<AddressTries>();
        while (tries.Take(IPAddress.Loopback) is null || tries.Take(IPAddress.Parse("10.0.0.7")) is null)
        {
            // The proxies' own addresses are to wait.
        }

        using var reader = host.Reader();
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);

        Assert.Equal(expected, await TryAsync(reader, PagesHost.Password));
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient reader, string password)
    {
        using var answer = await PagesHost.SignInAsync(reader, PagesHost.Name, password);
        return answer.StatusCode;
    }
}
