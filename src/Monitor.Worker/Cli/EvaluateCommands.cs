using System.CommandLine;
using System.Globalization;
using Monitor.Stories;
using Monitor.Stories.Evaluation;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor evaluate</c>: precision, recall and F1 of results against labels, with 95 % intervals.</summary>
internal static class EvaluateCommands
{
    public static Command Create() => new("evaluate", "Precision, recall, F1 and 95 % intervals of results against labels.") { Stories(), Pairs(), EvaluateAttributions.Attributions(), EvaluateAttributions.Countries() };

    public static Argument<string> Gold() => new("GOLD.jsonl") { Description = "The labels." };

    public static Argument<string> Output() => new("OUTPUT.jsonl") { Description = "The results, as the command prints them with --json." };

    private static Command Stories()
    {
        var (gold, output, json) = (Gold(), Output(), SharedOptions.Json());
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
                CultureInfo.InvariantCulture, $"{measures.Articles} articles, {measures.StoriesWanted} stories wanted, {measures.StoriesFound} found, ARI {measures.AdjustedRand:0.000}"));
            Print([measures.BCubed, measures.Pairs]);
            return 0;
        });
        return command;
    }

    private static Command Pairs()
    {
        var (gold, output, json) = (Gold(), Output(), SharedOptions.Json());
        var sweep = new Option<bool>("--sweep") { Description = "Also the curve over all thresholds, and what one that was chosen on other labels gives." };
        var command = new Command("pairs", "Labels {\"a\",\"b\",\"relation\"?,\"sameStory\"?,\"level\"?} against the lines of 'stories compare --json'.") { gold, output, json, sweep };
        command.SetAction(parsed =>
        {
            var (wanted, found) = (LabelFiles.Pairs(parsed.GetRequiredValue(gold)), LabelFiles.Answers(parsed.GetRequiredValue(output)));
            var measures = PairMeasures.Of(wanted, found);
            if (measures.Missing == measures.Pairs)
            {
                throw new CommandFailure($"{parsed.GetRequiredValue(output)}: none of the labelled pairs is in it");
            }

            var curves = parsed.GetValue(sweep) ? PairCurves.Of(wanted, found, new StoriesOptions()) : [];
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                var confusion = Cells(measures).Select(cell => new { cell.Key.Wanted, cell.Key.Found, Pairs = cell.Value });
                lines.Write(new { measures.Pairs, measures.Missing, measures.Copy, measures.Reuse, measures.Story, measures.CopyRecallByLevel, confusion, curves });
            }
            else
            {
                Print(measures);
                PairCurves.Print(curves);
            }

            return 0;
        });
        return command;
    }

    private static void Print(PairMeasures measures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measures.Pairs} pairs, {measures.Missing} without a verdict"));
        Print(measures.Confusion.Count == 0 ? [measures.Story!] : measures.Story is null ? [measures.Copy, measures.Reuse] : [measures.Copy, measures.Reuse, measures.Story]);
        foreach (var (level, recall) in measures.CopyRecallByLevel.OrderBy(level => level.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {level,-20} recall {recall:0.000}"));
        }

        foreach (var cell in Cells(measures))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cell.Key.Wanted,-8} found as {cell.Key.Found,-8} {cell.Value,5}"));
        }
    }

    private static IEnumerable<KeyValuePair<(string Wanted, string Found), int>> Cells(PairMeasures measures) => measures.Confusion.OrderBy(cell => cell.Key);

    /// <summary>One row a measure.</summary>
    public static void Print(IEnumerable<Measured> measures)
    {
        var table = new Table().AddColumns("measure", "precision", "recall", "F1", "95 % interval of F1");
        foreach (var measure in measures)
        {
            table.AddRow(
                Markup.Escape(measure.Name), Shown(measure.Precision), Shown(measure.Recall), Shown(measure.F1), $"{Shown(measure.F1Low)} – {Shown(measure.F1High)}");
        }

        AnsiConsole.Write(table);
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
