using System.CommandLine;
using Monitor.Articles;
using Monitor.Rules;

namespace Monitor.Worker.Cli;

/// <summary>The command line: all verbs, and the one place where a failure becomes a message and an exit code.</summary>
public static class MonitorCommandLine
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(arguments);
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

    private static RootCommand Root() => new("Monitor watches news feeds for people who must know who accuses whom of what.")
    {
        FeedCommands.Create(),
        DatabaseCommands.Create(),
        StoriesCommands.Create(),
        EvaluateCommands.Create(),
        TagsCommands.Create(),
        AttributionsCommands.Create(),
        ArticleCommands.Create(),
        SubscriberCommands.Create(),
        DigestCommands.Create(),
    };
}
