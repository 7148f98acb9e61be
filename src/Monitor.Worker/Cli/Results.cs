using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Monitor.Text;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary>
/// What a command found or did, on standard output: sentences and tables for a person, one JSON object a line with <c>--json</c>. Colours and
/// the signs that make them go to a terminal only, and not where NO_COLOR is set (no-color.org).
/// </summary>
internal static class Results
{
    // A file has no width: addresses must not be broken over lines as on a narrow terminal.
    private const int FileWidth = 1000;

    /// <summary>Whether <c>--json</c> was given to the command.</summary>
    public static bool AreJson(ParseResult parsed) => parsed.GetValue<bool>(SharedOptions.JsonName);

    /// <summary>What a command did, in a sentence; a program gets its parts, and the sentence as <c>says</c>.</summary>
    /// <param name="parts">An object whose fields name what it was done to; the shape of the API, where that does the same.</param>
    public static void Say(ParseResult parsed, string sentence, object parts)
    {
        if (!AreJson(parsed))
        {
            Console.WriteLine(sentence);
            return;
        }

        var line = JsonSerializer.SerializeToNode(parts, JsonLines.Options)!.AsObject();
        line["says"] = sentence;
        using var lines = new JsonLines();
        lines.Write(line);
    }

    /// <summary>Whether signs of a terminal may be written to standard error.</summary>
    public static bool MayDrawOnErrors => !Console.IsErrorRedirected && !IsPlain;

    private static bool IsPlain => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>Standard output for tables and wrapped text; as wide as the terminal, or as COLUMNS says elsewhere.</summary>
    public static IAnsiConsole Terminal(int? widthMax = null)
    {
        var isPlain = Console.IsOutputRedirected || IsPlain;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 20 ? columns : FileWidth;
        }

        console.Profile.Width = Math.Min(console.Profile.Width, widthMax ?? int.MaxValue);
        return console;
    }

    /// <summary>"3 of 7 articles"; where there is none to count of, that alone: "no articles".</summary>
    /// <param name="what">In the plural.</param>
    public static string Of(int part, int all, string what) =>
        all == 0 ? $"no {what}" : $"{(part == 0 ? "none" : Number(part))} of {EnglishCount.OfMany(all, what)}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A table; "none" where it has no row.</summary>
    public static void Write(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Rows.Count == 0)
        {
            Console.WriteLine("none");
            return;
        }

        Terminal().Write(table);
    }
}
