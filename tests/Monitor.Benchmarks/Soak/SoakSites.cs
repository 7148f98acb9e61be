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

namespace Monitor.Benchmarks.Soak;

/// <summary>
/// The publishers, in a process of their own so that their work is not counted as ours: one server on loopback that answers for every host
/// name, 304 to nine feeds of ten, a document with one new entry of twenty to the tenth.
/// </summary>
internal static class SoakSites
{
    public const string ETag = "\"unchanged\"";

    /// <summary>Prints the port, and serves until standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Port);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var feed = int.Parse(context.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);
        context.Response.Headers.ETag = ETag;
        if (feed % 10 != 0 && context.Request.Headers.IfNoneMatch == ETag)
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(Document(feed, context.Request.Host.Host));
    }

    private static string Document(int feed, string host)
    {
        var document = new StringBuilder("<rss version=\"2.0\"><channel><title>Soak</title><link>http://example.test/</link>");
        for (var entry = 20; entry > 0; entry--)
        {
            document.Append(CultureInfo.InvariantCulture,
                $"<item><guid>{feed}-{entry}</guid><link>http://{host}/{feed}/{entry}</link><title>Report {entry} of feed {feed}</title>")
                .Append("<description>The ships of the day came in late, since the fog did not lift before noon and the pilots would not go "
                    + "out.</description></item>");
        }

        return document.Append("</channel></rss>").ToString();
    }
}
