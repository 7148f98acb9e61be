using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Text;

namespace Monitor.Worker.Cli.Stories;

/// <summary>One line of <c>monitor stories group</c>.</summary>
internal sealed record GroupedArticle(
    string Id, string Story, string Copies, string Relation, string? Kind, bool Independent, string? Of, double Score, IReadOnlyList<string> Why, string Title);

/// <summary>Groups the articles of files as the Group run does, without a database.</summary>
internal static class GroupedArticles
{
    /// <summary>The articles in file order, with the groups as they are after the last one.</summary>
    public static IReadOnlyList<GroupedArticle> Of(IEnumerable<ArticleLine> lines, StoriesOptions options)
    {
        var articles = new List<GroupedLine>();
        var stories = new List<long>();
        var index = new StoryIndex(options, TextOf);
        foreach (var line in lines)
        {
            var placed = index.Add(InputOf(line, articles.Count));
            articles.Add(new(line, TextParts.ToBytes(placed.Own.Parts), placed.Placement, placed.Profile.IsRoundUp, placed.IsTooShort, placed.Own.Origin));
            stories.Add(placed.Placement.Story);
            if (articles.Count % StoryIndex.ArticlesBetweenRepairs == 0)
            {
                Follow(index.Repair(articles.Count));
            }
        }

        Follow(index.RepairAll());

        void Follow(IReadOnlyList<StoryMove> moves)
        {
            foreach (var move in moves)
            {
                stories[(int)move.Article] = move.To;
            }
        }

        AlignableText TextOf(long number)
        {
            var (line, parts) = (articles[(int)number].Line, articles[(int)number].Parts);
            return AlignableText.Of(TextParts.Cut(TokenizedText.Of(line.Title, line.Text), parts));
        }

        for (var i = 0; i < articles.Count; i++)
        {
            articles[i] = articles[i] with { Placement = articles[i].Placement with { Story = stories[i] } };
        }

        var originals = articles
            .GroupBy(article => article.Placement.CopyGroup)
            .ToDictionary(group => group.Key, OriginalOf);
        var sizes = articles.CountBy(article => article.Placement.CopyGroup).ToDictionary();
        // The groups that count as reports of their story, the longer ones before those too short to tell, and of these the first alone.
        var counted = articles.Where(article => !article.IsRoundUp)
            .OrderBy(article => article.IsTooShort)
            .GroupBy(article => article.Placement.Story)
            .SelectMany(story => story.Where((article, number) => number == 0 || !article.IsTooShort))
            .Select(article => article.Placement.CopyGroup)
            .ToHashSet();
        return [.. articles.Select(article => Row(
            article, originals[article.Placement.CopyGroup], sizes[article.Placement.CopyGroup], counted.Contains(article.Placement.CopyGroup), articles))];
    }

    /// <summary>An article of a file as the index takes it.</summary>
    public static StoryInput InputOf(ArticleLine line, long number) => new(
        number, StoryInput.HostOf(line.Url, line.Outlet), line.Published, StoryInput.LanguageOf(line.Language),
        TokenizedText.Of(line.Title, line.Text), [], IsSummary: false);

    private static GroupedArticle Row(GroupedLine article, ArticleLine original, int size, bool isCounted, List<GroupedLine> articles)
    {
        var (line, placement) = (article.Line, article.Placement);
        var relation = size > 1 ? (ReferenceEquals(line, original) ? "original" : "copy") : placement.Relation is CopyRelation.Partial ? "partial" : "report";
        var of = relation switch
        {
            "copy" => original.Id,
            "partial" => articles[(int)placement.Of!.Value].Line.Id,
            _ => null,
        };
        var kind = relation == "copy" ? (line.Outlet == original.Outlet ? "revision" : "syndicated") : article.IsRoundUp ? "round-up" : null;
        return new GroupedArticle(
            line.Id, "s" + placement.Story.ToString(CultureInfo.InvariantCulture), "c" + Number(placement.CopyGroup), relation, kind,
            isCounted && relation != "copy", of, Math.Round(placement.Score, 4), placement.Why, line.Title);
    }

    private static ArticleLine OriginalOf(IEnumerable<GroupedLine> copies) => Agencies.OriginalOf(
        [.. copies.OrderBy(article => article.Line.Published ?? DateTimeOffset.MaxValue)], article => article.Line.Outlet, article => article.Origin).Line;

    private static string Number(long number) => (number + 1).ToString(CultureInfo.InvariantCulture);

    private sealed record GroupedLine(ArticleLine Line, byte[] Parts, Placement Placement, bool IsRoundUp, bool IsTooShort, string? Origin);
}
