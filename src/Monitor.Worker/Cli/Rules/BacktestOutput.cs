using System.Globalization;
using Monitor.Backtests;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Rules;

/// <summary>A backtest's report for a person or as JSON, and its progress on a terminal.</summary>
internal static class BacktestOutput
{
    private const int OutletsMax = 20;

    public static void Write(BacktestReport report, string rule, bool isWhole, bool asJson)
    {
        if (asJson)
        {
            using var output = new JsonLines();
            output.Write(report);
            return;
        }

        Console.WriteLine($"{Results.Of(report.Hits, report.Articles, "articles")} hit; gained {report.Gained}, "
            + $"lost {report.Lost}{(isWhole ? "" : " (stopped early)")}");
        foreach (var advice in report.Advice)
        {
            Console.WriteLine($"advice: {advice}");
        }

        Console.WriteLine("per week: " + string.Join(", ", report.PerWeek.Select(week => $"{week.Key} {week.Value}")));
        Console.WriteLine("per outlet: " + string.Join(", ", report.PerOutlet.Take(OutletsMax).Select(outlet => $"{outlet.Key} {outlet.Value}"))
            + (report.PerOutlet.Count > OutletsMax ? $", and {report.PerOutlet.Count - OutletsMax} more" : ""));
        foreach (var overlap in report.Overlaps)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"overlap with {overlap.RuleId}: {overlap.Shared} of its {overlap.Other}, Jaccard "
                + $"{overlap.Jaccard:F2}{(overlap.Relation is null ? "" : $" ({overlap.Relation})")}"));
        }

        WriteLabelled(report);
        WriteSample("gained", report.GainedSample);
        WriteSample("lost", report.LostSample);
        WriteSample("to label", report.HitSample);
        if (report.HitSample.Count > 0)
        {
            Console.WriteLine($"label them with: monitor rules label {rule} ARTICLE right|wrong");
        }
    }

    private static void WriteLabelled(BacktestReport report)
    {
        if (report.Precision is { } precision)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision {precision.Precision:F2} ({precision.Right} of {precision.Labelled} "
                + $"labelled hits), 95 % between {precision.Low:F2} and {precision.High:F2}"));
        }

        if (report.RightMissed > 0)
        {
            Console.WriteLine($"labelled right, and not hit: {EnglishCount.Of(report.RightMissed, "article")}");
        }

        foreach (var term in report.Terms)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"near {term.WrongHits} wrong and {term.RightHits} right hits (z {term.Z:F1}): \"{term.Term}\"; try {term.Suggestion}"));
        }
    }

    private static void WriteSample(string what, IReadOnlyList<BacktestHit> sample)
    {
        foreach (var hit in sample)
        {
            Console.WriteLine($"{what}: {hit.Id}  {hit.Outlet}: {hit.Title}{hit.IsRight switch { true => "   [right]", false => "   [wrong]", _ => "" }}");
            foreach (var sentence in hit.Sentences)
            {
                Console.WriteLine($"    {sentence.ReplaceLineEndings(" ")}");
            }
        }
    }

    /// <summary>One line on a terminal that is written over; nothing where standard error goes to a file.</summary>
    public sealed class Progress : IProgress<BacktestProgress>, IDisposable
    {
        private readonly bool _isShown = Results.MayDrawOnErrors;
        private bool _isBegun;

        public void Report(BacktestProgress value)
        {
            if (_isShown)
            {
                _isBegun = true;
                var share = value.Share is { } done ? string.Create(CultureInfo.InvariantCulture, $", {done:P0}") : "";
                Console.Error.Write($"\r{EnglishCount.Of(value.Articles, "article")}{share}   ");
            }
        }

        public void Dispose()
        {
            if (_isBegun)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
