using System.CommandLine;
using System.Globalization;
using Monitor.Stories;
using Monitor.Stories.Evaluation;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary><c>monitor evaluate pairs</c>: verdicts on pairs against labels.</summary>
internal static class EvaluatePairs
{
    public static Command Create()
    {
        var (gold, output, json) = (EvaluateArguments.Gold(), EvaluateArguments.Output(), SharedOptions.Json());
        var sweep = new Option<bool>("--sweep") { Description = "Also the curve over all thresholds, and what one that was chosen on other labels gives." };
        var command = new Command("pairs", "Labels {\"a\",\"b\",\"relation\"?,\"sameStory\"?,\"level\"?} against the lines of 'stories compare --json'.")
        {
            gold, output, json, sweep,
        };
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
                lines.Write(new
                {
                    measures.Pairs,
                    measures.Missing,
                    measures.Copy,
                    measures.Reuse,
                    measures.Story,
                    measures.CopyRecallByLevel,
                    confusion,
                    curves,
                });
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
        MeasureTable.Write(measures.Confusion.Count == 0 ? [measures.Story!] : measures.Story is null ? [measures.Copy, measures.Reuse] : [measures.Copy,
            measures.Reuse, measures.Story]);
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
}
