using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// The outlets of the week on one loopback server, told apart by host name: a feed with an entry more every few hours, a page behind each
/// entry. Where they are restless, the first of them carry counters and random pixels in their descriptions, the next write other ids at each
/// fetch; their news are the same.
/// </summary>
internal sealed class WeekOutlets : IAsyncDisposable
{
    public const int Count = 200;
    public const int Restless = 20;

    private const int EntriesListed = 6;
    private static readonly TimeSpan BetweenEntries = TimeSpan.FromHours(8);
    private static readonly string[] Subjects = ["harbour", "council", "railway", "hospital", "market", "school", "bridge", "theatre", "court", "museum"];
    private static readonly string[] Deeds = ["opened", "closed", "rebuilt", "measured", "sold", "painted", "moved", "inspected", "lost", "found"];

    private readonly WebApplication _server;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _begin;
    private readonly bool _isRestless;
    private readonly ConcurrentDictionary<int, int> _fetches = new();
    private int _port;
    private int _pages;
    private int _polls;

    private WeekOutlets(WebApplication server, TimeProvider clock, bool isRestless)
    {
        _server = server;
        _clock = clock;
        _begin = clock.GetUtcNow();
        _isRestless = isRestless;
    }

    public int PagesAsked => _pages;

    public int Polls => _polls;

    public static async Task<WeekOutlets> StartAsync(TimeProvider clock, bool isRestless)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var outlets = new WeekOutlets(builder.Build(), clock, isRestless);
        outlets._server.Run(outlets.AnswerAsync);
        await outlets._server.StartAsync();
        outlets._port = new Uri(outlets._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return outlets;
    }

    public Uri FeedOf(int outlet) => new($"http://outlet{outlet}.test:{_port}/feed");

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var host = context.Request.Host.Host;
        var outlet = int.Parse(host.AsSpan(host.IndexOf("outlet", StringComparison.Ordinal) + "outlet".Length).TrimEnd(".test"), CultureInfo.InvariantCulture);
        if (path == "/feed")
        {
            Interlocked.Increment(ref _polls);
            context.Response.ContentType = "application/rss+xml";
            return context.Response.WriteAsync(Document(outlet, _fetches.AddOrUpdate(outlet, 1, (_, fetches) => fetches + 1)));
        }

        if (path.StartsWith("/news/", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _pages);
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Page(outlet, int.Parse(path.AsSpan("/news/".Length), CultureInfo.InvariantCulture)));
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private string Document(int outlet, int fetch)
    {
        var newest = EntriesListed + (int)((_clock.GetUtcNow() - _begin) / BetweenEntries);
        var items = new StringBuilder();
        for (var entry = newest; entry > newest - EntriesListed; entry--)
        {
            var published = (_begin + (BetweenEntries * (entry - EntriesListed))).ToString("r", CultureInfo.InvariantCulture);
            var (id, link) = Ids(outlet, entry, fetch);
            items.Append(CultureInfo.InvariantCulture, $"<item><guid>{id}</guid><link>{link}</link><title>{Title(outlet, entry)}</title>")
                .Append(CultureInfo.InvariantCulture, $"<description>{Sentence(outlet, entry, 0)}{Counter(outlet, entry, fetch)}</description>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{published}</pubDate></item>");
        }

        return $"<rss version=\"2.0\"><channel><title>Outlet {outlet}</title>{items}</channel></rss>";
    }

    private string Counter(int outlet, int entry, int fetch) => !_isRestless || outlet >= Restless ? "" : (outlet % 4) switch
    {
        0 => $" {(fetch * 37) + entry} comments",
        1 => $" &lt;img src=\"http://pixel.test/?r={(fetch * 7919) + entry}\"&gt;",
        2 => $" Read 1.{100 + fetch} times, {fetch} hours ago.",
        _ => $" &lt;a href=\"/count?t={fetch}&amp;amp;n={entry}\"&gt;&lt;img src=\"/c/{fetch}.gif\"&gt;&lt;/a&gt; {fetch} views",
    };

    /// <summary>What a fetch writes as id and link: over TLS and not, with "www." and not, a session, the time, a number of the server's own.</summary>
    private (string Id, string Link) Ids(int outlet, int entry, int fetch)
    {
        var address = $"outlet{outlet}.test:{_port}/news/{entry}";
        var link = $"http://{address}";
        return !_isRestless || outlet is < Restless or >= 2 * Restless ? (link, link) : (outlet % 5) switch
        {
            0 => (fetch % 2 == 0 ? $"https://{address}" : link, link),
            1 => fetch % 2 == 0 ? ($"http://www.{address}", $"http://www.{address}") : (link, link),
            2 => ($"{link}?PHPSESSID={fetch:x8}", $"{link}?PHPSESSID={fetch:x8}"),
            3 => ($"{link}?t={1_790_000_000 + fetch}", $"{link}?t={1_790_000_000 + fetch}"),
            _ => ($"{(fetch * 104_729) + entry:x12}", link),
        };
    }

    private static string Title(int outlet, int entry) =>
        $"{Subjects[(entry + outlet) % 10]} {entry} of district {outlet} {Deeds[((entry / 10) + outlet) % 10]}";

    private static string Sentence(int outlet, int entry, int number) =>
        $"The {Subjects[(entry + outlet + number) % 10]} of district {outlet} was {Deeds[((entry / 10) + outlet + number) % 10]} before noon, as {Subjects[(entry + (3 * number)) % 10]} "
            + $"number {entry} had been {Deeds[(entry + number) % 10]} by the {Subjects[(outlet + number) % 10]} in the year before.";

    private static string Page(int outlet, int entry) =>
        $"<html><head><title>{Title(outlet, entry)}</title></head><body><nav><a href=\"/\">Home</a></nav><main><h1>{Title(outlet, entry)}</h1>"
            + string.Concat(Enumerable.Range(0, 6).Select(number => $"<p>{Sentence(outlet, entry, number)}</p>")) + "</main></body></html>";
}
