using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Accounts;
using Monitor.Config;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Admin;

/// <summary>The pages and the API on a free loopback port over a database of their own; nothing runs on a schedule, and the clock stands still.</summary>
internal sealed partial class PagesHost : IAsyncDisposable
{
    public const string Name = "ana";
    public const string Password = "harbour lanterns at noon";

    public static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>Of few rounds, which the hash itself says: nobody guesses here, and each sign-in would cost a tenth of a second.</summary>
    private static readonly string QuickHash =
        new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(null!, Password);

    private readonly TestDatabase _database;

    private PagesHost(TestDatabase database, WebApplication app, SimulatedClock clock)
    {
        _database = database;
        App = app;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public WebApplication App { get; }

    public SimulatedClock Clock { get; }

    public Uri Address { get; }

    public MonitorDbContextFactory Contexts => _database.Contexts;

    /// <summary>One account, <see cref="Name"/>, and the bundled config in the database.</summary>
    public static async Task<PagesHost> StartWithRulesAsync(DatabaseKind kind, params (string Key, string? Value)[] settings)
    {
        var host = await StartAsync(kind, settings);
        await using var db = host.Contexts.CreateDbContext();
        await ConfigStore.TakeOverAsync(db, Config, ConfigParts.Of(Config), host.Clock.GetUtcNow(), CancellationToken.None);
        return host;
    }

    /// <summary>One account, <see cref="Name"/>; rules and actors are those of the bundled files.</summary>
    public static async Task<PagesHost> StartAsync(DatabaseKind kind, params (string Key, string? Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var clock = new SimulatedClock(DateTimeOffset.UtcNow);
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.Add(new Account
            {
                Name = Name,
                PasswordHash = QuickHash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                Role = AccountRole.Admin,
                CreatedAt = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync();
        }

        return new PagesHost(database, await StartAsync(database, clock, settings), clock);
    }

    /// <summary>Another worker on the same database.</summary>
    public async Task<WebApplication> StartOtherAsync() => await StartAsync(_database, Clock);

    /// <summary>A reader with cookies of its own who follows no redirect by itself.</summary>
    public HttpClient Reader(WebApplication? app = null, CookieContainer? cookies = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = true,
        CookieContainer = cookies ?? new CookieContainer(),
    })
    {
        BaseAddress = app is null ? Address : new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    public async Task<HttpClient> SignedInAsync(string name = Name)
    {
        var reader = Reader();
        using var answer = await SignInAsync(reader, name, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return reader;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient reader, string name, string password, string page = "/sign-in") =>
        PostAsync(reader, page, "sign-in", ("name", name), ("password", password));

    /// <summary>Loads a page and sends one of its forms, as a browser would.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient reader, string page, string form, params (string Name, string Value)[] fields)
    {
        var html = await reader.GetStringAsync(page);
        return await reader.PostAsync(page, Form(
            [.. fields, ("_handler", form), ("__RequestVerificationToken", TokenOf().Match(html).Groups[1].Value)]));
    }

    /// <summary>The same, and the page that it leads to: a page after POST is a redirect, and tells what was done.</summary>
    public static async Task<string> SendAsync(HttpClient reader, string page, string form, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(reader, page, form, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await reader.GetStringAsync(answer.Headers.Location);
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>A further account, with <see cref="Password"/>.</summary>
    public async Task AddAccountAsync(string name, AccountRole role)
    {
        await using var db = Contexts.CreateDbContext();
        db.AddAccount(name, Password, role, Name, Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    public async Task<string> MakeTokenAsync(TokenScope scope = TokenScope.Write, string account = Name, DateTimeOffset? expiresAt = null)
    {
        await using var db = Contexts.CreateDbContext();
        var owner = db.Set<Account>().Include(one => one.Tokens).Single(one => one.Name == account);
        var token = db.AddToken(owner, $"{scope} {owner.Tokens.Count}", scope, expiresAt, Name, Clock.GetUtcNow());
        await db.SaveChangesAsync();
        return token;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<WebApplication> StartAsync(TestDatabase database, SimulatedClock clock, params (string Key, string? Value)[] more)
    {
        var settings = MonitorSettings.Load(null, [("Storage:Database", database.Url), ("Pages:Address", "http://127.0.0.1:0"), .. more]);
        var app = MonitorHost.BuildForPlay(
            settings, database.Contexts, clock, Config, (_, _) => throw new InvalidOperationException("nothing is fetched here"));
        await app.StartAsync();
        return app;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenOf();
}
