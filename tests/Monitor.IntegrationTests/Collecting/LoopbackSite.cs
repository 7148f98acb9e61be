using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Feeds.Polling;
using Monitor.Net;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>A request as the publisher saw it, at the instant of the shared clock.</summary>
internal sealed record SiteRequest(
    DateTimeOffset At, string Host, string Path, string? IfNoneMatch, string? IfModifiedSince, string? Authorization, string UserAgent)
{
    public string Key => Host + Path;

    public bool IsConditional => IfNoneMatch is not null || IfModifiedSince is not null;
}

/// <summary>Publishers of all kinds on one real Kestrel server on loopback: each address ("harbour.test/feed") has its own manners.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, RequestDelegate> _manners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    private LoopbackSite(WebApplication server, TimeProvider clock)
    {
        _server = server;
        _clock = clock;
    }

    public int Port { get; private set; }

    public ConcurrentQueue<SiteRequest> Requests { get; } = new();

    /// <summary>Each request for a feed with its answer, by address, in order.</summary>
    public ConcurrentDictionary<string, List<Exchange>> Exchanges { get; } = new(StringComparer.Ordinal);

    /// <summary>The most requests that were open at one host at the same time.</summary>
    public int OpenAtOnceMax { get; private set; }

    public static async Task<LoopbackSite> StartAsync(TimeProvider clock, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(address ?? IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var site = new LoopbackSite(builder.Build(), clock);
        site._server.Run(site.AnswerAsync);
        await site._server.StartAsync();
        var addresses = site._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        site.Port = new Uri(addresses.Single()).Port;
        return site;
    }

    /// <param name="address">Host and path, such as "harbour.test/feed".</param>
    public void Serve(string address, RequestDelegate manner) => _manners[address] = manner;

    /// <summary>The full address under which a feed is polled.</summary>
    public string Url(string address, string scheme = "http")
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        return $"{scheme}://{address[..slash]}:{Port}{address[slash..]}";
    }

    public IReadOnlyList<SiteRequest> RequestsFor(string address) => [.. Requests.Where(request => request.Key == address)];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var key = request.Host.Host + request.Path + request.QueryString;
        var at = _clock.GetUtcNow();
        Requests.Enqueue(new SiteRequest(
            at, request.Host.Host, request.Path + request.QueryString.ToString(), Header(request, "If-None-Match"), Header(request, "If-Modified-Since"),
            Header(request, "Authorization"), Header(request, "User-Agent") ?? ""));
        context.Response.Headers.Date = _clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var open = _open.AddOrUpdate(request.Host.Host, 1, (_, count) => count + 1);
        OpenAtOnceMax = Math.Max(OpenAtOnceMax, open);
        try
        {
            if (_manners.TryGetValue(key, out var manner))
            {
                await manner(context);
            }
            else
            {
                context.Response.StatusCode = 404;
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went away.
        }
        finally
        {
            Note(key, at, context);
            _open.AddOrUpdate(request.Host.Host, 0, (_, count) => count - 1);
        }
    }

    private void Note(string key, DateTimeOffset at, HttpContext context)
    {
        var headers = new WebHeaders(context.Response.Headers.Select(header => (header.Key, header.Value.ToString())));
        var isConditional = Header(context.Request, "If-None-Match") is not null || Header(context.Request, "If-Modified-Since") is not null;
        var answered = _clock.GetUtcNow();
        var exchanges = Exchanges.GetOrAdd(key, _ => []);
        lock (exchanges)
        {
            exchanges.Add(new Exchange(
                at, isConditional, context.Response.StatusCode, WebTimes.FreshFor(headers, answered), WebTimes.RetryAfter(headers, answered)));
        }
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
