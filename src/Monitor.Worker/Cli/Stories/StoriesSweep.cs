using System.CommandLine;
using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Stories.Evaluation;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories sweep</c>: how the grouping fits labels over the values of the evidence that an article needs to join a story.</summary>
internal static class StoriesSweep
{
    private static readonly double[] Steps = [-1.5, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 1.5];

    public static Command Create()
    {
        var files = new Argument<string[]>("ARTICLES.jsonl… GOLD.jsonl")
        {
            Description = "Files of articles, and last the labels: {\"id\",\"story\"} a line.",
            Arity = new ArgumentArity(2, 1000),
        };
        var json = SharedOptions.Json();
        var command = new Command("sweep", "Group articles under several thresholds of the evidence that joins, and measure each against labels.")
        {
            files, json,
        };
        command.SetAction(parsed =>
        {
            var paths = parsed.GetRequiredValue(files);
            var wanted = LabelFiles.Stories(paths[^1]);
            var articles = ArticleFile.Read(paths[..^1]).ToList();
            if (!articles.Exists(article => wanted.ContainsKey(article.Id)))
            {
                throw new CommandFailure($"{paths[^1]}: none of the labelled articles is in the files");
            }

            var present = new StoriesOptions().JoinEvidenceMin;
            var rows = Steps.Append(present).Distinct().Order().Select(value => new
            {
                JoinEvidenceMin = value,
                Present = value == present,
                Measures = StoryMeasures.Of(
                    wanted,
                    GroupedArticles.Of(articles, new StoriesOptions { JoinEvidenceMin = value }).ToDictionary(row => row.Id, row => row.Story)),
            });
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                foreach (var row in rows)
                {
                    lines.Write(row);
                }

                return 0;
            }

            var table = new Table().AddColumns("evidence", "stories", "BCubed P", "R", "F1", "pairs P", "R", "F1", "95 % of pairs F1", "");
            foreach (var row in rows)
            {
                var (bcubed, pairs) = (row.Measures.BCubed, row.Measures.Pairs);
                table.AddRow(
                    row.JoinEvidenceMin.ToString("+0.00;-0.00;0", CultureInfo.InvariantCulture),
                    row.Measures.StoriesFound.ToString(CultureInfo.InvariantCulture),
                    Shown(bcubed.Precision), Shown(bcubed.Recall), Shown(bcubed.F1), Shown(pairs.Precision), Shown(pairs.Recall), Shown(pairs.F1),
                    $"{Shown(pairs.F1Low)} – {Shown(pairs.F1High)}", row.Present ? "present" : "");
            }

            Results.Write(table);
            return 0;
        });
        return command;
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
