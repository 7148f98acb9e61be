using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Tagging;

/// <summary>The actors of the launch story's two documents against the labels beside the checkout.</summary>
public sealed partial class SeedActorsTests(ITestOutputHelper output)
{
    private static readonly ActorKind[] Judged =
        [ActorKind.State, ActorKind.Government, ActorKind.Agency, ActorKind.Alliance, ActorKind.Organization, ActorKind.Group, ActorKind.Company,
            ActorKind.Embassy];

    [Fact]
    public void States_and_organisations_are_found_with_precision_and_recall_of_at_least_95_percent()
    {
        if (SharedFolder.Root is null)
        {
            output.WriteLine("passed over: the evaluation data is not beside the checkout");
            return;
        }

        var (found, missed, wrong) = (0, new List<string>(), new List<string>());
        foreach (var (document, article) in Documents())
        {
            var labels = document.GetProperty("actors").EnumerateArray().ToList();
            var optional = labels.Where(IsOptional).Select(IdOf).ToHashSet();
            var gold = labels.Where(label => !IsOptional(label)).Select(IdOf).Where(id => !id.StartsWith("person:", StringComparison.Ordinal)).ToHashSet();
            var mine = Tags(article).Mentions.Where(mention => mention.Role is not AliasRole.Capital && Judged.Contains(mention.Actor.Kind))
                .Select(mention => Canonical(mention.Actor.Id)).ToHashSet();
            found += gold.Count(mine.Contains);
            missed.AddRange(gold.Where(id => !mine.Contains(id)));
            wrong.AddRange(mine.Where(id => !gold.Contains(id) && !optional.Contains(id)));
        }

        var (precision, recall) = ((double)found / (found + wrong.Count), (double)found / (found + missed.Count));
        output.WriteLine($"precision {precision:F3}, recall {recall:F3}; missed: {string.Join(", ", missed)}; wrong: {string.Join(", ", wrong)}");
        Assert.True(precision >= .95 && recall >= .95,
            $"precision {precision:F3}, recall {recall:F3}; missed: {string.Join(", ", missed)}; wrong: {string.Join(", ", wrong)}");
    }

    [Fact]
    public void Nothing_is_tagged_that_must_not_be()
    {
        if (SharedFolder.Root is null)
        {
            output.WriteLine("passed over: the evaluation data is not beside the checkout");
            return;
        }

        foreach (var (document, article) in Documents())
        {
            var text = TokenizedText.Of(article.Title, article.Text);
            var mentions = Tags(article).Mentions;
            foreach (var forbidden in document.GetProperty("must_not_tag").EnumerateArray())
            {
                var surface = Aside().Replace(forbidden.GetProperty("surface").GetString()!, "").Trim();
                var actor = forbidden.TryGetProperty("as", out var id) ? id.GetString() : null;
                if (surface is "Washington")
                {
                    // What is forbidden is the city and the state of that name; neither is an actor in the book.
                    continue;
                }

                Assert.DoesNotContain(mentions,
                    mention => mention.Span.Of(text.Value).Contains(surface, StringComparison.Ordinal) && (actor is null || mention.Actor.Id == actor));
            }
        }
    }

    private static IEnumerable<(JsonElement Document, ArticleLine Article)> Documents()
    {
        var gold = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFolder.Root!, "seeds", "gold.json")));
        var articles = ArticleFile.Read(Path.Combine(SharedFolder.Root!, "seeds", "articles.jsonl")).ToDictionary(article => article.Id);
        foreach (var document in gold.RootElement.GetProperty("documents").EnumerateArray())
        {
            yield return (document, articles[Path.GetFileNameWithoutExtension(document.GetProperty("file").GetString()!)]);
        }
    }

    private static ArticleTags Tags(ArticleLine article) =>
        Bundled.Tag(TokenizedText.Of(article.Title, article.Text), article.Outlet, article.Url, article.Language, article.Published);

    private static readonly Tagger Bundled = Tagger.Load(Path.Combine(AppContext.BaseDirectory, "config"));

    private static bool IsOptional(JsonElement label) => label.TryGetProperty("optional", out var optional) && optional.GetBoolean();

    private static string IdOf(JsonElement label) => Canonical(label.GetProperty("id").GetString()!);

    /// <summary>A state's government and embassies count as the state.</summary>
    private static string Canonical(string id) => OfState().Replace(id, "country:$1");

    [GeneratedRegex("^(?:gov|hackers|embassy):([A-Z]{2})(?:-.*)?$")]
    private static partial Regex OfState();

    [GeneratedRegex(@"\(.*\)")]
    private static partial Regex Aside();
}
