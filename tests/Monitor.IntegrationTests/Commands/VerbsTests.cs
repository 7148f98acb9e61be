using System.CommandLine;
using System.Text.Json;
using Monitor.Worker.Cli;

namespace Monitor.IntegrationTests.Commands;

/// <summary>What holds of every verb: <c>--json</c> gives objects that a program reads, and nobody gets signs of a terminal or a stack.</summary>
[Collection(CommandRun.Alone)]
public sealed class VerbsTests
{
    private const char Escape = '\u001B';
    private const int Columns = 80;

    private static List<string> Lines =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "verbs.cases")).Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void Every_verb_stands_in_the_table_and_takes_json_or_says_why_not()
    {
        var verbs = Verbs("", MonitorCommandLine.Root()).ToList();

        var exceptions = Lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..line.IndexOf(':', StringComparison.Ordinal)]);
        var cases = Lines.Where(line => line[0] != '-').ToList();

        Assert.Equal(
            verbs.Where(verb => !verb.Json).Select(verb => verb.Name).Order(StringComparer.Ordinal), exceptions.Order(StringComparer.Ordinal));
        var missing = verbs.Where(verb => verb.Json).Select(verb => verb.Name).Except(cases.Select(VerbOf)).ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_verb_answers_programs_in_json_and_people_within_80_columns_without_signs_of_a_terminal()
    {
        var former = Environment.GetEnvironmentVariable("COLUMNS");
        Environment.SetEnvironmentVariable("COLUMNS", "80");
        try
        {
            var faults = new List<string>();
            foreach (var json in new[] { true, false })
            {
                await using var world = await CommandWorld.CreateAsync();
                faults.AddRange(await FaultsAsync(world, json));
            }

            Assert.True(faults.Count == 0, string.Join('\n', faults));
        }
        finally
        {
            Environment.SetEnvironmentVariable("COLUMNS", former);
        }
    }

    /// <summary>The verb that a case types.</summary>
    private static string VerbOf(string line)
    {
        var names = Verbs("", MonitorCommandLine.Root()).Select(verb => verb.Name);
        return names.FirstOrDefault(name => line.StartsWith(name + " ", StringComparison.Ordinal)) ?? line;
    }

    private static async Task<List<string>> FaultsAsync(CommandWorld world, bool json)
    {
        var faults = new List<string>();
        foreach (var line in Lines.Where(line => line[0] != '-'))
        {
            var arrow = line.LastIndexOf("=>", StringComparison.Ordinal);
            var (typed, kept) = (world.Fill(line[..arrow].Trim()), line[(arrow + 2)..].Trim());
            // What later verbs read is what programs get.
            var asJson = json || kept.Length > 0;
            var (code, output, errors) = await CommandRun.RunAsync(asJson ? typed + " --json" : typed);
            if (kept is not ("" or "fails"))
            {
                await File.WriteAllTextAsync(world[kept], output);
                world.Name(kept);
            }

            faults.AddRange(Faults(code == 0 == (kept != "fails"), output, errors, asJson).Select(fault => $"{line[..arrow].Trim()}: {fault}"));
        }

        return faults;
    }

    private static IEnumerable<string> Faults(bool isExpected, string output, string errors, bool json)
    {
        if (!isExpected || errors.Contains("   at ", StringComparison.Ordinal))
        {
            yield return $"another exit code, or a stack: {errors}{output}";
        }

        if (output.Contains(Escape, StringComparison.Ordinal) || errors.Contains(Escape, StringComparison.Ordinal))
        {
            yield return "signs of a terminal";
        }

        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (json && !IsObject(line))
            {
                yield return $"no JSON object: {line}";
            }
            else if (!json && line.Length > Columns && "┌│├└".Contains(line[0], StringComparison.Ordinal))
            {
                yield return $"a table of {line.Length} columns";
            }
        }
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return parsed.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Name, bool Json)> Verbs(string path, Command command) => command.Subcommands.Count == 0
        ? [(path, command.Options.Any(option => option.Name == "--json"))]
        : command.Subcommands.SelectMany(verb => Verbs($"{path} {verb.Name}".TrimStart(), verb));
}
