using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Articles;
using Monitor.Net;
using Monitor.Net.Robots;

namespace Monitor.IntegrationTests.Articles;

/// <summary>Outlets on loopback: every host name leads to one real server, which answers by path as the test says and counts requests.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly OutgoingHttp _http;

    private PageServer(WebApplication server, TimeProvider clock)
    {
        _server = server;
        var network = new NetOptions { PrivateNetworks = "127.0.0.0/8" };
        _http = new OutgoingHttp(network, new LocalHostBudget(clock), clock, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        Pages = new ArticlePages(_http, new RobotsRules(_http, clock));
    }

    public ArticlePages Pages { get; }

    /// <summary>By path: status and body.</summary>
    public ConcurrentDictionary<string, (int Status, string Html)> Answers { get; } = new();

    /// <summary>Requests by host and path.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new();

    public static async Task<PageServer> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new PageServer(app, clock);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public string Url(string host, string path) => $"http://{host}.example:{new Uri(_server.Urls.First()).Port}{path}";

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.AddOrUpdate($"{context.Request.Host.Host}{context.Request.Path}", 1, (_, count) => count + 1);
        var (status, html) = Answers.GetValueOrDefault(context.Request.Path, (404, ""));
        context.Response.StatusCode = status;
        context.Response.ContentType = context.Request.Path == "/robots.txt" ? "text/plain" : "text/html; charset=utf-8";
        await context.Response.WriteAsync(html);
    }
}
