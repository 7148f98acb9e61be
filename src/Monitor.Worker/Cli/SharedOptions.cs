using System.CommandLine;
using System.CommandLine.Parsing;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary>Options that several commands take, made anew for each, so that all spell and explain them alike.</summary>
public static class SharedOptions
{
    private const string ConfigName = "--config";

    public static Option<bool> Json() => new("--json") { Description = "One JSON object a line instead of a table." };

    public static Option<string?> Config() => new(ConfigName)
    {
        Description = "The folder that says what is monitored (default: ./config, else the bundle beside the program).",
        HelpName = "DIR",
    };

    public static Argument<string[]> ArticleFiles() => new("ARTICLES.jsonl")
    {
        Description = "Articles, one JSON object a line: {\"id\",\"outlet\",\"url\"?,\"title\",\"text\",\"published\"?,\"language\"?}.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Whether the settings of the working folder allow /patterns/ in rules.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public static bool PatternsAllowed()
    {
        try
        {
            return MonitorSettings.Load(null).GetSection(RulesOptions.Section).Get<RulesOptions>()?.PatternsAllowed ?? false;
        }
        catch (SettingsException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>The config folder that a command reads the words of languages from: the one that it names, if it is there, or the usual one.</summary>
    public static string LanguagesOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var named = (parsed.GetResult(ConfigName) as OptionResult)?.GetValueOrDefault<string?>();
        return ConfigFolder(Directory.Exists(named) ? named : null);
    }

    /// <summary>The config folder in force: the one named, else ./config, else the bundle.</summary>
    /// <exception cref="CommandFailure">The folder named does not exist.</exception>
    public static string ConfigFolder(string? named)
    {
        if (named is not null)
        {
            return Directory.Exists(named)
                ? named
                : throw new CommandFailure($"--config: there is no folder {Path.GetFullPath(named)}", CommandFailure.WrongUsage);
        }

        var local = Path.Combine(Directory.GetCurrentDirectory(), "config");
        return Directory.Exists(local) ? local : Path.Combine(AppContext.BaseDirectory, "config");
    }
}
