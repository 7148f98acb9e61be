using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Monitor.Net;
using Monitor.Tagging;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli;

/// <summary>Options that several commands take, made anew for each, so that all spell and explain them alike.</summary>
internal static class SharedOptions
{
    public const string JsonName = "--json";

    private const string ConfigName = "--config";

    public static Option<bool> Json() => new(JsonName) { Description = "One JSON object a line, for programs." };

    public static Option<string> Author() => new("--author")
    {
        Description = "Who says so (default: the name you are signed in with).",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

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

    /// <summary>The config folder as an argument.</summary>
    public static Argument<string?> Folder() => new("DIR")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The config folder (default: ./config, else the bundle beside the program).",
    };

    /// <exception cref="CommandFailure">The text is no instant.</exception>
    public static DateTimeOffset? Instant(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new CommandFailure($"{option}: \"{text}\" is no instant such as 2021-07-20T07:00Z", CommandFailure.WrongUsage);
    }

    /// <summary>Whether the settings of the working folder allow /patterns/ in rules.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public static bool PatternsAllowed() => WorkingFolder(RulesOptions.Section).Get<RulesOptions>()?.PatternsAllowed ?? false;

    /// <summary>How the settings of the working folder reach the network.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public static NetOptions Network() => WorkingFolder(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();

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

    private static IConfigurationSection WorkingFolder(string section)
    {
        try
        {
            return MonitorSettings.Load(file: null).GetSection(section);
        }
        catch (SettingsException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }
}
