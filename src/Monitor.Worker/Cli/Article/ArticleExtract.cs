using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Net;
using Monitor.Net.Robots;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Article;

/// <summary><c>monitor article extract</c>: title, byline, date, language and text of pages.</summary>
internal static class ArticleExtract
{
    /// <summary>What a page may have after unpacking, as the fetcher's cap (docs/polling.md, rule 11).</summary>
    private const int PageBytesMax = 10_000_000;

    public static Command Create()
    {
        var page = new Argument<string?>("URL|FILE") { Description = "The page, as an address or a file.", Arity = ArgumentArity.ZeroOrOne };
        var baseUrl = new Option<string?>("--base") { Description = "The address the file came from.", HelpName = "URL" };
        var list = new Option<string?>("--list")
        {
            Description = "Many files: {\"file\",\"url\"?} a line, paths relative to the list.",
            HelpName = "PAGES.jsonl",
        };
        var json = SharedOptions.Json();
        var command = new Command("extract", "Take title, byline, date, language and text out of a page.") { page, baseUrl, list, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var extractor = new TextExtractor();
            switch (parsed.GetValue(page), parsed.GetValue(list))
            {
                case (null, { } file):
                    ExtractList(extractor, file);
                    break;
                case ({ } address, null) when Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https":
                    Show(address, await FetchedAsync(extractor, url, cancellationToken), parsed.GetValue(json));
                    break;
                case ({ } file, null):
                    Show(file, OfFile(extractor, file, Address(parsed.GetValue(baseUrl), "--base")), parsed.GetValue(json));
                    break;
                default:
                    throw new CommandFailure("name either one page or --list PAGES.jsonl", CommandFailure.WrongUsage);
            }
        });
        return command;
    }

    private static void ExtractList(TextExtractor extractor, string list)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list)) ?? ".";
        using var output = new JsonLines();
        var (number, unread) = (0, 0);
        foreach (var line in File.ReadLines(list))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (file, address) = ListLine(line, list, number);
            try
            {
                output.Write(new Answer(file, extractor.Extract(PageBytes(Path.Combine(folder, file)), contentType: null, address)));
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                output.Write(new { file, error = fault.Message });
                unread++;
            }
        }

        if (unread > 0)
        {
            throw new CommandFailure($"{list}: {unread} of its pages could not be read; the lines with \"error\" say why");
        }
    }

    private static (string File, Uri? Address) ListLine(string line, string list, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var file = root.GetProperty("file").GetString() ?? throw new KeyNotFoundException();
            return (file, root.TryGetProperty("url", out var url) ? Address(url.GetString(), $"{list}:{number}") : null);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure($"{list}:{number}: an object {{\"file\",\"url\"?}} is expected on each line");
        }
    }

    private static ExtractedPage OfFile(TextExtractor extractor, string file, Uri? address) =>
        File.Exists(file)
            ? extractor.Extract(Readable(file), contentType: null, address)
            : throw new CommandFailure($"there is no file {Path.GetFullPath(file)}");

    private static byte[] Readable(string file)
    {
        try
        {
            return PageBytes(file);
        }
        catch (InvalidDataException fault)
        {
            throw new CommandFailure($"{file}: {fault.Message}");
        }
    }

    /// <summary>The page as the worker would fetch it: guarded, and as its robots.txt permits.</summary>
    private static async Task<ExtractedPage> FetchedAsync(TextExtractor extractor, Uri address, CancellationToken cancellationToken)
    {
        var network = SharedOptions.Network();
        using var http = new OutgoingHttp(network, new LocalHostBudget(TimeProvider.System), TimeProvider.System);
        var pages = new ArticlePages(http, new RobotsRules(http, TimeProvider.System));
        return await pages.FetchAsync(address, cancellationToken) switch
        {
            PageResult.Fetched page => extractor.Extract(page.Body, page.ContentType, page.Address),
            PageResult.Refused refused => throw new CommandFailure($"{address}: {refused.Reason}"),
            PageResult.Later later => throw new CommandFailure($"{address}: {later.Reason}"),
            _ => throw new InvalidOperationException("a page is fetched, refused or comes later"),
        };
    }

    private static void Show(string file, ExtractedPage extracted, bool json)
    {
        if (json)
        {
            using var output = new JsonLines();
            output.Write(new Answer(file, extracted));
            return;
        }

        Console.WriteLine($"Title      {extracted.Title}");
        Console.WriteLine($"Byline     {extracted.Byline ?? "-"}");
        Console.WriteLine($"Published  {extracted.PublishedAt?.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");
        Console.WriteLine($"Language   {extracted.Language ?? "-"}");
        Console.WriteLine();
        Console.WriteLine(extracted.Text);
    }

    private static Uri? Address(string? text, string place) =>
        string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new CommandFailure($"{place}: no address: \"{text}\"", CommandFailure.WrongUsage);

    /// <summary>The bytes of a page; one that is packed with gzip (by its first bytes, not its name) is unpacked, up to the cap.</summary>
    private static byte[] PageBytes(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> magic = stackalloc byte[2];
        var isPacked = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = 0;
        using Stream source = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > PageBytesMax)
            {
                throw new InvalidDataException($"has more than the {PageBytesMax:N0} bytes that are read of a page");
            }
        }

        return bytes.ToArray();
    }

    private sealed record Answer(string File, string Title, string? Byline, DateTimeOffset? Published, string? Language, string Text)
    {
        public Answer(string file, ExtractedPage page)
            : this(file, page.Title, page.Byline, page.PublishedAt, page.Language, page.Text)
        {
        }
    }
}
