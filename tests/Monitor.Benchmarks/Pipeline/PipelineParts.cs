using System.Globalization;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Articles.Walls;
using Monitor.AttributionEvents;
using Monitor.Attributions;
using Monitor.Languages;
using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Benchmarks.Pipeline;

/// <summary>What the computing of Read and Group takes for an article of the pipeline's news, without any database: the floor of the whole way.</summary>
internal sealed class PipelineParts
{
    private const int WarmUp = 1_500;

    private readonly TextExtractor _extractor = new();
    private readonly EventNews _news = new();
    private readonly Dictionary<string, (TimeSpan Time, long Bytes)> _parts = [];

    /// <summary>Arguments: how many articles [--pages FOLDER], whose texts are then taken out of the folder's pages.</summary>
    public static int Run(string[] arguments)
    {
        var pages = PipelineRun.Argument(arguments, "--pages") is { } folder ? PipelineSites.PagesOf(folder) : [];
        new PipelineParts().Take(int.Parse(arguments.ElementAtOrDefault(0) ?? "2000", CultureInfo.InvariantCulture), pages);
        return 0;
    }

    private void Take(int count, (string Title, byte[] Body)[] pages)
    {
        var tagger = Tagger.Load("config");
        var detector = AttributionDetector.Load("config", tagger.Actors);
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        for (var number = -WarmUp; number < count; number++)
        {
            if (number == 0)
            {
                _parts.Clear();
            }

            var (title, text) = pages.Length > 0 ? OfPage(pages[(number + WarmUp) % pages.Length]) : OfFeed();
            Measured("language", () => LanguageDetector.Detect($"{title}\n{text}"));
            var tokens = Measured("words", () => TokenizedText.Of(title, text));
            var tags = Measured("actors and topics", () => tagger.Tag(tokens, "Outlet", null, "en", null, null));
            var found = Measured(
                "attributions", () => detector.ReadArticle(tokens, tags, OutletVoice.Of(tagger, "Outlet", null), DateTimeOffset.UnixEpoch, "en"));
            var findings = ArticleFindings.Of(tags, found.Statements);
            Measured("findings as JSON", findings.TagsAsKept);
            var input = new StoryInput(
                number + WarmUp + 1, $"outlet{number % 100}.example", DateTimeOffset.UnixEpoch.AddMinutes(number + WarmUp), "en", tokens,
                [.. findings.Actors.Select(actor => new NamedActor(actor.Id, actor.Span))], IsSummary: false);
            Measured("copies and story", () => index.Add(input));
            if ((number + WarmUp) % StoryIndex.ArticlesBetweenRepairs == 0)
            {
                Measured("repair of stories", () => index.Repair(number + WarmUp));
            }
        }

        foreach (var (part, (time, bytes)) in _parts)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{part,-26} {time.TotalMilliseconds / count,7:0.000} ms, {bytes / 1e3 / count,7:0.0} KB an article"));
        }
    }

    private T Measured<T>(string part, Func<T> work)
    {
        var (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        var result = work();
        var used = _parts.GetValueOrDefault(part);
        _parts[part] = (used.Time + Environment.CpuUsage.TotalTime - time, used.Bytes + GC.GetAllocatedBytesForCurrentThread() - bytes);
        return result;
    }

    private (string Title, string Text) OfFeed()
    {
        var (title, given) = _news.Next();
        return (title, Measured("text of the feed's HTML", () => _extractor.ExtractFragment(given)));
    }

    /// <summary>As ReadRun takes it, without network and database.</summary>
    private (string Title, string Text) OfPage((string Title, byte[] Body) page)
    {
        var address = new Uri("https://outlet.example/news/1");
        var article = new Article
        {
            Outlet = "Outlet",
            Title = page.Title,
            Url = address.AbsoluteUri,
            CollectedAt = DateTimeOffset.UnixEpoch,
            ReadDueAt = DateTimeOffset.UnixEpoch,
        };
        var extracted = Measured("text of the page", () => _extractor.Extract(page.Body, "text/html", address));
        Measured("known by its host", () => PageSight.Of(address, article.Title, extracted.Text));
        var reading = Measured("held against its entry", () => ArticleReader.FromPage(article, "", extracted, address, address, stoodElsewhere: false));
        return (reading.Title, reading.Text);
    }
}
