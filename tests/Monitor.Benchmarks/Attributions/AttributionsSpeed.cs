using Monitor.Attributions;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Attributions;

/// <summary>
/// attributions-speed ITEMS.jsonl...: what the detector takes for 2,000 characters of articles that are tokenized and tagged already, each file by
/// itself. The best of the rounds counts: the first ones are compiled on the way.
/// </summary>
internal static class AttributionsSpeed
{
    private const int Characters = 2_000;
    private const int Rounds = 20;

    public static int Run(IEnumerable<string> files)
    {
        var config = AttributionsFit.ConfigFolder();
        var tagger = Tagger.Load(config);
        var detector = AttributionDetector.Load(config, tagger.Actors);
        var sets = files.Select(file => (Name: Path.GetFileName(file), Articles: Read(file, tagger), Best: new Costs[2])).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, articles, best) in sets)
            {
                var whole = CostsOf(articles, one => detector.Detect(one.Text, one.Tags, one.Voice, one.Item.Published, one.Item.Language).Count);
                var rules = CostsOf(
                    articles, one => detector.Candidates(one.Text, one.Tags, one.Voice, one.Item.Published, one.Item.Language)?.Statements.Count ?? 0);
                (best[0], best[1]) = round == 0 ? (whole, rules) : (best[0].OrBetter(whole), best[1].OrBetter(rules));
            }
        }

        foreach (var (name, articles, best) in sets)
        {
            Console.WriteLine($"{name}: {best[0].Milliseconds:0.000} ms of processor and {best[0].Bytes / 1024:0} KiB for {Characters} characters, "
                + $"{best[1].Milliseconds:0.000} ms and {best[1].Bytes / 1024:0} KiB by rules alone; {articles.Count} articles, "
                + $"{best[0].Statements} statements");
        }

        return 0;
    }

    private static List<Article> Read(string file, Tagger tagger) => LabelledItem.Read([file]).ConvertAll(item =>
    {
        var text = TokenizedText.Of(item.Title, item.Text);
        return new Article(item, text, tagger.Tag(text, item.Outlet, null, item.Language, item.Published),
            OutletVoice.Of(tagger, item.Outlet, item.SpeaksFor));
    });

    private static Costs CostsOf(List<Article> articles, Func<Article, int> read)
    {
        var share = Characters / articles.Sum(article => (double)article.Text.Value.Length);
        var bytes = GC.GetTotalAllocatedBytes();
        var clock = new ProcessorClock();
        var statements = articles.Sum(read);
        return new Costs(clock.Elapsed.TotalMilliseconds * share, (GC.GetTotalAllocatedBytes() - bytes) * share, statements);
    }

    private sealed record Article(LabelledItem Item, TokenizedText Text, ArticleTags Tags, OutletVoice Voice);

    private sealed record Costs(double Milliseconds, double Bytes, int Statements)
    {
        public Costs OrBetter(Costs other) => other.Milliseconds < Milliseconds ? other : this;
    }
}
