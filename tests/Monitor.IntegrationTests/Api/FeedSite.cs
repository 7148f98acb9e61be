using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.IntegrationTests.Api;

/// <summary>A publisher on loopback with one feed, at <c>/feed</c> and at <c>/moved</c>.</summary>
internal sealed class FeedSite : IAsyncDisposable
{
    private const string Feed = """
        <rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example</link>
        <item><guid>1</guid><title>Ferry resumes</title><pubDate>Mon, 19 Jul 2021 10:00:00 GMT</pubDate></item>
        <item><guid>2</guid><title>Pier closed</title></item></channel></rss>
        """;

    private readonly WebApplication _app;

    private FeedSite(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FeedSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        foreach (var path in new[] { "/feed", "/moved" })
        {
            app.MapGet(path, () => Results.Text(Feed, "application/rss+xml"));
        }

        await app.StartAsync();
        return new FeedSite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
