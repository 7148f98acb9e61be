using System.Diagnostics;
using System.Globalization;
using System.Text;
using Monitor.Feeds.Dates;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Html;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Parsing;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// Feeds mutated documents to the parser, the dates, HTML-to-text, discovery and OPML. An input that throws or takes longer than two
/// seconds is printed and kept; everything follows from the number of the first input, so that each can be made again.
/// </summary>
internal sealed class FeedFuzz(IReadOnlyList<FuzzSeed> seeds, string keptFolder)
{
    private static readonly TimeSpan DurationMax = TimeSpan.FromSeconds(2);
    private static readonly Uri Address = new("https://feeds.example/a/b?c=d");
    private static readonly string?[] ContentTypes = [null, "text/xml", "application/rss+xml; charset=utf-8", "text/xml; charset=iso-8859-1",
        "text/html; charset=\"shift_jis\""];

    private readonly Dictionary<FuzzKind, List<FuzzSeed>> _byKind = seeds.GroupBy(seed => seed.Kind).ToDictionary(kind => kind.Key, kind => kind.ToList());
    private int _kept;

    /// <summary>Arguments: number of inputs, first number, folder for what goes wrong, then folders of seeds.</summary>
    public static int Run(string[] arguments)
    {
        var inputs = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var first = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var seeds = arguments[3..].SelectMany(FuzzSeed.ReadFolder).ToList();
        Console.WriteLine($"{inputs} inputs from {seeds.Count} seeds");
        return new FeedFuzz(seeds, arguments[2]).Run(inputs, first);
    }

    private int Run(int inputs, int first)
    {
        var clock = Stopwatch.StartNew();
        var slowest = TimeSpan.Zero;
        long bytes = 0;
        for (var number = first; number < first + inputs; number++)
        {
            var random = new Random(number);
            var ofKind = _byKind[random.Next(10) switch { 0 => FuzzKind.Dates, 1 => FuzzKind.Html, 2 => FuzzKind.Opml, _ => FuzzKind.Feed }];
            var seed = ofKind[random.Next(ofKind.Count)];
            var input = Mutation.Of(seed.Bytes, seeds[random.Next(seeds.Count)].Bytes, random);
            bytes += input.Length;
            var took = Try(seed.Kind, input, random, number);
            slowest = took > slowest ? took : slowest;
            if ((number - first + 1) % 100_000 == 0)
            {
                Console.WriteLine($"{number - first + 1} inputs, {clock.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalMilliseconds:F0} ms, {_kept} kept");
            }
        }

        Console.WriteLine(
            $"{inputs} inputs, {bytes / 1e6:F0} MB, {clock.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalMilliseconds:F0} ms, {_kept} that threw or took "
                + $"over {DurationMax.TotalSeconds:F0} s");
        return _kept == 0 ? 0 : 1;
    }

    private TimeSpan Try(FuzzKind kind, byte[] input, Random random, int number)
    {
        var choice = random.Next(ContentTypes.Length);
        try
        {
            var took = Time(() => Read(kind, input, choice));

            // On a busy machine a pause is no fault of the input: only what is slow three times is.
            if (took > DurationMax)
            {
                took = new[] { took, Time(() => Read(kind, input, choice)), Time(() => Read(kind, input, choice)) }.Min();
            }

            if (took > DurationMax)
            {
                Keep(kind, input, number, $"took {took.TotalSeconds:F1} s");
            }

            return took;
        }
        catch (Exception fault)
        {
            Keep(kind, input, number, fault.ToString());
            return TimeSpan.Zero;
        }
    }

    private static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Read(FuzzKind kind, byte[] input, int choice)
    {
        switch (kind)
        {
            case FuzzKind.Dates:
                foreach (var line in Encoding.UTF8.GetString(input).Split('\n'))
                {
                    _ = FeedDates.TryParse(line, out _);
                }

                break;
            case FuzzKind.Html:
                var html = Encoding.UTF8.GetString(input);
                _ = HtmlText.Of(html);
                _ = FeedDiscovery.Find(html, Address);
                break;
            case FuzzKind.Opml when Opml.Read(input) is OpmlReadResult.Read list:
                _ = list.Document.Duplicates();
                Opml.Write(list.Document, Stream.Null);
                break;
            case FuzzKind.Feed when FeedParser.Parse(input, ContentTypes[choice], choice % 2 == 0 ? Address : null) is FeedParseResult.Parsed parsed:
                foreach (var entry in parsed.Feed.Entries)
                {
                    _ = entry.Title?.ToLine();
                    _ = (entry.Content ?? entry.Summary)?.ToPlainText();
                }

                break;
            default:
                break;
        }
    }

    private void Keep(FuzzKind kind, byte[] input, int number, string what)
    {
        _kept++;
        Directory.CreateDirectory(keptFolder);
        var path = Path.Combine(keptFolder, $"{kind.ToString().ToLowerInvariant()}-{number}");
        File.WriteAllBytes(path, input);
        Console.WriteLine($"input {number} ({kind}), kept as {path}: {what}");
    }
}

internal enum FuzzKind
{
    Feed,
    Dates,
    Html,
    Opml,
}

/// <summary>A sound document that inputs are made from.</summary>
internal sealed record FuzzSeed(FuzzKind Kind, byte[] Bytes)
{
    private const int BytesMax = 200_000;

    public static IEnumerable<FuzzSeed> ReadFolder(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(path => KindOf(path) is not null && new FileInfo(path).Length is > 0 and <= BytesMax)
                .Select(path => new FuzzSeed(KindOf(path)!.Value, File.ReadAllBytes(path)))
            : [];

    private static FuzzKind? KindOf(string path) => Path.GetExtension(path) switch
    {
        ".xml" or ".rdf" or ".cdf" or ".json" or ".atom" or ".rss" => FuzzKind.Feed,
        ".txt" or ".tsv" => FuzzKind.Dates,
        ".html" => FuzzKind.Html,
        ".opml" => FuzzKind.Opml,
        _ => null,
    };
}

/// <summary>Breaks a document in the ways that documents break, and in some that only an attacker thinks of.</summary>
internal static class Mutation
{
    private const int BytesMax = 100_000;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<", ">", "&", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<!DOCTYPE rss [<!ENTITY a \"b\">]>",
            "&a;", "&#0;", "&#x1F600;",
            "&#xD800;", "&nbsp;", "&amp;amp;", "xmlns:a=\"b\"", "xml:base=\"http://[\"", "</item>", "<item>", "<entry>", "</title>", "<title>", "<script>",
            "</script>", "<div>", "<p/>", "\0",
            "\uFEFF", "\u2028", "{", "}", "[", "]", ",", ":", "\\ud800", "1e999", "99999999999999999999", "-", "+25:00", "Feb 30", "type=\"xhtml\"",
            "mode=\"base64\"", "type=\"html\"", "%", "é", "日",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xFE, 0xFF], [0xC3], [0xE2, 0x80], [0x1F, 0x8B, 0x08], [0x80],
    ];

    public static byte[] Of(byte[] seed, byte[] other, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            Once(bytes, other, random);
        }

        return [.. bytes.Take(BytesMax)];
    }

    private static void Once(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 << random.Next(10));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3 or 4:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 5:
                // The same again and again: what is nested or repeated without end.
                var part = random.Next(2) == 0 ? Pieces[random.Next(Pieces.Length)] : bytes.GetRange(at, Math.Min(length, 40)).ToArray();
                var times = Math.Min(1 << random.Next(14), BytesMax / Math.Max(1, part.Length));
                bytes.InsertRange(at, Enumerable.Repeat(part, times).SelectMany(copy => copy));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.Skip(from).Take(1 << random.Next(12)));
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
        }
    }
}
