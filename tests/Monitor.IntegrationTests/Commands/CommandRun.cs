using System.Text.RegularExpressions;
using Monitor.Worker.Cli;

namespace Monitor.IntegrationTests.Commands;

/// <summary>A command line, in this process: a start of the program costs a second, and there are many verbs.</summary>
internal static partial class CommandRun
{
    /// <summary>The tests that take the console, and so run alone.</summary>
    public const string Alone = "the console";

    /// <param name="line">As it is typed; what stands in single quotes is one argument.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string line)
    {
        var arguments = Arguments().Matches(line).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Value).ToArray();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var (formerOutput, formerErrors) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            return (await MonitorCommandLine.RunAsync(arguments, CancellationToken.None), output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(formerOutput);
            Console.SetError(formerErrors);
        }
    }

    [GeneratedRegex(@"'([^']*)'|\S+")]
    private static partial Regex Arguments();
}

/// <summary>Nothing else runs while these tests hold the console, or look at pools of connections, which others of the process empty.</summary>
[CollectionDefinition(CommandRun.Alone, DisableParallelization = true)]
public sealed class ConsoleCollection;
