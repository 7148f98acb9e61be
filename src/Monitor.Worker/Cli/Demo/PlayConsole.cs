using System.Diagnostics;
using System.Globalization;
using Monitor.AttributionEvents.Summaries;
using Monitor.Text;
using Monitor.Worker.Admin;
using Monitor.Worker.Demo;
using Spectre.Console;

namespace Monitor.Worker.Cli.Demo;

/// <summary>What a person sees of a play: a progress bar on a terminal, a line a simulated day elsewhere, and the report.</summary>
internal static class PlayConsole
{
    public static async Task ShowAsync(string name, Func<IProgress<PlayProgress>, Task> play)
    {
        if (!Results.MayDrawOnErrors)
        {
            await play(new LinePerDay(name));
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context => await play(new Bar(context.AddTask(name, maxValue: 1))));
    }

    public static void Print(PlayReport report, EventSummaries summaries)
    {
        Console.WriteLine($"{EnglishCount.Of(report.Articles, "article")} ({report.SummaryOnly} summary only, {report.SetAside} set aside), "
            + $"{EnglishCount.Of(report.StoryCount, "story")}, "
            + EnglishCount.Of(report.Copies, "copy"));
        Console.WriteLine();
        Console.WriteLine("Stories");
        foreach (var story in report.Stories)
        {
            Console.WriteLine($"  {story.Title}");
            Console.WriteLine($"    {Show.Count(story.Copies, "copy", "copies")}, {Show.Count(story.IndependentReports, "independent report")}, "
                + $"{Show.Count(story.Outlets, "outlet")}, {Show.Count(story.Articles, "article")}");
        }

        Console.WriteLine();
        Console.WriteLine("Attributions");
        foreach (var one in report.Events)
        {
            Console.WriteLine($"  {Show.Instant(one.Event.StartAt)}  {EventWords.Title(summaries.Of(one, []))} ({Show.StrengthOf(one)}, "
                + $"{Show.Count(one.IndependentReports, "report")}, {Show.Count(one.Copies, "copy", "copies")})");
        }

        Console.WriteLine();
        Console.WriteLine("Alerts and digests");
        foreach (var (at, recipient, subject, state) in report.Messages)
        {
            Console.WriteLine($"  {Show.Instant(at)}  to {recipient}: {subject} ({Show.Words(state)})");
        }
    }

    /// <summary>What is staged, before the log has lines about it.</summary>
    public static void PrintStaged(PlayedStoryline story)
    {
        if (story.Manners is { } manners)
        {
            Console.WriteLine("Staged faults, as feeds have them; warnings about these are part of the play");
            manners.ToList().ForEach(one => Console.WriteLine($"  {one.Key}: {Words(one.Value)}"));
            Console.WriteLine();
        }
    }

    /// <summary>What each run did, and how long all of it took.</summary>
    /// <param name="runs">None where it was played before.</param>
    public static void Print(PlayedStoryline story, IReadOnlyList<PlayedRun> runs, TimeSpan duration)
    {
        if (runs.Count == 0)
        {
            return;
        }

        Console.WriteLine();
        foreach (var run in runs)
        {
            var counts = string.Join(
                ", ", run.Counts.Where(count => count.Value > 0).Select(count => $"{count.Value.ToString("N0", CultureInfo.InvariantCulture)} {count.Key}"));
            Console.WriteLine($"  {run.Name,-8} {run.Duration.TotalSeconds,7:0.0} s  {counts}");
            foreach (var skipped in run.Skipped.Distinct().Take(5))
            {
                Console.WriteLine($"             skipped{(story.IsDemo ? ", as staged" : "")}: {skipped}");
            }
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"  in all   {duration.TotalSeconds,7:0.0} s, at most {process.PeakWorkingSet64 / (1024 * 1024)} MB of memory");
    }

    private static string Words(ReplayManner manner) => manner switch
    {
        ReplayManner.Moved => "has a new address (301)",
        ReplayManner.Busy => "asks once for half an hour of rest (429)",
        ReplayManner.Broken => "answers with an error page instead of a feed",
        _ => "behaves well",
    };

    private sealed class Bar(ProgressTask task) : IProgress<PlayProgress>
    {
        public void Report(PlayProgress value)
        {
            task.Value = value.Share;
            task.Description = $"{Show.Instant(value.Now)}  {EventWords.Count(value.Articles, "article")}, {EventWords.Count(value.Messages, "mail")}";
        }
    }

    private sealed class LinePerDay(string name) : IProgress<PlayProgress>
    {
        private int _month;
        private DateTime _day;

        public void Report(PlayProgress value)
        {
            // An archive of years gets a line a month.
            var (day, month) = (value.Now.UtcDateTime.Date, value.Now.Year * 12 + value.Now.Month);
            if (day != _day && (month != _month || value.Share * 100 % 10 < 1 || name == "demo"))
            {
                Console.Error.WriteLine(
                    $"{Show.Instant(value.Now)}  {EventWords.Count(value.Articles, "article")}, {EventWords.Count(value.Messages, "mail")}");
            }

            (_day, _month) = (day, month);
        }
    }
}
