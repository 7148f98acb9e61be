using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Monitor.Benchmarks.Hostile;

/// <summary>A publisher that wants to hurt: a name for the report, and what it writes to a reader that asked for its feed.</summary>
internal sealed record HostileFeed(string Name, Func<Stream, CancellationToken, Task> AnswerAsync);

/// <summary>The fifty: documents just below the caps in the shapes that cost most, bombs, and servers that never come to an end.</summary>
internal static class HostileFeeds
{
    // As much as the fetcher takes.
    private const int BytesMax = 9_990_000;

    private const string Rss = "<rss version=\"2.0\"><channel><title>Hostile</title><link>/</link>";
    private const string RssEnd = "</channel></rss>";
    private const string Prose = "The ships of the day came in late, since the fog did not lift before noon and the pilots would not go out. ";

    public static IReadOnlyList<HostileFeed> All { get; } = [.. Documents(), .. Texts(), .. Markup(), .. Json(), .. Packed(), .. Talk()];

    private static IEnumerable<HostileFeed> Documents() =>
    [
        Document("100,000 entries", () => Fill(Rss, n => $"<item><guid>{n}</guid><link>/{n}</link><title>Report {n}</title></item>", RssEnd)),
        Document("60,000 Atom entries", () => Fill(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Hostile</title>",
            n => $"<entry><id>urn:{n}</id><link href=\"/{n}\"/><title>Report {n}</title><updated>2026-11-20T08:00:00Z</updated></entry>", "</feed>")),
        Document("60,000 RDF items", () => Fill(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel><title>Hostile</title></channel>",
            n => $"<item rdf:about=\"/{n}\"><link>/{n}</link><title>Report {n}</title></item>", "</rdf:RDF>")),
        Document("2,000 entries of 5 kB", () => Fill(Rss, n => Entry(n, string.Concat(Enumerable.Repeat(Prose, 44))), RssEnd)),
        Document("100 entries of 100 kB", () => Fill(Rss, n => Entry(n, string.Concat(Enumerable.Repeat(Prose, 900))), RssEnd)),
        Document("entries of 4 kB of title", () => Fill(Rss, n => $"<item><guid>{n}</guid><title>{n} {new string('t', 4_000)}</title></item>", RssEnd)),
        Document("ids of 1 MB", () => Fill(Rss, n => $"<item><guid>{n}{new string('i', 1_000_000)}</guid><title>Report {n}</title></item>", RssEnd)),
        Document("UTF-16", () => Fill(Rss, n => $"<item><guid>{n}</guid><title>Доклад {n}</title></item>", RssEnd, Encoding.Unicode)),
        Document("windows-1251 without a word", () => Fill(Rss, n => $"<item><guid>{n}</guid><title>Доклад о порте {n}</title></item>", RssEnd, Cyrillic())),
        Document("items that never end", () => Fill(Rss, n => $"<item><title>Report {n}", "")),
        Document("an HTML page", () => Fill("<!DOCTYPE html><html><body>", n => $"<p>{Prose}<a href=\"/{n}\">{n}</a></p>", "</body></html>")),
    ];

    private static IEnumerable<HostileFeed> Texts() =>
    [
        Document("a title of 10 MB", () => Around($"{Rss}<item><title>", "t", $"</title></item>{RssEnd}")),
        Document("a text of 10 MB of marks", () => Around($"{Rss}<item><title>x</title><description>", "&lt;b&gt;x&lt;/b&gt; ", $"</description></item>{RssEnd}")),
        Document("a section without end", () => Around($"{Rss}<item><title>x</title><description><![CDATA[", Prose, "")),
        Document("3 million character references", () => Around($"{Rss}<item><title>", "&#9;", $"</title></item>{RssEnd}")),
        Document("nothing but &", () => Around($"{Rss}<item><title>", "&", "")),
        Document("nothing but <", () => Around(Rss, "<", "")),
        Document("nothing but NUL", () => Around(Rss, "\0", RssEnd)),
        Document("10 MB of blanks in front", () => Around("", " ", $"{Rss}{RssEnd}")),
        Document("a comment of 10 MB", () => Around($"{Rss}<!--", "c", $"-->{RssEnd}")),
        Document("broken UTF-8 throughout", () => Latin1(Around($"{Rss}<item><title>", "Ã¤é ", $"</title></item>{RssEnd}"))),
    ];

    private static IEnumerable<HostileFeed> Markup() =>
    [
        Document("a million nested elements", () => Around(Rss, "<a>", "")),
        Document("nested XHTML", () => Around(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">", "<div>", "")),
        Document("500,000 attributes", () => Fill("<rss", n => $" a{n}=\"{n}\"", $" version=\"2.0\"><channel>{RssEnd}")),
        Document("an attribute of 10 MB", () => Around("<rss a=\"", "a", $"\" version=\"2.0\"><channel>{RssEnd}")),
        Document("200,000 enclosures", () => Fill($"{Rss}<item><title>x</title>", n => $"<enclosure url=\"/{n}\" type=\"audio/mpeg\"/>", $"</item>{RssEnd}")),
        Document("300,000 categories and links", () => Fill($"{Rss}<item><title>x</title>", n => $"<category>{n}</category><link>/{n}</link>", $"</item>{RssEnd}")),
        Document("600,000 names of elements", () => Fill(Rss, n => $"<e{n}>x</e{n}>", RssEnd)),
        Document("200,000 namespaces", () => Fill(Rss, n => $"<p{n}:a xmlns:p{n}=\"urn:{n}\">x</p{n}:a>", RssEnd)),
        Document("a billion laughs", () => Encoding.UTF8.GetBytes(Laughs())),
        Document("quadratic entities", () => Around(
            $"<!DOCTYPE rss [<!ENTITY e \"{new string('e', 60_000)}\">]>{Rss}<item><title>", "&e;", $"</title></item>{RssEnd}")),
        Document("300,000 entities", () => Fill("<!DOCTYPE rss [", n => $"<!ENTITY e{n} \"{n}\">", $"]>{Rss}<item><title>&e1;</title></item>{RssEnd}")),
    ];

    private static IEnumerable<HostileFeed> Json() =>
    [
        Document("100,000 JSON items", () => Fill(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Hostile\",\"items\":[",
            n => $"{(n > 0 ? "," : "")}{{\"id\":\"{n}\",\"url\":\"/{n}\",\"title\":\"Report {n}\"}}", "]}")),
        Document("deep JSON", () => Around("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":", "[", "")),
        Document("a JSON text of escapes", () => Around(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"", "\\u00e9", "\"}]}")),
        Document("700,000 JSON keys", () => Fill("{\"version\":\"https://jsonfeed.org/version/1.1\"", n => $",\"k{n}\":{n}", ",\"items\":[]}")),
    ];

    private static IEnumerable<HostileFeed> Packed() =>
    [
        Document("gzip within the ratio", () => Gzip(Fill(Rss, n => Entry(n, $"{Prose}{n}"), RssEnd)), "gzip"),
        Document("gzip of a gigabyte", () => Gzip(Zeros(1_000)), "gzip"),
        Document("deflate of 200 MB", () => Pack(Zeros(200), packed => new ZLibStream(packed, CompressionLevel.Fastest)), "deflate"),
        Document("brotli of 200 MB", () => Pack(Zeros(200), packed => new BrotliStream(packed, CompressionLevel.Fastest)), "br"),
        Document("gzip in gzip", () => Gzip(Gzip(Zeros(1_000))), "gzip, gzip"),
        Document("gzip that does not say so", () => Gzip(Fill(Rss, n => Entry(n, $"{Prose}{n}"), RssEnd))),
    ];

    private static IEnumerable<HostileFeed> Talk() =>
    [
        new("a body without end", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\n\r\n" + Rss, Prose, 0, end)),
        new("chunks without end", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\n<a>x \r\n", 0, end)),
        new("headers without end", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\n", "X-More: and more\r\n", 0, end)),
        new("10 MB that take 25 seconds", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\n\r\n" + Rss, Prose, 400_000, end)),
        new("10 MB that take 35 seconds", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\n\r\n" + Rss, Prose, 290_000, end)),
        new("100 bytes a second", (reader, end) => EndlesslyAsync(reader, "HTTP/1.1 200 OK\r\n\r\n" + Rss, Prose, 100, end)),
        new("no answer", (_, end) => Task.Delay(Timeout.Infinite, end)),
        new("redirects without end", (reader, end) => WriteAsync(
            reader, $"HTTP/1.1 302 Found\r\nLocation: /feed?{Guid.NewGuid()}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", end)),
    ];

    private static HostileFeed Document(string name, Func<byte[]> make, string? encoding = null) => new(name, async (reader, end) =>
    {
        var body = make();
        var head = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{(encoding is null ? "" : $"Content-Encoding: {encoding}\r\n")}\r\n";
        await WriteAsync(reader, head, end);
        await reader.WriteAsync(body, end);
    });

    private static async Task WriteAsync(Stream reader, string text, CancellationToken end) => await reader.WriteAsync(Encoding.Latin1.GetBytes(text), end);

    /// <param name="bytesPerSecond">0 for as many as the reader takes.</param>
    private static async Task EndlesslyAsync(Stream reader, string head, string again, int bytesPerSecond, CancellationToken end)
    {
        await WriteAsync(reader, head, end);
        var part = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(again, 1 + ((bytesPerSecond == 0 ? 64_000 : bytesPerSecond / 10) / again.Length))));
        while (true)
        {
            await reader.WriteAsync(part, end);
            if (bytesPerSecond > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)part.Length / bytesPerSecond), end);
            }
        }
    }

    private static string Entry(int number, string text) =>
        $"<item><guid>{number}</guid><link>/{number}</link><title>Report {number}</title><description>{text}</description></item>";

    /// <summary>As many numbered parts as fit.</summary>
    private static byte[] Fill(string head, Func<int, string> part, string tail, Encoding? encoding = null)
    {
        encoding ??= Encoding.UTF8;
        using var body = new MemoryStream();
        body.Write(encoding.Preamble);
        body.Write(encoding.GetBytes(head));
        for (var number = 0; ; number++)
        {
            var bytes = encoding.GetBytes(part(number));
            if (body.Length + bytes.Length + (4 * tail.Length) > BytesMax)
            {
                body.Write(encoding.GetBytes(tail));
                return body.ToArray();
            }

            body.Write(bytes);
        }
    }

    private static byte[] Around(string head, string again, string tail) => Fill(head, _ => again, tail);

    private static byte[] Latin1(byte[] utf8) => Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(utf8));

    private static Encoding Cyrillic()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1251);
    }

    private static string Laughs()
    {
        var entities = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 \"laugh\">");
        for (var level = 1; level < 12; level++)
        {
            entities.Append(CultureInfo.InvariantCulture, $"<!ENTITY e{level} \"{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}\">");
        }

        return $"{entities}]>{Rss}<item><title>&e11;</title></item>{RssEnd}";
    }

    private static IEnumerable<byte[]> Zeros(int megabytes) => Enumerable.Repeat(new byte[1_000_000], megabytes);

    private static byte[] Gzip(params IEnumerable<byte[]> parts) => Pack(parts, packed => new GZipStream(packed, CompressionLevel.Fastest));

    private static byte[] Pack(IEnumerable<byte[]> parts, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var packing = packer(packed))
        {
            foreach (var part in parts)
            {
                packing.Write(part);
            }
        }

        return packed.ToArray();
    }
}
