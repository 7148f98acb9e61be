using System.CommandLine;
using System.Globalization;
using Monitor.Stories.Keeping;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Stories;

/// <summary>
/// <c>monitor stories labels</c>: what was merged and split by hand, in the files that <c>stories compare|group</c> and <c>evaluate</c> read.
/// </summary>
internal static class StoriesLabels
{
    public const string ArticlesFile = "articles.jsonl";
    public const string PairsFile = "pairs.gold.jsonl";
    public const string StoriesFile = "stories.gold.jsonl";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = $"The folder to write {ArticlesFile}, {PairsFile} and {StoriesFile} into." };
        var database = new CommandDatabase();
        var command = new Command("labels", "Export what was merged and split by hand, with the articles, to evaluate with.") { folder };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var labelled = await LabelledStories.LoadAsync(db, cancellationToken);
            if (labelled.Pairs.Count == 0)
            {
                throw new CommandFailure("nothing was merged or split by hand, or no group run has carried it out yet");
            }

            Write(parsed.GetRequiredValue(folder), labelled);
            var (target, stories) = (Path.GetFullPath(parsed.GetRequiredValue(folder)), labelled.StoryOf.Values.Distinct().Count());
            Results.Say(
                parsed, $"{labelled.Pairs.Count} pairs, {labelled.Articles.Count} articles in {stories} stories written to {target}",
                new { Folder = target, Pairs = labelled.Pairs.Count, Articles = labelled.Articles.Count, Stories = stories });
            return 0;
        });
        return command;
    }

    private static void Write(string folder, LabelledStories labelled)
    {
        try
        {
            Directory.CreateDirectory(folder);
            WriteLines(Path.Combine(folder, ArticlesFile), labelled.Articles.Select(article => new
            {
                Id = Number(article.Id),
                article.Outlet,
                article.Url,
                article.Title,
                article.Text,
                Published = article.AppearedAt,
                article.Language,
            }));
            WriteLines(Path.Combine(folder, PairsFile), labelled.Pairs.Select(pair => new
            {
                A = Number(pair.First),
                B = Number(pair.Second),
                pair.SameStory,
                pair.Author,
                pair.DecidedAt,
            }));
            WriteLines(Path.Combine(folder, StoriesFile), labelled.Articles.Select(article => new
            {
                Id = Number(article.Id),
                Story = Number(labelled.StoryOf[article.Id]),
            }));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{folder}: {fault.Message}");
        }
    }

    private static void WriteLines<T>(string path, IEnumerable<T> rows)
    {
        using var lines = new JsonLines(File.Create(path));
        foreach (var row in rows)
        {
            lines.Write(row);
        }
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
