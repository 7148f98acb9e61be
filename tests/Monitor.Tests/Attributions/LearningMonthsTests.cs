using System.Text.Json;
using Monitor.Articles;
using Monitor.Attributions.Learnt;

namespace Monitor.Tests.Attributions;

/// <summary>
/// Two simulated months of ordinary news, written and committed without a look at the program, in which two ministers change, and what a reader
/// of them could know.
/// </summary>
public sealed class LearningMonthsTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(StructureTests.FindRoot(), "tests", "attributions");

    /// <summary>Known misses: a spokesman holds no office of the kinds that are learnt; of two names too few of the lessons are understood by then.</summary>
    private static readonly string[] Missed =
    [
        "arvis-ozolkalns LV", "Vunimolau blames China for emptied tuna grounds: FJ > CN", "Stavdalen accuses Russia of spying on gas platforms: NO > RU",
    ];

    /// <summary>As if the book knew nobody: of invented persons it would say that somebody else holds the office.</summary>
    [Fact]
    public void Two_months_of_news_teach_who_holds_an_office_and_who_no_longer_does()
    {
        var replay = new NewsReplay(hasBook: false);
        List<string> read = [], wanted = [];
        foreach (var (article, number) in File.ReadLines(Path.Combine(Folder, "learning-months.jsonl"))
            .Select((line, number) => (JsonSerializer.Deserialize<MonthsArticle>(line, JsonSerializerOptions.Web)!, number)))
        {
            var said = replay.Read(new ArticleLine($"{number}", article.Outlet, null, article.Title, article.Text, article.Published, article.Language));
            if (article.Probe is { } probe)
            {
                read.Add($"{article.Title}: {said.Replace(" official", "", StringComparison.Ordinal)}");
                wanted.Add($"{article.Title}: {probe.After}");
            }
        }

        replay.Changes.Concat(read).ToList().ForEach(output.WriteLine);
        var expected = JsonSerializer.Deserialize<Expected>(File.ReadAllText(Path.Combine(Folder, "learning-months.expected.json")), JsonSerializerOptions.Web)!;
        var learnt = Standing(replay, OfficeStanding.Learnt);
        Assert.Empty(learnt.Concat(read.Where(line => !line.EndsWith(": ", StringComparison.Ordinal))).Except([.. Keys(expected.Learnt), .. wanted]));
        Assert.Equal(Missed, Keys(expected.Learnt).Except(learnt).Concat(wanted.Except(read)));
        Assert.Equal(Keys(expected.Ended), Standing(replay, OfficeStanding.Ended));
    }

    private static List<string> Keys(IEnumerable<Holder> holders) =>
        [.. holders.Select(one => $"{OfficeSighting.KeyOf(one.Name)} {one.State}").Order(StringComparer.Ordinal)];

    private static List<string> Standing(NewsReplay replay, OfficeStanding standing) =>
        [.. replay.Verdicts.Where(one => one.Verdict.Standing == standing)
            .Select(one => $"{OfficeSighting.KeyOf(one.Verdict.Name)} {one.Owner.Split(':')[1][..2]}").Order(StringComparer.Ordinal)];

    private sealed record MonthsArticle(string Outlet, string Title, string Text, DateTimeOffset Published, string Language, Probe? Probe);

    private sealed record Probe(string After);

    private sealed record Expected(IReadOnlyList<Holder> Learnt, IReadOnlyList<Holder> Ended);

    private sealed record Holder(string Name, string State);
}
