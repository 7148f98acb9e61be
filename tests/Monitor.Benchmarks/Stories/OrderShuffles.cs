using System.Globalization;
using System.Text.Json;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Stories.Evaluation;
using Monitor.Stories.Index;
using Monitor.Text;

namespace Monitor.Benchmarks.Stories;

/// <summary>How far the stories depend on the order within a day: file order, then five shuffles of each day's articles.</summary>
internal static class OrderShuffles
{
    private const int Shuffles = 5;

    public static void Run(string articlesPath, string goldPath)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var lines = ArticleFile.Read([articlesPath]).ToList();
        var wanted = File.ReadLines(goldPath).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(label => label.GetProperty("id").GetString()!, label => label.GetProperty("story").GetString()!);
        var scores = new List<(double BCubed, double Pairs)>();
        for (var seed = 0; seed <= Shuffles; seed++)
        {
            var clock = new ProcessorClock();
            var found = Grouped(seed == 0 ? lines : Shuffled(lines, new Random(seed)));
            var spent = clock.Elapsed;
            var measures = StoryMeasures.Of(wanted, found);
            Console.WriteLine(
                $"{(seed == 0 ? "file order" : $"shuffle {seed}")}: BCubed F1 {measures.BCubed.F1:F3}, pairwise F1 {measures.Pairs.F1:F3}, "
                    + $"{lines.Count / spent.TotalSeconds:F0} articles/s of processor time");
            if (seed > 0)
            {
                scores.Add((measures.BCubed.F1, measures.Pairs.F1));
            }
        }

        Console.WriteLine(
            $"spread of {Shuffles} shuffles: BCubed F1 {scores.Max(score => score.BCubed) - scores.Min(score => score.BCubed):F3}, "
            + $"pairwise F1 {scores.Max(score => score.Pairs) - scores.Min(score => score.Pairs):F3}");
    }

    private static IEnumerable<ArticleLine> Shuffled(List<ArticleLine> lines, Random random) =>
        lines.GroupBy(line => line.Published?.UtcDateTime.Date).SelectMany(day =>
        {
            var articles = day.ToArray();
            random.Shuffle(articles);
            return articles;
        });

    private static Dictionary<string, string> Grouped(IEnumerable<ArticleLine> lines)
    {
        var ordered = new List<ArticleLine>();
        var stories = new List<long>();
        var options = new StoriesOptions { TextsInMemory = 100_000 };
        var index = new StoryIndex(options, _ => null);
        foreach (var line in lines)
        {
            ordered.Add(line);
            var input = new StoryInput(
                stories.Count, StoryInput.HostOf(line.Url, line.Outlet), line.Published, StoryInput.LanguageOf(line.Language),
                TokenizedText.Of(line.Title, line.Text), [], IsSummary: false);
            stories.Add(index.Add(input).Placement.Story);
            if (stories.Count % StoryIndex.ArticlesBetweenRepairs == 0)
            {
                Follow(index.Repair(stories.Count));
            }
        }

        Follow(index.RepairAll());
        return ordered.Select((line, i) => (line.Id, Story: stories[i])).ToDictionary(one => one.Id, one => one.Story.ToString(CultureInfo.InvariantCulture));

        void Follow(IReadOnlyList<StoryMove> moves)
        {
            foreach (var move in moves)
            {
                stories[(int)move.Article] = move.To;
            }
        }
    }
}
