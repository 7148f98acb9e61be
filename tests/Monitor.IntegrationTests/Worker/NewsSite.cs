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

namespace Monitor.IntegrationTests.Worker;

/// <summary>Several outlets on loopback, each at an address of its own, whose feeds list as many entries as the test lets appear.</summary>
internal sealed class NewsSite : IAsyncDisposable
{
    private static readonly (string Accuser, string Accused)[] Pairs =
    [
        ("Denmark", "Russia"), ("Japan", "North Korea"), ("Albania", "Iran"), ("Canada", "China"), ("Estonia", "Belarus"), ("Norway", "Russia"),
        ("Australia", "China"), ("Israel", "Iran"), ("Poland", "Russia"), ("South Korea", "North Korea"),
    ];

    private readonly WebApplication _app;
    private readonly int _outlets;
    private int _appeared = 1;

    private NewsSite(WebApplication app, int outlets)
    {
        _app = app;
        _outlets = outlets;
    }

    public int EntriesInAll => _outlets * _appeared;

    public IReadOnlyList<Uri> Feeds { get; private set; } = [];

    public static async Task<NewsSite> StartAsync(int outlets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < outlets; i++)
            {
                kestrel.Listen(IPAddress.Parse($"127.0.0.{i + 10}"), 0);
            }
        });
        var app = builder.Build();
        var site = new NewsSite(app, outlets);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        site.Feeds = [.. addresses.Select(address => new Uri(new Uri(address), "/feed"))];
        return site;
    }

    /// <summary>Lets further entries appear in every feed.</summary>
    public void Appear(int entries) => Interlocked.Add(ref _appeared, entries);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var outlet = context.Connection.LocalIpAddress!.GetAddressBytes()[3] - 10;
        if (context.Request.Path != "/feed")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(Feed(outlet, Volatile.Read(ref _appeared), $"http://{context.Request.Host}"));
    }

    private static string Feed(int outlet, int entries, string site)
    {
        var feed = new StringBuilder("<rss version=\"2.0\"><channel><title>Outlet ").Append(outlet).Append("</title>");
        for (var entry = 0; entry < entries; entry++)
        {
            var (accuser, accused) = Pairs[(entry + outlet) % Pairs.Length];
            var published = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("R", CultureInfo.InvariantCulture);
            feed.Append(CultureInfo.InvariantCulture, $"""
                <item><guid isPermaLink="false">{outlet}-{entry}</guid><link>{site}/news/{entry}</link><pubDate>{published}</pubDate>
                <title>Number {entry} of outlet {outlet}: {accuser} accuses {accused} over break-ins</title>
                <description>{accuser} on Monday accused {accused} of hacking the computers of {Words(outlet, entry)}. Officials in the capital of {accuser} gave reporters
                the details of case {(outlet * 1000) + entry}. {Words(entry, outlet)} would take weeks to mend, they said. {string.Join(' ', Enumerable.Range(0, 60).Select(i => Words(outlet + i, entry * 7)))}.</description></item>
                """);
        }

        return feed.Append("</channel></rss>").ToString();
    }

    /// <summary>Some words that differ from entry to entry, so that reports are no copies of each other.</summary>
    private static string Words(int one, int other)
    {
        string[] first = ["harbours", "ministries", "hospitals", "railways", "universities", "newsrooms", "banks", "farms", "libraries", "courts", "dams"];
        string[] second = ["in the north", "on the coast", "near the border", "of three towns", "behind the hills", "along the river", "in the south"];
        return first[((one * 31) + other) % first.Length] + " " + second[((one * 17) + (other * 3)) % second.Length];
    }
}
