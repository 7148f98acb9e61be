using System.CommandLine;
using System.Globalization;
using Monitor.Stories.Evaluation;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary><c>monitor evaluate stories</c>: groups against labels.</summary>
internal static class EvaluateStories
{
    public static Command Create()
    {
        var (gold, output, json) = (EvaluateArguments.Gold(), EvaluateArguments.Output(), SharedOptions.Json());
        var command = new Command("stories", "Labels {\"id\",\"story\"} against the lines of 'stories group --json'.") { gold, output, json };
        command.SetAction(parsed =>
        {
            var (wanted, found) = (LabelFiles.Stories(parsed.GetRequiredValue(gold)), LabelFiles.Stories(parsed.GetRequiredValue(output)));
            if (!wanted.Keys.Any(found.ContainsKey))
            {
                throw new CommandFailure($"{parsed.GetRequiredValue(output)}: none of the labelled articles is in it");
            }

            var measures = StoryMeasures.Of(wanted, found);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                lines.Write(measures);
                return 0;
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{EnglishCount.Of(measures.Articles, "article")}, {EnglishCount.OfMany(measures.StoriesWanted, "stories wanted")}, "
                    + $"{measures.StoriesFound} found, ARI {measures.AdjustedRand:0.000}"));
            MeasureTable.Write([measures.BCubed, measures.Pairs]);
            return 0;
        });
        return command;
    }
}
