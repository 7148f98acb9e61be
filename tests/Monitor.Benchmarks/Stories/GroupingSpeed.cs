using System.Globalization;
using System.Runtime.InteropServices;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// Grouping a made-up stream on one thread with all articles in the window, cutting into words and repairs included: for the articles up to each size the
/// articles a second of processor time, what stays in memory, and what one article takes of its thread's processor time. Making the stream does not count.
/// </summary>
internal static partial class GroupingSpeed
{
    private const int Chunk = 1_000;
    private const int ProcessorTimeOfThread = 3;

    public static void Run(int[] sizes)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = new StoriesOptions { ArticlesMax = 2_000_000 };
        var bytesOfText = BytesOfText();
        var stream = new StoryStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new StoryIndex(options, _ => null);
        var (spent, copies, last) = (TimeSpan.Zero, 0, 0);
        var millis = new List<double>(sizes[^1]);
        Console.WriteLine("| articles | articles/s since the line before | repairs | p50 ms | p99 ms | max ms | bytes an article, all | without the bounded "
            + "tables | copies | stories |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var (first, repaired) = (last, 0d);
            spent = TimeSpan.Zero;
            millis.Clear();
            for (; last < size; last += Chunk)
            {
                var articles = Enumerable.Range(0, Chunk).Select(_ => stream.Next()).ToList();
                var clock = new ProcessorClock();
                foreach (var article in articles)
                {
                    var start = ThreadMillis();
                    copies += index.Add(StoryStream.InputOf(article)).Placement.Relation is CopyRelation.Copy ? 1 : 0;
                    var added = ThreadMillis();
                    if ((article.Number + 1) % StoryIndex.ArticlesBetweenRepairs == 0)
                    {
                        index.Repair(article.Number + 1);
                    }

                    var end = ThreadMillis();
                    repaired += end - added;
                    millis.Add(end - start);
                }

                spent += clock.Elapsed;
            }

            var whole = GC.GetTotalMemory(forceFullCollection: true) - before - (sizeof(double) * millis.Capacity);
            var bounded = (index.Boilerplate.Capacity * 16L) + (index.Statistics.Capacity * 16L) + (bytesOfText * Math.Min(size, options.TextsInMemory));
            var inAll = millis.Sum();
            millis.Sort();
            Console.WriteLine(
                $"| {size} | {(size - first) / spent.TotalSeconds:F0} | {repaired / inAll:P0} | {millis[millis.Count / 2]:F2} | "
                    + $"{millis[millis.Count * 99 / 100]:F2} | {millis[^1]:F1} "
                + $"| {whole / size} | {(whole - bounded) / size} | {copies / (double)size:P0} | {index.NextStory - 1} |");
        }
    }

    /// <summary>What a text takes that is kept for aligning.</summary>
    private static long BytesOfText()
    {
        var stream = new StoryStream();
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        var texts = new AlignableText[1000];
        var inputs = texts.Select(_ => StoryStream.InputOf(stream.Next())).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = AlignableText.Of(OwnText.Of(inputs[i].Text, index.Boilerplate, StableHash.Of(inputs[i].Host), inputs[i].Published));
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / texts.Length;
        GC.KeepAlive(inputs);
        GC.KeepAlive(texts);
        return bytes;
    }

    private static double ThreadMillis()
    {
        _ = ClockGetTime(ProcessorTimeOfThread, out var time);
        return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
    }

    /// <summary>The processor time of the thread, which .NET does not tell; on Linux alone.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
