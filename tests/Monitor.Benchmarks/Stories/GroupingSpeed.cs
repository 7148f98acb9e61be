using System.Diagnostics;
using System.Globalization;
using Monitor.Stories;

namespace Monitor.Benchmarks.Stories;

/// <summary>
/// Grouping a made-up stream on one thread, cutting into words and repairs included: articles a second of processor time, memory that stays, and the
/// 99th of 100 articles by the clock on the wall, for the articles up to each size.
/// </summary>
internal static class GroupingSpeed
{
    private const int Chunk = 1_000;

    public static void Run(int[] sizes)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var stream = new StoryStream();
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (spent, repairs, copies, last) = (TimeSpan.Zero, TimeSpan.Zero, 0, 0);
        var millis = new List<double>();
        foreach (var size in sizes)
        {
            for (; last < size; last += Chunk)
            {
                var articles = Enumerable.Range(0, Chunk).Select(_ => stream.Next()).ToList();
                var clock = new ProcessorClock();
                foreach (var article in articles)
                {
                    var start = Stopwatch.GetTimestamp();
                    copies += index.Add(StoryStream.InputOf(article)).Placement.Relation is CopyRelation.Copy ? 1 : 0;
                    millis.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    repairs += Repaired(index, article.Number + 1);
                }

                spent += clock.Elapsed;
            }

            var memory = GC.GetTotalMemory(forceFullCollection: true) - before - (sizeof(double) * millis.Capacity);
            millis.Sort();
            Console.WriteLine(
                $"{size} articles: {size / spent.TotalSeconds:F0} articles/s of processor time (repairs {repairs / spent:P0} of it by the wall), "
                + $"{memory / (double)size:F0} bytes an article ({index.Articles} in the index), p99 of the last {millis.Count}: {millis[millis.Count * 99 / 100]:F2} ms, "
                + $"{copies / (double)size:P0} copies, {index.NextStory - 1} stories opened");
            millis.Clear();
        }
    }

    private static TimeSpan Repaired(StoryIndex index, long articles)
    {
        if (articles % StoryIndex.ArticlesBetweenRepairs != 0)
        {
            return TimeSpan.Zero;
        }

        var start = Stopwatch.GetTimestamp();
        index.Repair(articles);
        return Stopwatch.GetElapsedTime(start);
    }
}
