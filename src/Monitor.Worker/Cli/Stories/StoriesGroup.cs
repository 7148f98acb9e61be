using System.CommandLine;
using System.Globalization;
using Monitor.Articles;
using Monitor.Stories;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories group</c>: articles in groups, as the Group run makes them.</summary>
internal static class StoriesGroup
{
    public static Command Create()
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

        Results.Write(table);
    }
}
