using Monitor.Rules;
using Monitor.Tagging;

namespace Monitor.Tests.Tagging;

public sealed class RuleBacktestTests
{
    private static readonly ActorBook NoActors = new([], []);

    private static readonly BacktestArticle[] Articles =
    [
        Article("a", "Herald", "A cobalt mine opened.", 5),
        Article("b", "Herald", "Attackers used Cobalt Strike. The beacon was found.", 6),
        Article("c", "Times", "Another Cobalt Strike beacon.", 13),
        Article("d", "Times", "Ççobalt is no word. C.o.b.a.l.t. is.", 14),
        Article("e", "Times", "Copper prices rose.", 14),
    ];

    [Fact]
    public void A_draft_shows_what_it_gains_and_loses()
    {
        var report = Report(Rule("copper OR (cobalt AND NOT beacon)"), Rule("cobalt"));

        Assert.Equal((5, 3, 1, 2), (report.Articles, report.Hits, report.Gained, report.Lost));
        Assert.Equal(["Copper prices rose."], Assert.Single(report.GainedSample).Sentences);
        Assert.Equal(["b", "c"], report.LostSample.Select(hit => hit.Id));
        Assert.Equal(new Dictionary<string, int> { ["2026-W02"] = 1, ["2026-W03"] = 2 }, report.PerWeek);
        Assert.Equal(new Dictionary<string, int> { ["Times"] = 2, ["Herald"] = 1 }, report.PerOutlet);
    }

    [Fact]
    public void Skipping_articles_without_the_words_changes_nothing()
    {
        var skipping = Report(Rule("cobalt"), null);
        var looking = Report(Rule("cobalt"), null, others: ["copper"]);

        Assert.Equal((4, 4), (skipping.Hits, looking.Hits));
    }

    [Fact]
    public void Labelled_hits_give_a_precision_with_its_interval_and_the_words_to_veto()
    {
        var report = Report(Rule("cobalt"), null, new Dictionary<string, bool> { ["a"] = true, ["b"] = false, ["c"] = false, ["e"] = true });

        Assert.Equal((1, 3), (report.Precision!.Right, report.Precision.Labelled));
        Assert.Equal(0.0615, report.Precision.Low, tolerance: 0.001);
        Assert.Equal(0.7923, report.Precision.High, tolerance: 0.001);
        Assert.Contains(report.Terms, term => term is { Term: "cobalt strike", WrongHits: 2, Suggestion: "suppress: [\"cobalt strike\"]" });
        Assert.DoesNotContain(report.Terms, term => term.Term == "mine");
    }

    [Fact]
    public void Rules_that_share_hits_are_compared()
    {
        var overlap = Assert.Single(Report(Rule("cobalt AND beacon"), null, others: ["cobalt-all"]).Overlaps);

        Assert.Equal(("cobalt-all", 2, 4, "all hits are hits of the other"), (overlap.RuleId, overlap.Shared, overlap.Other, overlap.Relation));
        Assert.Equal(0.5, overlap.Jaccard);
    }

    private static BacktestReport Report(TopicRule draft, TopicRule? saved, Dictionary<string, bool>? labels = null, string[]? others = null)
    {
        var book = new RuleBook([Rule("copper", "copper"), Rule("cobalt", "cobalt-all"), .. saved is null ? Array.Empty<TopicRule>() : [saved]], RuleBook.Empty.Lists);
        var test = new RuleBacktest(NoActors, book, draft, saved, labels ?? [], others ?? [], new Random(1));
        foreach (var article in Articles)
        {
            test.Add(article);
        }

        return test.Report();
    }

    private static TopicRule Rule(string when, string id = "metal") => new(new RuleDefinition(id, id, 1, RuleParser.Parse(when), []), id, [], []);

    private static BacktestArticle Article(string id, string outlet, string text, int day) =>
        new(id, outlet, null, "News", text, new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero), "en");
}
