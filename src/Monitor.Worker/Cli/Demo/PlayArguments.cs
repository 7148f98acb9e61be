using System.CommandLine;

namespace Monitor.Worker.Cli.Demo;

/// <summary>What both commands take that play an archive.</summary>
internal sealed class PlayArguments
{
    private readonly CommandDatabase _database = new();

    public Option<bool> Exit { get; } = new("--exit") { Description = "End after the play instead of leaving the pages open." };

    public Option<string?> Config { get; } = SharedOptions.Config();

    public void AddTo(Command command)
    {
        command.Options.Add(Exit);
        command.Options.Add(Config);
        _database.AddTo(command);
    }

    /// <summary>The folder of a play of its own, in the data folder where the settings name one; else where the command is typed.</summary>
    public string Folder(ParseResult parsed, string play) =>
        Path.GetFullPath(Path.Combine(_database.Settings(parsed)["Storage:DataFolder"] ?? "", "play", play));

    /// <summary>The settings, with everything that a play writes in a folder of its own and no mail leaving the machine.</summary>
    public IConfigurationRoot Settings(ParseResult parsed, string folder) => _database.Settings(
        parsed,
        () => $"sqlite:{Path.Combine(folder, "monitor.db")}",
        ("Storage:DataFolder", folder),
        ("Net:PrivateNetworks", "127.0.0.0/8"),
        ("Net:Contact", "a play on loopback"),
        ("Delivery:Transport", "Folder"),
        ("Delivery:Folder", Path.Combine(folder, "mail")));
}
