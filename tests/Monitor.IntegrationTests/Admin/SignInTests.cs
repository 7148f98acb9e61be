using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Worker.Public;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Sign-in over real HTTP, on both databases.</summary>
public sealed class SignInTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_right_password_begins_a_session_and_a_new_one_ends_it(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var reader = host.Reader();

        using var answer = await PagesHost.SignInAsync(reader, "Ana ", PagesHost.Password, "/sign-in?to=%2Ffeeds");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/feeds", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("monitor-session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Sign out", await reader.GetStringAsync("/feeds"), StringComparison.Ordinal);

        await ChangeAsync(host, account => account.ChangePassword("other words than before"));
        Assert.DoesNotContain("Sign out", await reader.GetStringAsync("/feeds"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_account_that_fails_five_times_is_locked_for_a_while_even_for_the_right_password(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var reader = host.Reader();
        var refusals = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            refusals.Add(await RefusalAsync(reader, PagesHost.Name, "wrong words this time"));
        }

        refusals.Add(await RefusalAsync(reader, PagesHost.Name, PagesHost.Password));
        refusals.Add(await RefusalAsync(reader, "nobody", PagesHost.Password));
        Assert.Single(refusals.Distinct());

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var answer = await PagesHost.SignInAsync(reader, PagesHost.Name, PagesHost.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(0, (await db.Set<Account>().SingleAsync()).FailuresInARow);
    }

    [Fact]
    public async Task Tries_at_once_from_one_address_count_each()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);

        var answers = await Task.WhenAll(Enumerable.Range(0, AddressTries.FailuresMax + 6).Select(async i =>
        {
            using var reader = host.Reader();
            using var answer = await PagesHost.SignInAsync(reader, $"somebody{i}", "wrong words this time");
            return answer.StatusCode;
        }));

        Assert.Equal(6, answers.Count(status => status is HttpStatusCode.TooManyRequests));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Tries_at_once_count_each(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        using var signIn = new SignIn(host.Contexts, host.Clock);

        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => signIn.TryAsync(PagesHost.Name, "wrong words this time", CancellationToken.None)));

        Assert.All(tries, Assert.Null);
        await using var db = host.Contexts.CreateDbContext();
        Assert.InRange((await db.Set<Account>().SingleAsync()).FailuresInARow, 1, LockOut.FailuresForgiven + 1);
    }

    [Fact]
    public async Task An_address_that_tries_many_names_has_to_wait()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var tries = (Monitor.Worker.Public.AddressTries)host.App.Services.GetService(typeof(Monitor.Worker.Public.AddressTries))!;
        for (var i = 0; i < Monitor.Worker.Public.AddressTries.FailuresMax; i++)
        {
            tries.Take(IPAddress.Loopback);
        }

        using var reader = host.Reader();
        using var answer = await PagesHost.SignInAsync(reader, PagesHost.Name, PagesHost.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(15), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_session_ends_when_the_account_is_removed_or_unused_for_long_or_signed_out()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        using (var idle = await host.SignedInAsync())
        {
            host.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Contains("Sign out", await idle.GetStringAsync("/"), StringComparison.Ordinal);
            host.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Contains("Sign out", await idle.GetStringAsync("/"), StringComparison.Ordinal);
            host.Clock.Advance(TimeSpan.FromHours(13));
            Assert.DoesNotContain("Sign out", await idle.GetStringAsync("/"), StringComparison.Ordinal);
        }

        using (var leaving = await host.SignedInAsync())
        {
            using var left = await PagesHost.PostAsync(leaving, "/", "sign-out");
            Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
            Assert.DoesNotContain("Sign out", await leaving.GetStringAsync("/"), StringComparison.Ordinal);
        }

        using var removed = await host.SignedInAsync();
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.Set<Account>().ExecuteDeleteAsync();
        }

        Assert.DoesNotContain("Sign out", await removed.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Workers_share_the_keys_of_sessions(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var cookies = new CookieContainer();
        using var reader = host.Reader(cookies: cookies);
        using var answer = await PagesHost.SignInAsync(reader, PagesHost.Name, PagesHost.Password);

        await using var other = await host.StartOtherAsync();
        using var there = host.Reader(other, cookies);

        Assert.Contains("Sign out", await there.GetStringAsync("/"), StringComparison.Ordinal);
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(1, await db.Set<ProtectionKey>().CountAsync());
    }

    private static async Task<string> RefusalAsync(HttpClient reader, string name, string password)
    {
        using var answer = await PagesHost.SignInAsync(reader, name, password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            && cookies.Any(cookie => cookie.StartsWith("monitor-session", StringComparison.Ordinal)));
        var page = await answer.Content.ReadAsStringAsync();
        return page[page.IndexOf("<h1>", StringComparison.Ordinal)..page
            .IndexOf("<form", page.IndexOf("<h1>", StringComparison.Ordinal), StringComparison.Ordinal)];
    }

    private static async Task ChangeAsync(PagesHost host, Action<Account> change)
    {
        await using var db = host.Contexts.CreateDbContext();
        change(await db.Set<Account>().SingleAsync());
        await db.SaveChangesAsync();
    }
}
