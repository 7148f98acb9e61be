using System.Globalization;
using Monitor.Stories.Evaluation;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary>Measures for a person or as JSON.</summary>
internal static class MeasureTable
{
    /// <summary>One row a measure.</summary>
    public static void Write(IEnumerable<Measured> measures)
    {
        var table = new Table().AddColumns("measure", "precision", "recall", "F1", "95 % interval of F1");
        foreach (var measure in measures)
        {
            table.AddRow(
                Markup.Escape(measure.Name), Shown(measure.Precision), Shown(measure.Recall), Shown(measure.F1),
                $"{Shown(measure.F1Low)} – {Shown(measure.F1High)}");
        }

        Results.Write(table);
    }

    public static void Report(Measured measured, bool asJson)
    {
        if (asJson)
        {
            using var lines = new JsonLines();
            lines.Write(measured);
        }
        else
        {
            Write([measured]);
        }
    }

    private static string Shown(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
