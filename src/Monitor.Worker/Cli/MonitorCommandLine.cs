using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Languages;
using Monitor.Storage.Machine;
using Monitor.Worker.Cli.Actors;
using Monitor.Worker.Cli.Admin;
using Monitor.Worker.Cli.Article;
using Monitor.Worker.Cli.Attributions;
using Monitor.Worker.Cli.Completion;
using Monitor.Worker.Cli.Config;
using Monitor.Worker.Cli.Database;
using Monitor.Worker.Cli.Demo;
using Monitor.Worker.Cli.Digest;
using Monitor.Worker.Cli.Doctor;
using Monitor.Worker.Cli.Evaluate;
using Monitor.Worker.Cli.Events;
using Monitor.Worker.Cli.Feed;
using Monitor.Worker.Cli.Mail;
using Monitor.Worker.Cli.Rules;
using Monitor.Worker.Cli.Run;
using Monitor.Worker.Cli.Search;
using Monitor.Worker.Cli.Stories;
using Monitor.Worker.Cli.Subscriber;
using Monitor.Worker.Cli.Tags;

namespace Monitor.Worker.Cli;

/// <summary>The command line: all verbs, and the one place where a failure becomes a message and an exit code.</summary>
public static class MonitorCommandLine
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (IsRunWithoutVerb(arguments))
        {
            await Console.Error.WriteLineAsync(
                "'monitor' with options and no verb starts the worker for one version more: write 'monitor run' and the options");
            arguments = ["run", .. arguments];
        }

        var parsed = Root().Parse(arguments.Length == 0 ? ["--help"] : arguments);
        // What the parser says besides follows from it.
        var unknown = UnknownOption.Faults(arguments, parsed).ToList();
        if (unknown.Count > 0 || parsed.Errors.Count > 0)
        {
            foreach (var fault in unknown.Count > 0 ? unknown : UnknownVerb(parsed) ?? parsed.Errors.Select(error => InWords(error.Message)))
            {
                await Console.Error.WriteLineAsync(fault);
            }

            await Console.Error.WriteLineAsync(Advice(parsed));
            return CommandFailure.WrongUsage;
        }

        try
        {
            LanguageBook.Use(SharedOptions.LanguagesOf(parsed));
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (Exception fault) when (fault is ArticleFileException or ConfigException or IOException or UnauthorizedAccessException
            or DbUpdateConcurrencyException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return CommandFailure.Failed;
        }
        catch (ArgumentException fault) when (fault.ParamName is "path" or "fileName")
        {
            // An unset variable of a script, most often.
            await Console.Error.WriteLineAsync("a file or folder is expected where nothing, or no name, stands");
            return CommandFailure.WrongUsage;
        }
        catch (Exception failure) when (MachineFault.Of(failure) is { IsOfTheMachine: true } fault)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
            return CommandFailure.Failed;
        }
        catch (Exception fault) when (DatabaseFault(fault) is { } refusal)
        {
            await Console.Error.WriteLineAsync($"the database does not do it: {refusal}; 'monitor db check' says how it is");
            return CommandFailure.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return CommandFailure.Failed;
        }
    }

    /// <summary>What a database said when it was locked, lost or full; null for a failure of another kind.</summary>
    private static string? DatabaseFault(Exception? fault) =>
        fault is null ? null : fault is DbException database ? database.Message : DatabaseFault(fault.InnerException);

    /// <summary>What stands where a verb belongs and is none: the parser says first that none was given.</summary>
    private static IEnumerable<string>? UnknownVerb(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var word, ..]
            ? [$"'{Typed(parsed.CommandResult)}' has no verb {word}."] : null;

    /// <summary>A type by what a reader calls it: the parser names it as the program does.</summary>
    private static string InWords(string fault) => fault
        .Replace("as expected type 'System.Int64'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal);

    /// <summary>What to type next: the verbs to choose from where one is missing or misspelt, else where the help is.</summary>
    private static string Advice(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = Typed(parsed.CommandResult);
        if (command.Subcommands.Count == 0)
        {
            return $"'{path} --help' shows what it takes.";
        }

        var verbs = command.Subcommands.Select(one => one.Name).ToList();
        var nearest = parsed.UnmatchedTokens.Count == 0 ? null : Suggestion.Nearest(parsed.UnmatchedTokens[0], verbs);
        return $"'{path}' takes one of: {string.Join(", ", verbs)}." + (nearest is null ? "" : $" Did you mean {nearest}?");
    }

    /// <summary>A verb as it is typed: "monitor feed add".</summary>
    internal static string Typed(CommandResult result) => string.Join(' ', Path(result));

    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent).Append(result.Command.Name) : ["monitor"];

    /// <summary>What started the worker up to version 0.2: options, and no verb.</summary>
    private static bool IsRunWithoutVerb(string[] arguments) =>
        arguments.Length > 0 && arguments[0].StartsWith("--", StringComparison.Ordinal) && arguments[0] is not ("--help" or "--version");

    /// <summary>All commands, for a test too that holds them against their places in the pages.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Monitor watches news feeds for people who must know who accuses whom of what.");
        foreach (var command in Commands())
        {
            root.Subcommands.Add(command);
        }

        if (root.Options.OfType<HelpOption>().Single() is { Action: HelpAction listing } help)
        {
            help.Action = new GrammarHelp(listing);
        }

        return root;
    }

    private static IEnumerable<Command> Commands() =>
    [
        RunCommand.Create(),
        CollectCommand.Create(),
        ReadCommand.Create(),
        GroupCommand.Create(),
        NotifyCommand.Create(),
        DeliverCommand.Create(),
        DemoCommand.Create(),
        ReplayCommand.Create(),
        FeedCommand.Create(),
        DatabaseCommand.Create(),
        DoctorCommand.Create(),
        StoriesCommand.Create(),
        EvaluateCommand.Create(),
        TagsCommand.Create(),
        SearchCommand.Create(),
        AttributionsCommand.Create(),
        EventsCommand.Create(),
        RulesCommand.Create(),
        ConfigCommand.Create(),
        ActorsCommand.Create(),
        ArticleCommand.Create(),
        SubscriberCommand.Create(),
        MailCommand.Create(),
        DigestCommand.Create(),
        AdminCommand.Create(),
        CompletionCommand.Create(),
    ];
}
