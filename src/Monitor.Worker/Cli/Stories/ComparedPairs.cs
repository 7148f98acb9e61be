using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Text;

namespace Monitor.Worker.Cli.Stories;

/// <summary>One line of <c>monitor stories compare</c>.</summary>
internal sealed record ComparedPair(
    string A, string B, string Relation, bool Undecided, double Score, bool SameStory, double StoryScore, IReadOnlyList<string> Why,
    IReadOnlyList<ComparedPassage> Passages, IReadOnlyDictionary<string, double>? Features);

/// <summary>Sentences that say the same, as positions in both articles.</summary>
internal sealed record ComparedPassage(TextSpan A, TextSpan B, double Likeness);

/// <summary>Compares labelled or suspected pairs of articles, after what pages repeat and how common terms are was learnt from all of them.</summary>
internal static class ComparedPairs
{
    public static IReadOnlyList<ComparedPair> Of(IEnumerable<ArticleLine> lines, string pairsPath, StoriesOptions options, bool withFeatures = false)
    {
        var index = new StoryIndex(options, _ => null);
        var articles = new Dictionary<string, StoryInput>();
        foreach (var line in lines)
        {
            var input = GroupedArticles.InputOf(line, articles.Count);
            articles[line.Id] = input;
            index.Learn(input);
        }

        return [.. LabelFiles.Objects(pairsPath)
            .Select(row => Row(row.Line, LabelFiles.Text(pairsPath, row.Line, row.Value, "a"), LabelFiles.Text(pairsPath, row.Line, row.Value, "b")))];

        ComparedPair Row(int line, string a, string b)
        {
            var features = withFeatures ? new List<double>() : null;
            var (copy, story) = index.Compare(Known(line, a), Known(line, b), features);
            var sameStory = copy.Relation is CopyRelation.Copy || story.Evidence >= options.JoinEvidenceMin;
            return new ComparedPair(
                a, b, copy.Relation switch { CopyRelation.Copy => "copy", CopyRelation.Partial => "partial", _ => "none" }, copy.Undecided,
                Math.Round(copy.Score, 4), sameStory, Math.Round(story.Score, 4),
                [
                    $"copy: {copy.Against ?? copy.Because}",
                    string.Create(CultureInfo.InvariantCulture, $"story: {story}, {options.JoinEvidenceMin:+0.0;-0.0;0} needed"),
                ],
                [.. copy.Passages.Select(passage => new ComparedPassage(passage.First, passage.Second, Math.Round(passage.Likeness, 3)))],
                features is null ? null : Enum.GetValues<LikenessFeature>().ToDictionary(kind => kind.ToString(), kind => features[(int)kind]));
        }

        StoryInput Known(int line, string id) =>
            articles.TryGetValue(id, out var input) ? input : throw new CommandFailure($"{pairsPath}:{line}: no article \"{id}\" in the files");
    }
}
