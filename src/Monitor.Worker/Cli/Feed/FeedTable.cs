using System.Globalization;
using Monitor.Feeds.Parsing;
using Spectre.Console;

namespace Monitor.Worker.Cli.Feed;

/// <summary>A parsed feed as a person reads it.</summary>
internal static class FeedTable
{
    private const int EntriesShownMax = 20;
    private const int DifferencesShownMax = 50;
    private const int TitleCharactersMax = 100;

    /// <summary>One line for one feed of many.</summary>
    public static string Line(FeedCheckResult read) => read.Summary is { } summary ? $"{Line(read.Result)}; {summary}" : Line(read.Result);

    private static string Line(FeedParseResult result) => result is FeedParseResult.Parsed parsed
        ? $"{parsed.Feed.Format}, {Count(parsed.Feed.EntriesListed, "entry", "entries")}, {Count(parsed.Feed.Faults.Count, "fault", "faults")}"
        : result.Failure!;

    public static void Write(IAnsiConsole console, FeedCheckResult read)
    {
        if (read.Result is FeedParseResult.Parsed parsed)
        {
            Write(console, parsed.Feed);
        }

        if (read.Summary is { } summary)
        {
            WriteDifferences(console, read);
            console.WriteLine(summary);
        }
    }

    private static void WriteDifferences(IAnsiConsole console, FeedCheckResult read)
    {
        if (read.Differences is not { Count: > 0 } differences)
        {
            return;
        }

        var table = new Table().AddColumns("entry", "field", read.Names.First, read.Names.Second);
        foreach (var difference in differences.Take(DifferencesShownMax))
        {
            var entry = difference.Entry == 0 ? "the feed" : $"{difference.Entry.ToString(CultureInfo.InvariantCulture)} {Short(difference.Name)}";
            table.AddRow(
                new Spectre.Console.Text(entry), new Spectre.Console.Text(difference.Field), new Spectre.Console.Text(Short(difference.First)),
                new Spectre.Console.Text(Short(difference.Second)));
        }

        console.Write(table);
        if (differences.Count > DifferencesShownMax)
        {
            console.WriteLine($"and {differences.Count - DifferencesShownMax} more (--json lists all)");
        }
    }

    private static void Write(IAnsiConsole console, ParsedFeed feed)
    {
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{feed.Title?.ToLine() ?? "(no title)"}[/]");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{feed.Format}, {feed.Encoding}, {Count(feed.EntriesListed, "entry", "entries")}, {feed.Link ?? "no link"}");
        if (feed.Entries.Count > 0)
        {
            var table = new Table().AddColumns("published (UTC)", "title", "link");
            foreach (var entry in feed.Entries.Take(EntriesShownMax))
            {
                table.AddRow(
                    new Spectre.Console.Text(When(entry)), new Spectre.Console.Text(Short(entry.Title?.ToLine())), new Spectre.Console.Text(entry.Link ?? ""));
            }

            console.Write(table);
        }

        if (feed.Entries.Count > EntriesShownMax)
        {
            console.WriteLine($"and {feed.Entries.Count - EntriesShownMax} more");
        }

        foreach (var fault in feed.Faults)
        {
            var place = fault.Line > 0 ? $"line {fault.Line}, column {fault.Column}: " : "";
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]fault[/] {place}{fault.Message}");
        }

        if (feed.Faults.Count == 0)
        {
            console.WriteLine("no faults");
        }
    }

    private static string When(ParsedEntry entry) =>
        (entry.Published ?? entry.Updated)?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? entry.PublishedRaw ?? "";

    private static string Short(string? text) =>
        text is null ? "" : text.Length > TitleCharactersMax ? text[..TitleCharactersMax] + "…" : text;

    private static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
