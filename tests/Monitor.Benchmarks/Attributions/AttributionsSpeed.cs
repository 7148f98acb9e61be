using Monitor.Attributions;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Attributions;

/// <summary>attributions-speed ITEMS.jsonl...: what the detector takes for 2,000 characters of articles that are tokenized and tagged already.</summary>
internal static class AttributionsSpeed
{
    private const int Characters = 2_000;
    private const int Rounds = 5;

    public static int Run(IEnumerable<string> files)
    {
        var config = AttributionsFit.ConfigFolder();
        var tagger = Tagger.Load(config);
        var detector = AttributionDetector.Load(config, tagger.Actors);
        var articles = LabelledItem.Read(files).ConvertAll(item =>
        {
            var text = TokenizedText.Of(item.Title, item.Text);
            return (Item: item, Text: text, Tags: tagger.Tag(text, item.Outlet, null, item.Language, item.Published),
                Voice: OutletVoice.Of(tagger, item.Outlet, item.SpeaksFor));
        });
        var characters = articles.Sum(article => (double)article.Text.Value.Length);
        for (var round = 0; round < Rounds; round++)
        {
            var clock = new ProcessorClock();
            var statements = articles.Sum(
                article => detector.Detect(article.Text, article.Tags, article.Voice, article.Item.Published, article.Item.Language).Count);
            var whole = clock.Elapsed.TotalMilliseconds / characters * Characters;
            var rules = new ProcessorClock();
            articles.ForEach(article => detector.Candidates(article.Text, article.Tags, article.Voice, article.Item.Published, article.Item.Language));
            var ofRules = rules.Elapsed.TotalMilliseconds / characters * Characters;
            Console.WriteLine($"round {round + 1}: {whole:0.000} ms of processor for {Characters} characters, {ofRules:0.000} by rules alone, "
                + $"{articles.Count} articles, {statements} statements");
        }

        return 0;
    }
}
