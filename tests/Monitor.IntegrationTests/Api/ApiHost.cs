using Monitor.IntegrationTests.Admin;

namespace Monitor.IntegrationTests.Api;

/// <summary>One host for the cases of a class, on SQLite: three accusations, an account and its token.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    internal PagesHost Host { get; private set; } = null!;

    internal AttributionsDesk Desk { get; private set; } = null!;

    internal string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        Token = await Host.MakeTokenAsync();
        Desk = await AttributionsDesk.StartAsync(Host);
        await Desk.StateAsync("US");
        await Desk.StateAsync("GB");
        await Desk.StateAsync("JP");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A program with the token.</summary>
    internal HttpClient Program(string? token = null)
    {
        var program = Host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token ?? Token);
        return program;
    }
}
