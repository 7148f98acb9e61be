using System.Text.Json;
using Monitor.Articles;
using Monitor.Attributions.Learnt;
using Monitor.Languages;

namespace Monitor.Tests.Attributions;

/// <summary>Forty piles of news, written before anything learnt and without a look at it, from which the wrong thing could be learnt.</summary>
public sealed class LearningTrapsTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Trap> Traps = File
        .ReadAllLines(Path.Combine(StructureTests.FindRoot(), "tests", "attributions", "learning-traps.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Trap>(line, JsonSerializerOptions.Web)!)
        .ToDictionary(trap => trap.Id);

    /// <summary>With the book, and as if the book knew no holder.</summary>
    public static MatrixTheoryData<string, bool> Ids => new(Traps.Keys, [true, false]);

    [Theory, MemberData(nameof(Ids))]
    public void A_trap_teaches_nothing_but_what_is_right(string id, bool hasBook)
    {
        var trap = Traps[id];
        var replay = new NewsReplay(hasBook);
        foreach (var (article, number) in trap.Articles.OrderBy(article => article.Published).Select((article, number) => (article, number)))
        {
            var language = LanguageDetector.Detect(article.Title + "\n\n" + article.Text) ?? "en";
            replay.Read(new ArticleLine($"{number}", article.Outlet, null, article.Title, article.Text, article.Published, language));
        }

        var learnt = replay.Verdicts.Where(one => one.Verdict.Standing is OfficeStanding.Learnt)
            .Select(one => $"{OfficeSighting.KeyOf(one.Verdict.Name)} {one.Owner.Split(':')[1]}");
        replay.Changes.ForEach(output.WriteLine);
        Assert.Empty(learnt.Except(trap.MayLearn.Select(may => $"{OfficeSighting.KeyOf(may.Name)} {may.State}"), StringComparer.OrdinalIgnoreCase)
            .Select(wrong => $"{wrong}: {trap.Why}"));
    }

    private sealed record Trap(string Id, IReadOnlyList<TrapArticle> Articles, IReadOnlyList<Holder> MayLearn, string Why);

    private sealed record TrapArticle(string Outlet, string Title, string Text, DateTimeOffset Published);

    private sealed record Holder(string Name, string State);
}
