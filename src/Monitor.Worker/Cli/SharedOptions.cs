using System.CommandLine;

namespace Monitor.Worker.Cli;

/// <summary>Options that several commands take, made anew for each, so that all spell and explain them alike.</summary>
public static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "One JSON object a line instead of a table." };

    public static Option<string?> Config() => new("--config")
    {
        Description = "The folder that says what is monitored (default: ./config, else the bundle beside the program).",
        HelpName = "DIR",
    };

    public static Argument<string[]> ArticleFiles() => new("ARTICLES.jsonl")
    {
        Description = "Articles, one JSON object a line: {\"id\",\"outlet\",\"url\"?,\"title\",\"text\",\"published\"?,\"language\"?}.",
        Arity = ArgumentArity.OneOrMore,
    };

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
