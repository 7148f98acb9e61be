using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;

namespace Monitor.Worker.Demo;

/// <summary>
/// Plays an archive of articles as outlets on loopback: one feed for each, with the articles that have appeared by the clock, and a page for
/// each article. All outlets share a port and differ by host name; <see cref="ResolveAsync"/> leads these names to loopback.
/// </summary>
public sealed class ReplayServer : IAsyncDisposable
{
    /// <summary>For how long a busy outlet asks to be left alone.</summary>
    public static readonly TimeSpan BusyFor = TimeSpan.FromMinutes(30);

    // Linux answers on each address of 127.0.0.0/8; other systems on the first alone.
    private const byte LoopbackLast = 254;

    private readonly WebApplication _application;
    private readonly IPAddress _address;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, int> _polls = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, ReplayOutlet> _outlets = [];

    private ReplayServer(WebApplication application, IPAddress address, TimeProvider clock)
    {
        _application = application;
        _address = address;
        _clock = clock;
    }

    /// <summary>The outlets in the order in which their first article appears; broken ones last.</summary>
    public IReadOnlyList<ReplayOutlet> Outlets { get; private set; } = [];

    /// <summary>The instants at which something appears, each once, in order: what a replay moves its clock to.</summary>
    public IReadOnlyList<DateTimeOffset> AppearancesAt { get; private set; } = [];

    /// <param name="clock">What has appeared is decided by it; a simulated one plays years in minutes.</param>
    /// <param name="port">Where the archive was played before, so that its addresses stay the same, whoever else has that port now; 0 for any free one.</param>
    /// <param name="manners">Outlets that misbehave, by name; one that has no article is broken.</param>
    public static async Task<ReplayServer> StartAsync(
        IReadOnlyList<ReplayArticle> articles,
        TimeProvider clock,
        IReadOnlyDictionary<string, ReplayManner>? manners,
        CancellationToken cancellationToken,
        int port = 0)
    {
        ArgumentNullException.ThrowIfNull(articles);
        for (byte last = 1; ; last++)
        {
            var address = new IPAddress([127, 0, 0, last]);
            var server = new ReplayServer(Build(new IPEndPoint(address, port)), address, clock);
            server._application.Run(server.AnswerAsync);
            try
            {
                await server._application.StartAsync(cancellationToken);
                server.Open(articles, manners ?? new Dictionary<string, ReplayManner>());
                return server;
            }
            catch (IOException) when (port != 0 && OperatingSystem.IsLinux() && last < LoopbackLast)
            {
                // Names lead to any address, so the port may be taken at another.
                await server._application.DisposeAsync();
            }
        }
    }

    /// <summary>Leads the outlets' names to loopback, and no other name anywhere. Fits <see cref="Net.ResolveName"/>.</summary>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        _outlets.ContainsKey(host)
            ? Task.FromResult<IPAddress[]>([_address])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static WebApplication Build(IPEndPoint listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(listen));
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private void Open(IReadOnlyList<ReplayArticle> articles, IReadOnlyDictionary<string, ReplayManner> manners)
    {
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        var port = new Uri(addresses!.Addresses.Single()).Port;
        var byOutlet = articles.GroupBy(article => article.Line.Outlet).ToList();
        var empty = manners.Keys.Except(byOutlet.Select(outlet => outlet.Key)).ToList();
        var outlets = byOutlet
            .Select((outlet, number) => new ReplayOutlet(outlet.Key, number + 1, port, outlet, manners.GetValueOrDefault(outlet.Key)))
            .Concat(empty.Select((name, number) => new ReplayOutlet(name, byOutlet.Count + number + 1, port, [], ReplayManner.Broken)))
            .ToList();
        _outlets = outlets.ToDictionary(outlet => outlet.Host, StringComparer.OrdinalIgnoreCase);
        Outlets = outlets;
        AppearancesAt = [.. articles.Select(article => article.AppearsAt).Distinct().Order()];
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (!_outlets.TryGetValue(context.Request.Host.Host, out var outlet) || !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (path == outlet.Feed.AbsolutePath && outlet.Manner is ReplayManner.Moved)
        {
            context.Response.Redirect(new Uri(outlet.Site, ReplayOutlet.FeedPath).AbsoluteUri, permanent: true);
            return Task.CompletedTask;
        }

        return path == ReplayOutlet.FeedPath ? AnswerFeedAsync(context, outlet) : AnswerPageAsync(context, outlet, path);
    }

    private Task AnswerFeedAsync(HttpContext context, ReplayOutlet outlet)
    {
        var poll = _polls.AddOrUpdate(outlet.Host, 1, (_, polls) => polls + 1);
        if (outlet.Manner is ReplayManner.Broken)
        {
            // An error page with a good status: what a site sends whose database is down.
            return WriteAsync(
                context, "text/html; charset=utf-8", "<!DOCTYPE html><title>Error</title><h1>Error establishing a database connection</h1>"u8.ToArray());
        }

        // The second poll: by then the reader knows the feed.
        if (outlet.Manner is ReplayManner.Busy && poll == 2)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = BusyFor.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        var appeared = outlet.AppearedAt(_clock.GetUtcNow());
        var tag = $"\"{outlet.Number.ToString(CultureInfo.InvariantCulture)}-{appeared.ToString(CultureInfo.InvariantCulture)}\"";
        context.Response.Headers.ETag = tag;
        if (appeared > 0)
        {
            context.Response.Headers.LastModified = HeaderUtilities.FormatDate(outlet.Articles[appeared - 1].AppearsAt);
        }

        if (context.Request.Headers.IfNoneMatch.Contains(tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteAsync(context, ReplayFeedDocument.ContentType(outlet.Format), ReplayFeedDocument.Write(outlet, appeared));
    }

    private Task AnswerPageAsync(HttpContext context, ReplayOutlet outlet, string path)
    {
        const string Pages = "/articles/";
        if (path.StartsWith(Pages, StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(Pages.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < outlet.AppearedAt(_clock.GetUtcNow()))
        {
            return WriteAsync(context, "text/html; charset=utf-8", ReplayPage.Write(outlet, number));
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, string contentType, byte[] body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
