using System.Text.Json;
using Monitor.Articles;
using Monitor.Attributions.Learnt;

namespace Monitor.Tests.Attributions;

/// <summary>Two simulated months of ordinary news, written and committed without a look at the program, in which two ministers change.</summary>
public sealed class LearningMonthsTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(StructureTests.FindRoot(), "tests", "attributions");

    [Fact]
    public void Two_months_of_news_teach_who_holds_an_office_and_who_no_longer_does()
    {
        var replay = new NewsReplay();
        var probes = new List<string>();
        var wanted = new List<string>();
        foreach (var (article, number) in File.ReadLines(Path.Combine(Folder, "learning-months.jsonl"))
            .Select((line, number) => (JsonSerializer.Deserialize<MonthsArticle>(line, JsonSerializerOptions.Web)!, number)))
        {
            var said = replay.Read(new ArticleLine($"{number}", article.Outlet, null, article.Title, article.Text, article.Published, article.Language));
            if (article.Probe is { } probe)
            {
                probes.Add($"{article.Title}: {said}");
                wanted.Add($"{article.Title}: {probe.After.Replace("> ", "> country:", StringComparison.Ordinal)}".Replace(": N", ": country:N", StringComparison.Ordinal));
            }
        }

        replay.Changes.ForEach(output.WriteLine);
        probes.ForEach(output.WriteLine);
        var expected = JsonSerializer.Deserialize<Expected>(File.ReadAllText(Path.Combine(Folder, "learning-months.expected.json")), JsonSerializerOptions.Web)!;
        Assert.Equal(Keys(expected.Learnt), Standing(replay, OfficeStanding.Learnt));
        Assert.Equal(Keys(expected.Ended), Standing(replay, OfficeStanding.Ended));
        Assert.Equal(wanted, probes);
    }

    private static IEnumerable<string> Keys(IEnumerable<Holder> holders) =>
        holders.Select(one => $"{OfficeSighting.KeyOf(one.Name)} {one.State}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Standing(NewsReplay replay, OfficeStanding standing) => replay.Verdicts.Where(one => one.Verdict.Standing == standing)
        .Select(one => $"{OfficeSighting.KeyOf(one.Verdict.Name)} {one.Owner.Split(':')[1][..2]}").Order(StringComparer.Ordinal);

    private sealed record MonthsArticle(string Outlet, string Title, string Text, DateTimeOffset Published, string Language, Probe? Probe);

    private sealed record Probe(string After);

    private sealed record Expected(IReadOnlyList<Holder> Learnt, IReadOnlyList<Holder> Ended);

    private sealed record Holder(string Name, string State);
}
