using System.CommandLine;
using Monitor.Articles;
using Monitor.Rules;

namespace Monitor.Worker.Cli;

/// <summary>The command line: all verbs, and the one place where a failure becomes a message and an exit code.</summary>
public static class MonitorCommandLine
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var parsed = Root().Parse(IsRun(arguments) ? ["run", .. arguments] : arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("'monitor --help' lists the commands, 'monitor VERB --help' what each takes.");
            return CommandFailure.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (Exception fault) when (fault is ArticleFileException or ConfigException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return CommandFailure.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return CommandFailure.Failed;
        }
    }

    /// <summary><c>monitor</c> alone, or with options only, is the worker.</summary>
    private static bool IsRun(string[] arguments) =>
        arguments.Length == 0 || (arguments[0].StartsWith("--", StringComparison.Ordinal) && arguments[0] is not ("--help" or "--version"));

    private static RootCommand Root()
    {
        var root = new RootCommand("Monitor watches news feeds for people who must know who accuses whom of what.");
        foreach (var command in RunCommands.Create().Concat(PlayCommands.Create()).Concat(Others()))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static IEnumerable<Command> Others() =>
    [
        FeedStoreCommands.AddTo(FeedCommands.Create()),
        DatabaseCommands.Create(),
        DoctorCommand.Create(),
        StoriesCommands.Create(),
        EvaluateCommands.Create(),
        TagsCommands.Create(),
        AttributionsCommands.Create(),
        RulesCommands.Create(),
        ConfigCommands.Create(),
        ActorsCommands.Create(),
        ArticleCommands.Create(),
        SubscriberCommands.Create(),
        DigestCommands.Create(),
    ];
}
