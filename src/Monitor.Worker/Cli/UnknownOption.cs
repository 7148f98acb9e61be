using System.CommandLine;
using System.CommandLine.Parsing;
using Monitor.Config;

namespace Monitor.Worker.Cli;

/// <summary>
/// A word that begins with two dashes and is no option of the verb. The parser takes it for a file's name or an option's value wherever one may
/// stand, and what then fails speaks of something else.
/// </summary>
internal static class UnknownOption
{
    private const string Dashes = "--";

    private static readonly char[] BeforeValue = ['=', ':'];

    /// <summary>What is wrong, a sentence a word; none where all options are known. What stands behind "--" is no option.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<string> typed, ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var known = Names(command).ToHashSet(StringComparer.Ordinal);
        return typed.TakeWhile(word => word != Dashes).Where(word => word.StartsWith(Dashes, StringComparison.Ordinal))
            .Select(word => word.IndexOfAny(BeforeValue) is > 0 and var end ? word[..end] : word)
            .Where(name => !known.Contains(name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"'{MonitorCommandLine.Typed(command)}' has no option {name}{Hint(name, known, parsed.RootCommandResult.Command)}");
    }

    /// <summary>The slip it may be, or the verbs that have such an option.</summary>
    private static string Hint(string name, IReadOnlySet<string> known, Command root)
    {
        if (Suggestion.Nearest(name, known.Where(one => one.StartsWith(Dashes, StringComparison.Ordinal))) is { } nearest)
        {
            return $": did you mean {nearest}?";
        }

        var verbs = Having(name, root, "monitor").Take(2).ToList();
        return verbs.Count == 1 ? $": it is one of '{verbs[0]}'" : $"; a word that begins so and is none stands behind {Dashes}";
    }

    private static IEnumerable<string> Having(string name, Command command, string typed) =>
        (command.Options.Any(option => option.Name == name) ? [typed] : Enumerable.Empty<string>())
            .Concat(command.Subcommands.SelectMany(one => Having(name, one, $"{typed} {one.Name}")));

    private static IEnumerable<string> Names(CommandResult result)
    {
        for (var (one, isOwn) = ((SymbolResult?)result, true); one is not null; (one, isOwn) = (one.Parent, false))
        {
            foreach (var option in one is CommandResult command ? command.Command.Options : Enumerable.Empty<Option>())
            {
                if (isOwn || option.Recursive)
                {
                    yield return option.Name;
                    foreach (var alias in option.Aliases)
                    {
                        yield return alias;
                    }
                }
            }
        }
    }
}
