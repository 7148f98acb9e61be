using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Export;
using Monitor.Attributions;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Tests.AttributionEvents;
using Monitor.Text;
using Monitor.Worker.Cli.Attributions;
using Monitor.Worker.Cli.Stories;
using Monitor.Worker.Demo;

namespace Monitor.IntegrationTests.Demo;

/// <summary>The launch story through tagger, detector, copies and events as they are, with the config bundle as it is.</summary>
public sealed class DemoStoryTests
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly Lazy<(Tagger Tagger, AttributionDetector Detector)> Reading = new(() =>
    {
        var tagger = Tagger.Load(Config);
        return (tagger, AttributionDetector.Load(Config, tagger.Actors));
    });

    [Fact]
    public void The_story_is_four_pieces_of_news_and_nothing_else()
    {
        var events = new FileEvents(Reading.Value.Tagger.Actors, new StoriesOptions());
        var news = new List<string>();
        foreach (var article in DemoStory.Articles())
        {
            var (text, statements) = Read(article.Line);
            news.AddRange(events.Add(article.Line, text, statements).Where(one => one.News is not null).Select(one => $"{one.News} in {article.Line.Id}"));
        }

        Assert.Equal(["Event in aw-joint-accusation", "Event in aw-indictment", "Accuser in aw-joiners", "Denial in om-denial"], news);
    }

    [Fact]
    public void Four_short_reports_of_one_outlet_on_the_Games_are_four_stories()
    {
        var reports = GroupedArticles.Of(DemoStory.Articles().Select(one => one.Line), new StoriesOptions())
            .Where(one => one.Id.StartsWith("st-", StringComparison.Ordinal));

        Assert.Equal(4, reports.Select(one => one.Story).Distinct().Count());
    }

    [Fact]
    public async Task The_story_in_the_database_exports_as_a_sound_bundle_and_as_a_table()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Contexts.CreateDbContext();
        var register = new AttributionRegister(ActorRoots.Of(Reading.Value.Tagger.Actors));
        var story = DemoStory.Articles().Select(one => (one.Line, Article: ArticleOf(one))).ToList();
        db.AddRange(story.Select(one => one.Article));
        await db.SaveChangesAsync();
        long sequence = 0;
        await register.RecordAsync(db, [.. story.Select(one => StatementsOf(one.Line, one.Article))], () => ++sequence, CancellationToken.None);
        await db.SaveChangesAsync();

        var events = await db.EventViewsAsync(CancellationToken.None).ToListAsync();
        await new StixLedger(database.Contexts, id => Reading.Value.Tagger.Actors.Find(id)?.Name ?? id, TimeProvider.System).CatchUpAsync(CancellationToken.None);
        using var file = new MemoryStream();
        await StixBundle.WriteAsync(db, file, CancellationToken.None);
        var bundle = JsonNode.Parse(file.ToArray())!.AsObject();
        using var table = new StringWriter();
        AttributionCsv.WriteHead(table);
        events.ForEach(view => AttributionCsv.Write(table, view));

        var campaign = events.Single(view => view.Event.Key == "country:CN/cyber");
        var indictment = events.Single(view => view.Event.Key == "country:CN/indictment:country:US");
        Assert.Equal(campaign.Event.Id, indictment.Event.TiedToId);
        Assert.Equal([indictment.Event.Id], campaign.Ties.Select(tie => tie.Id));
        Assert.Empty(StixRules.Faults(bundle));
        Assert.Equal(
            ["campaign", "extension-definition", "identity", "intrusion-set", "note", "opinion", "relationship", "report", "threat-actor"],
            bundle["objects"]!.AsArray().Select(one => (string)one!["type"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, bundle["objects"]!.AsArray().Count(one => (string)one!["type"]! == "campaign"));
        Assert.Equal(events.Sum(view => view.Evidence.Count) + 2, table.ToString().Split("\r\n").Length);
    }

    private static Article ArticleOf(ReplayArticle one) =>
        new() { Outlet = one.Line.Outlet, Title = one.Line.Title, Url = one.Line.Url, Text = one.Line.Text, CollectedAt = one.AppearsAt };

    private static ArticleStatements StatementsOf(ArticleLine line, Article article)
    {
        var (text, statements) = Read(line);
        var id = article.Id.ToString(CultureInfo.InvariantCulture);
        return new ArticleStatements(id, text.Value, id, IsCopy: false, article.CollectedAt, Live: true, statements) { Story = "the launch" };
    }

    private static (TokenizedText Text, IReadOnlyList<Statement> Statements) Read(ArticleLine line)
    {
        var text = TokenizedText.Of(line.Title, line.Text);
        var tags = Reading.Value.Tagger.Tag(text, line.Outlet, line.Url, line.Language, line.Published);
        return (text, Reading.Value.Detector.Detect(text, tags, speaksFor: null, line.Published, line.Language));
    }
}
