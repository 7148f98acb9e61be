using Monitor.Listings;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Search;

/// <summary>What is found, and that it is what a rule would hit.</summary>
public sealed class SearchTests
{
    private const string Tried = "tried";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Search_finds_what_a_rule_hits(DatabaseKind kind)
    {
        await using var world = await SearchWorld.CreateAsync(kind);
        var differences = new List<string>();
        var (expressions, hits) = (0, 0);
        foreach (var (typed, rule) in Expressions())
        {
            var expected = HitBy(world, rule);
            var found = await world.FindAsync(new ListQuery { Words = typed, Size = 100 });
            (expressions, hits) = (expressions + 1, hits + expected.Count);
            Assert.Equal(found.Count, found.Distinct().Count());
            if (!expected.SetEquals(found))
            {
                var (lacks, invents) = (expected.Except(found).Take(5), found.Except(expected).Take(5));
                differences.Add($"{typed}: lacks {string.Join(' ', lacks)}, invents {string.Join(' ', invents)}");
            }
        }

        Assert.Empty(differences);
        Assert.True(expressions >= 150 && hits > 3_000, $"{expressions} expressions with {hits} hits");
    }

    /// <summary>The table, and every expression of the rules' own table that needs no lists of its own.</summary>
    private static IEnumerable<(string Typed, string Rule)> Expressions()
    {
        foreach (var line in Lines("search-expressions.cases"))
        {
            var parts = line.Split("=>", StringSplitOptions.TrimEntries);
            yield return (parts[0], parts[^1]);
        }

        foreach (var rule in Lines("rules.cases").Select(line => line[..line.IndexOf("::", StringComparison.Ordinal)].Trim())
            .Where(rule => !rule.Contains('#', StringComparison.Ordinal) && !rule.Contains('/', StringComparison.Ordinal)).Distinct())
        {
            yield return (rule, rule);
        }
    }

    private static IEnumerable<string> Lines(string table) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", table)).Where(line => line.Length > 0 && (line[0] != '#' || line[1] != ' '));

    /// <summary>As <c>monitor rules try</c> does it: the expression beside the saved rules, each article looked at.</summary>
    private static HashSet<long> HitBy(SearchWorld world, string rule)
    {
        var draft = new TopicRule(new RuleDefinition(Tried, Tried, 0, RuleParser.Parse(rule), []), Tried, [], []);
        var tagger = new Tagger(world.Tagger.Actors, world.Tagger.Rules.With(draft));
        return
        [
            .. world.All.Where(article => tagger
                    .Tag(TokenizedText.Of(article.Title, article.Text), article.Outlet, article.Url, article.Language, article.PublishedAt, article.Byline)
                    .Topics.Any(topic => topic.RuleId == Tried))
                .Select(article => article.Id),
        ];
    }
}
