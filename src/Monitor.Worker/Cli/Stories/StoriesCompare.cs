using System.CommandLine;
using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories compare</c>: verdicts on pairs of articles.</summary>
internal static class StoriesCompare
{
    public static Command Create()
    {
        var arguments = new Argument<string[]>("ARTICLES.jsonl… PAIRS.jsonl")
        {
            Description = "Files of articles, and last the file of pairs: {\"a\",\"b\"} a line.",
            Arity = new ArgumentArity(2, 1000),
        };
        var json = SharedOptions.Json();
        var features = new Option<bool>("--features") { Description = "With --json: the kinds of evidence for one event, to calibrate with." };
        var command = new Command("compare", "Say of pairs of articles whether one copies the other and whether both report the same event.")
        {
            arguments, json, features, SharedOptions.Config(),
        };
        command.SetAction(parsed =>
        {
            var paths = parsed.GetRequiredValue(arguments);
            var rows = ComparedPairs.Of(ArticleFile.Read(paths[..^1]), paths[^1], new StoriesOptions(), parsed.GetValue(features));
            if (parsed.GetValue(json))
            {
                using var output = new JsonLines();
                foreach (var row in rows)
                {
                    output.Write(row);
                }
            }
            else
            {
                var table = new Table().AddColumns("a", "b", "relation", "score", "same story", "story score", "why");
                foreach (var row in rows)
                {
                    table.AddRow(
                        Markup.Escape(row.A), Markup.Escape(row.B), row.Undecided ? "undecided" : row.Relation, Shown(row.Score), row.SameStory ? "yes" : "no",
                        Shown(row.StoryScore), Markup.Escape(string.Join("; ", row.Why)));
                }

                Results.Write(table);
            }

            return 0;
        });
        return command;
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
