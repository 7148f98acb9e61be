using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Monitor.Worker.Admin;

/// <summary>
/// Asks for a few pages once the worker listens, as a reader would, so that the first reader does not wait for all that is made at the first
/// request: code, the model of the database, the keys of sessions.
/// </summary>
internal sealed class PagesWarmUp(IServer server, IHostApplicationLifetime lifetime, PagesOptions options, ILogger<PagesWarmUp> logger) : BackgroundService
{
    private static readonly string[] Paths = [Access.SignInPath, "/", "/rules", "/attributions", PageFile.Style.Path];
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
        {
            return;
        }

        var uri = new UriBuilder(address);
        // Who listens on all interfaces is asked on loopback.
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            uri.Host = "127.0.0.1";
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = uri.Uri, Timeout = AnswerWithin };
        http.DefaultRequestHeaders.Host = options.AllowedHosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(name => !name.Contains('*', StringComparison.Ordinal));
        try
        {
            foreach (var path in Paths)
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), stoppingToken);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // The first reader waits a little longer.
            logger.NotWarm(fault.Message);
        }
    }
}
