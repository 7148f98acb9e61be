using System.Text;
using Monitor.Feeds.Parsing;
using Monitor.Feeds.Readers;
using Monitor.Worker.Demo;

namespace Monitor.Tests.Feeds;

/// <summary>CodeHollow.FeedReader as an independent opinion: of ordinary feeds both readers say the same, but for what the table lists.</summary>
public sealed class TwoReadersTests
{
    private static readonly Uri Address = new("https://feeds.example/all");

    private static readonly string[] Compared = ["entry", "id", "title", "link", "published", "updated"];

    public static TheoryData<string> Feeds => [.. Documents.Keys];

    private static readonly Dictionary<string, byte[]> Documents = Read();

    [Theory, MemberData(nameof(Feeds))]
    public void Both_readers_agree_on_ids_titles_links_and_dates(string feed)
    {
        var ours = Assert.IsType<FeedParseResult.Parsed>(FeedReaderKind.Monitor.Parse(Documents[feed], null, Address)).Feed;
        var theirs = Assert.IsType<FeedParseResult.Parsed>(FeedReaderKind.CodeHollow.Parse(Documents[feed], null, Address)).Feed;

        var differences = FeedComparison.Of(ours, theirs)
            .Where(difference => Compared.Contains(difference.Field))
            .Select(difference => $"{feed}, {difference.Entry}, {difference.Field}");

        Assert.NotEmpty(ours.Entries);
        Assert.Equal(Listed.Where(line => line.StartsWith($"{feed}, ", StringComparison.Ordinal)), differences);
    }

    private static IEnumerable<string> Listed =>
        CaseFile.Lines("two-readers.cases").Select(line => line[..line.IndexOf("=>", StringComparison.Ordinal)].Trim());

    private static Dictionary<string, byte[]> Read()
    {
        var documents = new Dictionary<string, byte[]>
        {
            ["rss document"] = Encoding.UTF8.GetBytes(FeedParserTests.RssDocument),
            ["atom document"] = Encoding.UTF8.GetBytes(FeedParserTests.AtomDocument),
            ["json document"] = Encoding.UTF8.GetBytes(FeedParserTests.JsonDocument),
        };
        foreach (var name in new[] { "atom03.xml", "atom10.xml", "feed.json", "rss1.rdf", "rss2.xml" })
        {
            documents[name] = File.ReadAllBytes(Path.Combine(StructureTests.FindRoot(), "tests", "feeds", "seeds", name));
        }

        foreach (var (number, articles) in DemoStory.Articles().GroupBy(article => article.Line.Outlet).Index())
        {
            var outlet = new ReplayOutlet(articles.Key, number + 1, 80, articles, ReplayManner.Plain);
            documents[articles.Key] = ReplayFeedDocument.Write(outlet, outlet.Articles.Count);
        }

        return documents;
    }
}
