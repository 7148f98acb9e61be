using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>
/// The publishers of <see cref="PipelineRun"/>, in a process of their own: each time that a feed is asked for it lists other entries, as
/// many as it is told to. Their text stands in the feed, or behind their addresses in pages of a folder. Entries are of now, or of the instant that
/// <c>/at/SECONDS</c> last said.
/// </summary>
internal sealed class PipelineSites(int entries, string? pages)
{
    private readonly ConcurrentDictionary<string, int> _rounds = new();
    private readonly EventNews _news = new();
    private readonly Lock _lock = new();
    private readonly (string Title, byte[] Body)[] _pages =
        pages is null ? [] : PagesOf(pages);

    private DateTimeOffset? _today;

    /// <summary>Starts them in a process of their own, and answers it and the port on which they serve.</summary>
    public static async Task<(Process Process, int Port)> StartAsync(int entries, string? pages)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(PipelineSites).Assembly.Location, "pipeline-sites", $"{entries}", .. pages is null ? [] : (string[])[pages]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return (process, int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    /// <summary>Prints the port, and serves until standard input ends. Arguments: entries a feed and round, a folder of pages or nothing.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var sites = new PipelineSites(int.Parse(arguments[0], CultureInfo.InvariantCulture), arguments.ElementAtOrDefault(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.Run(sites.AnswerAsync);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Port);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The pages of a folder with their titles, in the order of their names.</summary>
    public static (string Title, byte[] Body)[] PagesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(PageOf)];

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        switch (path[1])
        {
            case "feed":
                context.Response.ContentType = "application/rss+xml";
                return context.Response.WriteAsync(Document(path[2], context.Request.Host.Value!, _rounds.AddOrUpdate(path[2], 0, (_, round) => round + 1)));
            case "page":
                context.Response.ContentType = "text/html";
                return context.Response.Body.WriteAsync(_pages[int.Parse(path[2], CultureInfo.InvariantCulture) % _pages.Length].Body).AsTask();
            case "at":
                _today = DateTimeOffset.FromUnixTimeSeconds(long.Parse(path[2], CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            default:
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
        }
    }

    private string Document(string feed, string host, int round)
    {
        var document = new StringBuilder($"<rss version=\"2.0\"><channel><title>Feed {feed}</title><link>http://{host}/</link><language>en</language>");
        for (var entry = 0; entry < entries; entry++)
        {
            var number = (((int.Parse(feed, CultureInfo.InvariantCulture) * 31) + round) * 1009) + entry;
            string title, text;
            if (_pages.Length > 0)
            {
                (title, text) = (_pages[number % _pages.Length].Title, "");
            }
            else
            {
                lock (_lock)
                {
                    (title, text) = _news.Next();
                }
            }

            document.Append(CultureInfo.InvariantCulture, $"<item><guid>{feed}-{round}-{entry}</guid><link>http://{host}/page/{number}?{feed}-{round}</link>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{_today ?? DateTimeOffset.UtcNow:R}</pubDate><title>{SecurityElement.Escape(title)}</title>")
                .Append(CultureInfo.InvariantCulture, $"<description>{SecurityElement.Escape(text)}</description></item>");
        }

        return document.Append("</channel></rss>").ToString();
    }

    /// <summary>A page as stored, packed with gzip or not, and its title.</summary>
    private static (string Title, byte[] Body) PageOf(string file)
    {
        var body = File.ReadAllBytes(file);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
            {
                gzip.CopyTo(unpacked);
            }

            body = unpacked.ToArray();
        }

        var page = Encoding.UTF8.GetString(body);
        var from = page.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        from = from < 0 ? -1 : page.IndexOf('>', from);
        var to = from < 0 ? -1 : page.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        return (to < 0 ? Path.GetFileNameWithoutExtension(file) : WebUtility.HtmlDecode(page[(from + 1)..to]).Trim(), body);
    }
}
