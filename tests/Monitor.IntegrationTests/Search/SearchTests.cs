using System.Globalization;
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
        var table = Expressions().ToList();
        var hits = HitsOf(world, [.. table.Select(one => one.Rule).Distinct()]);
        var differences = new List<string>();
        foreach (var (typed, rule) in table)
        {
            var found = await world.FindAsync(new ListQuery { Words = typed, Size = 100 });
            Assert.Equal(found.Count, found.Distinct().Count());
            if (!hits[rule].SetEquals(found))
            {
                var (lacks, invents) = (hits[rule].Except(found).Take(5), found.Except(hits[rule]).Take(5));
                differences.Add($"{typed}: lacks {string.Join(' ', lacks)}, invents {string.Join(' ', invents)}");
            }
        }

        Assert.Empty(differences);
        Assert.True(table.Count >= 120 && hits.Values.Sum(one => one.Count) > 3_000, $"{table.Count} expressions, {hits.Values.Sum(one => one.Count)} hits");
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

    /// <summary>As <c>monitor rules try</c> does it: expressions beside the saved rules, each article looked at.</summary>
    private static Dictionary<string, HashSet<long>> HitsOf(SearchWorld world, List<string> rules)
    {
        var book = world.Tagger.Rules;
        for (var i = 0; i < rules.Count; i++)
        {
            var id = $"{Tried}-{i}";
            book = book.With(new TopicRule(new RuleDefinition(id, id, 0, RuleParser.Parse(rules[i]), []), id, [], []));
        }

        var tagger = new Tagger(world.Tagger.Actors, book);
        var hits = rules.ToDictionary(rule => rule, _ => new HashSet<long>());
        foreach (var article in world.All)
        {
            var text = TokenizedText.Of(article.Title, article.Text);
            foreach (var topic in tagger.Tag(text, article.Outlet, article.Url, article.Language, article.PublishedAt, article.Byline).Topics)
            {
                if (topic.RuleId.StartsWith(Tried, StringComparison.Ordinal))
                {
                    hits[rules[int.Parse(topic.RuleId[(Tried.Length + 1)..], CultureInfo.InvariantCulture)]].Add(article.Id);
                }
            }
        }

        return hits;
    }
}
