using System.Diagnostics;
using System.Globalization;
using Monitor.Feeds.Parsing;

namespace Monitor.Benchmarks.Feeds;

/// <summary>
/// How many megabytes of feeds are parsed in a second of processor time, beside Python's feedparser on the same files in the same run. The documents are
/// the seeds, their entries repeated to the size of a usual feed, and any folder of feeds that is named.
/// </summary>
internal static class FeedSpeed
{
    private const int BytesOfAFeed = 100_000;
    private const int WarmUpParses = 500;
    private const long BytesMeasured = 60_000_000;

    private static readonly (string File, string Start, string End)[] Repeated =
        [("rss2.xml", "<item>", "</item>"), ("atom10.xml", "<entry>", "</entry>"), ("rss1.rdf", "<item ", "</item>"), ("news-sitemap.xml", "<url>", "</url>")];

    /// <summary>Arguments: the script that measures feedparser, the folder of seeds, then folders of feeds.</summary>
    public static int Run(string[] arguments)
    {
        var scratch = Directory.CreateTempSubdirectory("feed-speed");
        try
        {
            Print("feeds of 100 kB", arguments[0], [.. Enlarged(arguments[1], scratch.FullName)]);
            foreach (var folder in arguments[2..])
            {
                Print(
                    Path.GetFileName(folder.TrimEnd('/')),
                    arguments[0],
                    [.. Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);
            }

            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void Print(string name, string script, List<string> files)
    {
        var documents = files.ConvertAll(File.ReadAllBytes);

        // As in a worker that has run for a minute: everything is compiled.
        Parse(documents, Math.Max(1, WarmUpParses / documents.Count));
        var bytes = documents.Sum(document => (long)document.Length);
        var rounds = (int)Math.Max(1, BytesMeasured / bytes);
        var started = Environment.CpuUsage.TotalTime;
        Parse(documents, rounds);
        var ours = bytes * rounds / (Environment.CpuUsage.TotalTime - started).TotalSeconds / 1e6;
        var theirs = Feedparser(script, files);
        Console.WriteLine(
            $"{name}: {files.Count} files, {bytes / 1e6:F1} MB: monitor {ours:F1} MB/s, feedparser {theirs:F2} MB/s, {ours / theirs:F0} times as fast");
    }

    private static void Parse(List<byte[]> documents, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var document in documents)
            {
                FeedParser.Parse(document);
            }
        }
    }

    private static double Feedparser(string script, List<string> files)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, .. files]) { RedirectStandardOutput = true })!;
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Enlarged(string seeds, string scratch)
    {
        foreach (var (file, start, end) in Repeated)
        {
            var text = File.ReadAllText(Path.Combine(seeds, file));
            var first = text.IndexOf(start, StringComparison.Ordinal);
            var last = text.LastIndexOf(end, StringComparison.Ordinal) + end.Length;
            var entries = text[first..last];
            var path = Path.Combine(scratch, file);
            File.WriteAllText(path, text[..first] + string.Concat(Enumerable.Repeat(entries, (BytesOfAFeed / entries.Length) + 1)) + text[last..]);
            yield return path;
        }
    }
}
