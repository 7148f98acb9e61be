using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Feeds.Parsing;
using Monitor.Net;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed check</c>: what a document holds, and what is wrong with it.</summary>
internal static class FeedCheck
{
    public static Command Create()
    {
        var source = new Argument<string?>("URL|FILE") { Description = "A feed, as an address or a file.", Arity = ArgumentArity.ZeroOrOne };
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
        var reader = AskedReaders.Option();
        var json = SharedOptions.Json();
        var command = new Command("check", "Parses a feed and says what is in it and what is wrong with it.")
        {
            source, list, contentType, address, bytesMax, reader, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var limits = FeedLimits.Default with { BytesMax = parsed.GetValue(bytesMax) };
            if (limits.BytesMax <= 0)
            {
                throw new CommandFailure("--max-bytes: a number above zero is expected", CommandFailure.WrongUsage);
            }

            var readers = AskedReaders.Of(parsed.GetValue(reader)!);
            var asJson = parsed.GetValue(json);
            return (parsed.GetValue(source), parsed.GetValue(list)) switch
            {
                (null, { } listed) => Task.FromResult(CheckList(listed, readers, limits, asJson)),
                ({ } named, null) when WebAddressOf(named) is { } web => CheckAddressAsync(web, readers, limits, asJson, cancellationToken),
                ({ } named, null) => Task.FromResult(
                    CheckOne(new FeedFile(named, parsed.GetValue(contentType), parsed.GetValue(address)), readers, limits, asJson)),
                _ => throw new CommandFailure("name either one feed or --list FILES.jsonl", CommandFailure.WrongUsage),
            };
        });
        return command;
    }

    private static Uri? WebAddressOf(string named) =>
        Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static async Task<int> CheckAddressAsync(
        Uri address, AskedReaders readers, FeedLimits limits, bool json, CancellationToken cancellationToken)
    {
        var check = await FeedAddressCheck.RunAsync(address, readers, limits, cancellationToken);
        if (json)
        {
            using var output = new JsonLines();
            output.Write(check.Checked is null ? FeedReport.Of(null, check.Failure!) : FeedReport.Of(null, check.Checked));
        }
        else
        {
            if (check.Checked is { } read)
            {
                FeedTable.Write(Results.Terminal(), read);
            }

            foreach (var line in check.Lines())
            {
                Console.WriteLine(line);
            }
        }

        return Failed(WebAddress.WithoutCredentials(address).ToString(), check.Failure);
    }

    private static int CheckOne(FeedFile file, AskedReaders readers, FeedLimits limits, bool json)
    {
        var read = Parse(file, file.Name, readers, limits);
        if (json)
        {
            using var output = new JsonLines();
            output.Write(FeedReport.Of(file.Name, read));
        }
        else
        {
            FeedTable.Write(Results.Terminal(), read);
        }

        return Failed(file.Name, read.Result.Failure);
    }

    private static int Failed(string name, string? failure)
    {
        if (failure is null)
        {
            return 0;
        }

        Console.Error.WriteLine($"{name}: {failure}");
        return CommandFailure.Failed;
    }

    private static int CheckList(string list, AskedReaders readers, FeedLimits limits, bool json)
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
            var read = Parse(file, Path.Combine(folder, file.Name), readers, limits);
            if (output is not null)
            {
                output.Write(FeedReport.Of(file.Name, read));
            }
            else
            {
                Console.WriteLine($"{file.Name}: {FeedTable.Line(read)}");
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

    private static FeedCheckResult Parse(FeedFile file, string path, AskedReaders readers, FeedLimits limits)
    {
        var information = new FileInfo(path);
        if (!information.Exists)
        {
            return readers.Refuse(new FeedParseResult.NotAFeed("there is no such file"));
        }

        if (information.Length > limits.BytesMax)
        {
            return readers.Refuse(new FeedParseResult.TooLarge($"{information.Length} bytes, at most {limits.BytesMax} are read (--max-bytes)"));
        }

        var address = file.Base is null ? null
            : Uri.TryCreate(file.Base, UriKind.Absolute, out var given) ? given
            : throw new CommandFailure($"--base: \"{file.Base}\" is no address", CommandFailure.WrongUsage);
        return readers.Parse(File.ReadAllBytes(path), file.ContentType, address, limits);
    }

    /// <summary>A feed document on disk, and what is known of how it was fetched.</summary>
    private sealed record FeedFile(
        [property: JsonPropertyName("file")] string Name, string? ContentType, string? Base);
}
