using System.CommandLine;
using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor stories</c>: which articles are copies of each other, and which report the same event.</summary>
internal static class StoriesCommands
{
    public static Command Create() => new("stories", "Copies and stories: group articles, compare pairs, merge and split by hand, evaluate with what was decided.") { Group(), Compare(), StoryDecisionCommands.Merge(), StoryDecisionCommands.Split(), StoryLabelsCommand.Create(), StorySweepCommand.Create() };

    private static Command Group()
    {
        var files = SharedOptions.ArticleFiles();
        var json = SharedOptions.Json();
        var command = new Command("group", "Group articles in file order; prints the state after the last line.") { files, json, SharedOptions.Config() };
        command.SetAction(parsed =>
        {
            var rows = GroupedArticles.Of(ArticleFile.Read(parsed.GetRequiredValue(files)), new StoriesOptions());
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
                PrintStories(rows);
            }

            return 0;
        });
        return command;
    }

    private static void PrintStories(IReadOnlyList<GroupedArticle> rows)
    {
        var table = new Table().AddColumns("story", "articles", "copies", "independent", "relation", "article", "title");
        foreach (var story in rows.GroupBy(row => row.Story))
        {
            var groups = story.GroupBy(row => row.Copies).Count();
            foreach (var (row, number) in story.Select((row, number) => (row, number)))
            {
                table.AddRow(
                    number == 0 ? Markup.Escape(row.Story) : "",
                    number == 0 ? story.Count().ToString(CultureInfo.InvariantCulture) : "",
                    number == 0 ? (story.Count() - groups).ToString(CultureInfo.InvariantCulture) : "",
                    number == 0 ? groups.ToString(CultureInfo.InvariantCulture) : "",
                    row.Relation,
                    Markup.Escape(row.Id),
                    Markup.Escape(row.Title));
            }
        }

        AnsiConsole.Write(table);
    }

    private static Command Compare()
    {
        var arguments = new Argument<string[]>("ARTICLES.jsonl… PAIRS.jsonl")
        {
            Description = "Files of articles, and last the file of pairs: {\"a\",\"b\"} a line.",
            Arity = new ArgumentArity(2, 1000),
        };
        var json = SharedOptions.Json();
        var command = new Command("compare", "Say of pairs of articles whether one copies the other and whether both report the same event.") { arguments, json, SharedOptions.Config() };
        command.SetAction(parsed =>
        {
            var paths = parsed.GetRequiredValue(arguments);
            var rows = ComparedPairs.Of(ArticleFile.Read(paths[..^1]), paths[^1], new StoriesOptions());
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

                AnsiConsole.Write(table);
            }

            return 0;
        });
        return command;
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
