using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>Feed documents for the tests, written for them.</summary>
internal static class Rss
{
    /// <summary>Entries n, n-1, … as a publisher lists them, the newest first.</summary>
    public static string Listing(int newest, int count, string channel = "", DateTimeOffset? published = null) => Of(
        channel,
        Enumerable.Range(newest - count + 1, count).Reverse().Select(number => Item(number, published)));

    public static string Item(int number, DateTimeOffset? published = null) =>
        $"<item><guid>entry-{number}</guid><link>http://harbour.test/{number}</link><title>Harbour report {number}</title><description>The ships of day "
            + $"{number}.</description>{Date(published)}</item>";

    public static string Of(string channel, params IEnumerable<string> items) =>
        $"<rss version=\"2.0\"><channel><title>Harbour News</title>{channel}{string.Concat(items)}</channel></rss>";

    private static string Date(DateTimeOffset? published) =>
        published is null ? "" : $"<pubDate>{published.Value.ToString("r", CultureInfo.InvariantCulture)}</pubDate>";
}

/// <summary>How publishers answer.</summary>
internal static class Manners
{
    /// <summary>Answers 200 with the document of the moment, or 304 when the reader has it.</summary>
    public static RequestDelegate Honest(Func<string> document, Action<HttpContext>? always = null) => context =>
    {
        always?.Invoke(context);
        var body = document();
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8))}\"";
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(body);
    };

    /// <summary>Sends the whole document each time, without validators.</summary>
    public static RequestDelegate Plain(Func<string> document, Action<HttpContext>? always = null) => context =>
    {
        always?.Invoke(context);
        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(document());
    };

    public static RequestDelegate Status(int status, Action<HttpContext>? always = null) => context =>
    {
        context.Response.StatusCode = status;
        always?.Invoke(context);
        return Task.CompletedTask;
    };

    public static RequestDelegate Redirect(int status, string location) =>
        Status(status, context => context.Response.Headers.Location = location);

    public static Action<HttpContext> With(string name, string value) => context => context.Response.Headers[name] = value;
}
