using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;

namespace Monitor.Worker.Cli;

/// <summary>One line of <c>monitor stories compare</c>.</summary>
internal sealed record ComparedPair(
    string A, string B, string Relation, bool Undecided, double Score, bool SameStory, double StoryScore, IReadOnlyList<string> Why);

/// <summary>Compares labelled or suspected pairs of articles, after what pages repeat and how common terms are was learnt from all of them.</summary>
internal static class ComparedPairs
{
    public static IReadOnlyList<ComparedPair> Of(IEnumerable<ArticleLine> lines, string pairsPath, StoriesOptions options)
    {
        var index = new StoryIndex(options, _ => null);
        var articles = new Dictionary<string, StoryInput>();
        foreach (var line in lines)
        {
            var input = GroupedArticles.InputOf(line, articles.Count);
            articles[line.Id] = input;
            index.Learn(input);
        }

        return [.. LabelFiles.Objects(pairsPath).Select(row => Row(row.Line, LabelFiles.Text(pairsPath, row.Line, row.Value, "a"), LabelFiles.Text(pairsPath, row.Line, row.Value, "b")))];

        ComparedPair Row(int line, string a, string b)
        {
            var (copy, story) = index.Compare(Known(line, a), Known(line, b));
            var sameStory = copy.Relation is CopyRelation.Copy || story.Score >= options.StoryScoreMin;
            return new ComparedPair(
                a, b, copy.Relation switch { CopyRelation.Copy => "copy", CopyRelation.Partial => "partial", _ => "none" }, copy.Undecided,
                Math.Round(copy.Score, 4), sameStory, Math.Round(story.Score, 4),
                [string.Create(CultureInfo.InvariantCulture, $"words {story.Words.Body:0.00}, lead {story.Words.Lead:0.00}, names {story.Words.Names:0.00}; {copy.Passages.Count} passages")]);
        }

        StoryInput Known(int line, string id) =>
            articles.TryGetValue(id, out var input) ? input : throw new CommandFailure($"{pairsPath}:{line}: no article \"{id}\" in the files");
    }
}
