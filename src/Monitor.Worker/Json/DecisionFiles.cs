using System.Globalization;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Json;

/// <summary>What was decided by hand about stories and copies, as the files that <c>stories compare|group</c> and <c>evaluate</c> read.</summary>
internal static class DecisionFiles
{
    private const string Articles = "articles.jsonl";
    private const string Pairs = "pairs.gold.jsonl";
    private const string Stories = "stories.gold.jsonl";

    public static IReadOnlyList<string> Names { get; } = [Articles, Pairs, Stories];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="file">Is closed at the end.</param>
    public static void Write(string name, LabelledStories labelled, Stream file)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        using var lines = new JsonLines(file);
        IEnumerable<object> rows = name switch
        {
            Articles => labelled.Articles.Select(article => new
            {
                Id = Number(article.Id),
                article.Outlet,
                article.Url,
                article.Title,
                article.Text,
                Published = article.AppearedAt,
                article.Language,
            }),
            Pairs => labelled.Pairs.Select(pair => new
            {
                A = Number(pair.First),
                B = Number(pair.Second),
                pair.Relation,
                pair.SameStory,
                pair.Author,
                pair.DecidedAt,
            }),
            Stories => labelled.Articles.Select(article => new { Id = Number(article.Id), Story = Number(labelled.StoryOf[article.Id]) }),
            _ => throw new ArgumentException($"{name} is none of them", nameof(name)),
        };
        foreach (var row in rows)
        {
            lines.Write(row);
        }
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
