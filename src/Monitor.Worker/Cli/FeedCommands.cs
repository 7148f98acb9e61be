using System.CommandLine;
using System.Text.Json;
using Monitor.Feeds;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary>The commands about feeds that need no database: what a document holds, what its dates mean.</summary>
public static class FeedCommands
{
    /// <summary>The "feed" command; its verbs that work on the database are added where the worker is put together.</summary>
    public static Command Create() => new("feed", "Feeds: what they hold and how they are polled.")
    {
        CreateCheck(),
        CreateDates(),
    };

    private static Command CreateCheck()
    {
        var source = new Argument<string?>("FILE") { Description = "A feed document.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<string?>("--list")
        {
            Description = "Many: one JSON object a line, {\"file\",\"contentType\"?,\"base\"?}, paths relative to the list.",
            HelpName = "FILES.jsonl",
        };
        var contentType = new Option<string?>("--content-type") { Description = "The Content-Type header it came with.", HelpName = "T" };
        var address = new Option<string?>("--base") { Description = "The address it came from: relative links start there.", HelpName = "URL" };
        var bytesMax = new Option<int>("--max-bytes")
        {
            Description = "Larger documents are refused, also after unpacking.",
            HelpName = "N",
            DefaultValueFactory = _ => FeedLimits.Default.BytesMax,
        };
        var json = SharedOptions.Json();
        var command = new Command("check", "Parses a feed and says what is in it and what is wrong with it.")
        {
            source, list, contentType, address, bytesMax, json,
        };
        command.SetAction(parsed =>
        {
            var limits = FeedLimits.Default with { BytesMax = parsed.GetValue(bytesMax) };
            if (limits.BytesMax <= 0)
            {
                throw new CommandFailure("--max-bytes: a number above zero is expected", CommandFailure.WrongUsage);
            }

            if ((parsed.GetValue(source) is null) == (parsed.GetValue(list) is null))
            {
                throw new CommandFailure("feed check: either FILE or --list FILES.jsonl is expected", CommandFailure.WrongUsage);
            }

            return parsed.GetValue(list) is { } listed
                ? CheckList(listed, limits, parsed.GetValue(json))
                : CheckOne(new FeedFile(parsed.GetValue(source)!, parsed.GetValue(contentType), parsed.GetValue(address)), limits, parsed.GetValue(json));
        });
        return command;
    }

    private static Command CreateDates()
    {
        var file = new Argument<string>("FILE") { Description = "One date a line." };
        var command = new Command("dates", "Reads dates as feeds write them; one JSON object a line: {\"raw\",\"instant\"}.") { file };
        command.SetAction(parsed =>
        {
            using var output = new JsonLines();
            foreach (var line in File.ReadLines(parsed.GetValue(file)!))
            {
                output.Write(new { Raw = line, Instant = FeedDates.TryParse(line, out var instant) ? instant : (DateTimeOffset?)null });
            }
        });
        return command;
    }

    private static int CheckOne(FeedFile file, FeedLimits limits, bool json)
    {
        var result = Parse(file, file.Name, limits);
        if (json)
        {
            using var output = new JsonLines();
            output.Write(FeedReport.Of(file.Name, result));
        }
        else if (result is FeedParseResult.Parsed parsed)
        {
            FeedTable.Write(AnsiConsole.Console, parsed.Feed);
        }

        if (result.Failure is { } failure)
        {
            Console.Error.WriteLine($"{file.Name}: {failure}");
            return CommandFailure.Failed;
        }

        return 0;
    }

    private static int CheckList(string list, FeedLimits limits, bool json)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        using var output = json ? new JsonLines() : null;
        var number = 0;
        foreach (var line in File.ReadLines(list))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var file = ReadLine(list, number, line);
            var result = Parse(file, Path.Combine(folder, file.Name), limits);
            if (output is not null)
            {
                output.Write(FeedReport.Of(file.Name, result));
            }
            else
            {
                Console.WriteLine($"{file.Name}: {FeedTable.Line(result)}");
            }
        }

        return 0;
    }

    private static FeedFile ReadLine(string list, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<FeedFile>(line, JsonLines.Options) is { Name: not null } file
                ? file
                : throw new CommandFailure($"{list}:{number}: the field \"file\" is missing");
        }
        catch (JsonException fault)
        {
            throw new CommandFailure($"{list}:{number}: not a feed of a list at column {fault.BytePositionInLine + 1}");
        }
    }

    private static FeedParseResult Parse(FeedFile file, string path, FeedLimits limits)
    {
        var information = new FileInfo(path);
        if (!information.Exists)
        {
            return new FeedParseResult.NotAFeed("there is no such file");
        }

        if (information.Length > limits.BytesMax)
        {
            return new FeedParseResult.TooLarge($"{information.Length} bytes, at most {limits.BytesMax} are read (--max-bytes)");
        }

        var address = file.Base is null ? null
            : Uri.TryCreate(file.Base, UriKind.Absolute, out var given) ? given
            : throw new CommandFailure($"--base: \"{file.Base}\" is no address", CommandFailure.WrongUsage);
        return FeedParser.Parse(File.ReadAllBytes(path), file.ContentType, address, limits);
    }

    /// <summary>A feed document on disk, and what is known of how it was fetched.</summary>
    private sealed record FeedFile(
        [property: System.Text.Json.Serialization.JsonPropertyName("file")] string Name, string? ContentType, string? Base);
}
