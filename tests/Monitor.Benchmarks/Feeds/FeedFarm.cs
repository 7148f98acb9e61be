using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Benchmarks.Pipeline;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// Feeds on loopback, each on an address of its own so that the pace of hosts does not count: 45 entries and some 170 KB each, with an ETag, and "not
/// modified" to who has it. For <c>tests/first-poll.sh</c>.
/// </summary>
internal static class FeedFarm
{
    private const int Entries = 45;
    private const int CharactersAnEntry = 3_600;
    private const string ETag = "\"1\"";

    /// <summary>Prints the addresses of the feeds, then "ready", and serves until standard input ends.</summary>
    public static async Task<int> RunAsync(int feeds, int port)
    {
        var addresses = Enumerable.Range(0, feeds).Select(feed => IPAddress.Parse($"127.0.{1 + (feed / 250)}.{1 + (feed % 250)}")).ToList();
        var documents = addresses.Zip(Documents(feeds)).ToDictionary(one => one.First.ToString(), one => one.Second);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => addresses.ForEach(address => kestrel.Listen(address, port)));
        await using var server = builder.Build();
        server.Run(context => AnswerAsync(context, documents[context.Connection.LocalIpAddress!.MapToIPv4().ToString()]));
        await server.StartAsync();
        addresses.ForEach(address => Console.WriteLine($"http://{address}:{port}/feed"));
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The same in every run.</summary>
    public static IEnumerable<byte[]> Documents(int feeds)
    {
        var news = new EventNews();
        return Enumerable.Range(0, feeds).Select(feed => Document(news, $"site{feed}.example"));
    }

    private static Task AnswerAsync(HttpContext context, byte[] document)
    {
        context.Response.Headers.ETag = ETag;
        if (context.Request.Headers.IfNoneMatch == ETag)
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        return context.Response.Body.WriteAsync(document).AsTask();
    }

    private static byte[] Document(EventNews news, string host)
    {
        var now = new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
        var document = new StringBuilder($"<rss version=\"2.0\"><channel><title>Feed of {host}</title><link>http://{host}/</link>");
        for (var entry = 0; entry < Entries; entry++)
        {
            var (title, text) = news.Next();
            while (text.Length < CharactersAnEntry)
            {
                text += "\n\n" + news.Next().Text;
            }

            document.Append(CultureInfo.InvariantCulture, $"<item><guid>{host}-{entry}</guid><link>http://{host}/{entry}</link>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{now.AddHours(-entry):R}</pubDate><title>{SecurityElement.Escape(title)}</title>")
                .Append(CultureInfo.InvariantCulture, $"<description>{SecurityElement.Escape(text[..CharactersAnEntry])}</description></item>");
        }

        return Encoding.UTF8.GetBytes(document.Append("</channel></rss>").ToString());
    }
}
