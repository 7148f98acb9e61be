using Monitor.Actors;
using Monitor.Backtests;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Tests.Rules;

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
    public async Task A_fault_in_the_middle_ends_the_run_and_leaves_no_reader_waiting()
    {
        var test = new RuleBacktest(NoActors, RuleBook.Empty, Rule("cobalt"), null, JudgedArticles.None, [], new Random(1));
        var articles = Enumerable.Range(0, 20_000).Select(i => Article("a", "Herald", "A cobalt mine opened.", 5) with { Title = i == 0 ? null! : "Mine" });

        await Assert.ThrowsAsync<ArgumentNullException>(
            () => test.RunAsync(articles.ToAsyncEnumerable(), null, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, test.Report().Articles);
    }

    [Fact]
    public void Skipping_articles_without_the_words_changes_nothing()
    {
        var skipping = Report(Rule("cobalt"), null);
        var looking = Report(Rule("cobalt"), null, others: ["copper"]);

        Assert.Equal((4, 4), (skipping.Hits, looking.Hits));
    }

    [Fact]
    public void Skipping_never_loses_a_hit_of_any_rule()
    {
        var random = new Random(7);
        var rules = new RandomRules(random);
        var state = new Actor { Id = "country:CN", Kind = ActorKind.State, Name = "China", Aliases = [new Alias("China", AliasRole.Name)] };
        var book = new RuleBook([Rule("spy NEAR/2 expel*", "spying"), Rule("nothing", "other")], RuleBench.Lists);
        var hits = 0;
        for (var i = 0; i < 500; i++)
        {
            var draft = Rule(rules.Expression().ToString());
            var skipping = new RuleBacktest(new ActorBook([state], []), book, draft, null, JudgedArticles.None, [], random);
            var looking = new RuleBacktest(new ActorBook([state], []), book, draft, null, JudgedArticles.None, ["other"], random);
            for (var j = 0; j < 10; j++)
            {
                var article = Article("a", "Herald", rules.Text(), 5);
                skipping.Add(article);
                looking.Add(article);
            }

            Assert.True(skipping.Report().Hits == looking.Report().Hits, draft.Definition.When.Root.ToString());
            hits += looking.Report().Hits;
        }

        Assert.InRange(hits, 1_000, 4_000);
    }

    [Fact]
    public void Labelled_hits_give_a_precision_with_its_interval()
    {
        var report = Report(Rule("cobalt"), null, new Dictionary<string, bool> { ["a"] = true, ["b"] = false, ["c"] = false, ["e"] = true });

        Assert.Equal((1, 3, 1), (report.Precision!.Right, report.Precision.Labelled, report.RightMissed));
        Assert.Equal(0.0615, report.Precision.Low, tolerance: 0.001);
        Assert.Equal(0.7923, report.Precision.High, tolerance: 0.001);
        Assert.Equal(["d"], report.HitSample.Select(hit => hit.Id));
    }

    [Fact]
    public void Copies_of_one_text_are_one_hit_and_one_miss()
    {
        var labels = new Dictionary<string, bool> { ["a"] = true, ["b"] = true, ["c"] = false, ["e"] = true };
        var copies = new Dictionary<string, string> { ["a"] = "a", ["b"] = "a", ["e"] = "a" };

        var report = Report(Rule("cobalt"), null, labels, copyGroups: copies);

        Assert.Equal((1, 2, 0), (report.Precision!.Right, report.Precision.Labelled, report.RightMissed));
    }

    [Fact]
    public void Words_near_wrong_hits_and_not_near_right_ones_are_named_with_what_to_write()
    {
        var articles = Enumerable.Range(0, 12).Select(i => Article(
            $"{i}", "Herald", i < 6 ? "Attackers used Cobalt Strike and its beacon." : "The cobalt mine was sold to its owner.", 5)).ToList();
        var report = Report(Rule("cobalt"), null,
            articles.ToDictionary(article => article.Id, article => article.Text.Contains("mine", StringComparison.Ordinal)), articles: articles);

        Assert.Equal("suppress: [\"cobalt strike\"]", report.Terms[0].Suggestion);
        Assert.Equal((6, 0), (report.Terms[0].WrongHits, report.Terms[0].RightHits));
        Assert.Contains(report.Terms, term => term.Suggestion == "AND NOT beacon");
        Assert.Contains(report.Terms, term => term.Suggestion == "AND NOT \"its beacon\"");
        Assert.DoesNotContain(report.Terms, term => term.Term is "mine" or "its" or "cobalt");
    }

    [Fact]
    public void A_term_that_holds_one_hit_and_stands_near_another_is_still_one_to_suppress()
    {
        var articles = Enumerable.Range(0, 12).Select(i => Article(
            $"{i}", "Herald", i < 6 ? "Attackers used Cobalt Strike, cobalt of another kind." : "The cobalt mine was sold to its owner.", 5)).ToList();
        var report = Report(Rule("cobalt"), null,
            articles.ToDictionary(article => article.Id, article => article.Text.Contains("mine", StringComparison.Ordinal)), articles: articles);

        Assert.Contains(report.Terms, term => term.Suggestion == "suppress: [\"cobalt strike\"]");
    }

    [Fact]
    public async Task Running_over_a_stream_counts_what_was_skipped_and_keeps_the_order()
    {
        var test = new RuleBacktest(NoActors, RuleBook.Empty, Rule("cobalt"), null, JudgedArticles.None, [], new Random(1));
        var shares = new List<double?>();

        var isWhole = await test.RunAsync(Stream(), Articles.Length, new Progress(shares), CancellationToken.None);
        var report = test.Report();

        Assert.True(isWhole);
        Assert.Equal((5, 4), (report.Articles, report.Hits));
        Assert.Equal(["a", "b", "c", "d"], report.GainedSample.Select(hit => hit.Id));
        Assert.Equal(1, shares[^1]);

        async IAsyncEnumerable<BacktestArticle?> Stream()
        {
            await Task.Yield();
            foreach (var article in Articles)
            {
                yield return test.MayHit(article.Title, article.Text) ? article : null;
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_reports_what_was_read()
    {
        var test = new RuleBacktest(NoActors, RuleBook.Empty, Rule("cobalt"), null, JudgedArticles.None, [], new Random(1));
        using var stop = new CancellationTokenSource();

        var isWhole = await test.RunAsync(Endless(), null, new StopAtOnce(stop), stop.Token);

        Assert.False(isWhole);
        Assert.InRange(test.Report().Articles, 1, int.MaxValue);

        static async IAsyncEnumerable<BacktestArticle?> Endless(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            while (!cancellationToken.IsCancellationRequested)
            {
                yield return Articles[0];
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public void Rules_that_share_hits_are_compared()
    {
        var overlap = Assert.Single(Report(Rule("cobalt AND beacon"), null, others: ["cobalt-all"]).Overlaps);

        Assert.Equal(("cobalt-all", 2, 4, "all hits are hits of the other"), (overlap.RuleId, overlap.Shared, overlap.Other, overlap.Relation));
        Assert.Equal(0.5, overlap.Jaccard);
    }

    private static BacktestReport Report(
        TopicRule draft, TopicRule? saved, Dictionary<string, bool>? labels = null, string[]? others = null, IEnumerable<BacktestArticle>? articles = null,
        Dictionary<string, string>? copyGroups = null)
    {
        var book = new RuleBook(
            [Rule("copper", "copper"), Rule("cobalt", "cobalt-all"), .. saved is null ? Array.Empty<TopicRule>() : [saved]], RuleBook.Empty.Lists);
        var test = new RuleBacktest(NoActors, book, draft, saved, new JudgedArticles(labels ?? [], copyGroups ?? []), others ?? [], new Random(1));
        foreach (var article in articles ?? Articles)
        {
            test.Add(article);
        }

        return test.Report();
    }

    private static TopicRule Rule(string when, string id = "metal") => new(new RuleDefinition(id, id, 1, RuleParser.Parse(when, isKept: true), []), id, [], []);

    private static BacktestArticle Article(string id, string outlet, string text, int day) =>
        new(id, outlet, null, "News", text, new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero), "en", null);

    private sealed class Progress(List<double?> shares) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => shares.Add(value.Share);
    }

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => stop.Cancel();
    }
}
