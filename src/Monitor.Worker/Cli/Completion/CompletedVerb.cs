using System.CommandLine;

namespace Monitor.Worker.Cli.Completion;

/// <summary>A verb, or a group of verbs, as a shell completes it.</summary>
/// <param name="Path">"feed set"; empty for the program itself.</param>
/// <param name="Verbs">What may come next, with what it does.</param>
/// <param name="Options">Its options, with what they mean.</param>
internal sealed record CompletedVerb(
    string Path, IReadOnlyList<(string Name, string Help)> Verbs, IReadOnlyList<(string Name, string Help)> Options)
{
    /// <summary>The program and all its verbs, a group before its parts.</summary>
    public static IReadOnlyList<CompletedVerb> Of(Command root) => [.. Walk("", root)];

    private static IEnumerable<CompletedVerb> Walk(string path, Command command)
    {
        yield return new CompletedVerb(
            path,
            [.. command.Subcommands.Where(one => !one.Hidden).Select(one => (one.Name, OneLine(one.Description)))],
            [.. command.Options.Where(one => !one.Hidden && one.Name.StartsWith("--", StringComparison.Ordinal))
                .Select(one => (one.Name, OneLine(one.Description)))]);
        foreach (var verb in command.Subcommands.Where(one => !one.Hidden).SelectMany(one => Walk($"{path} {one.Name}".TrimStart(), one)))
        {
            yield return verb;
        }
    }

    private static string OneLine(string? help) => (help ?? "").ReplaceLineEndings(" ").Split(". ")[0].Split(": ")[0];
}
