using System.CommandLine;
using Monitor.Storage;

namespace Monitor.Worker.Cli;

/// <summary>The two options of every command that works on the database, and the way from them to an open one.</summary>
public sealed class CommandDatabase
{
    private readonly Option<string?> _database = new("--database")
    {
        Description = "The database: sqlite:FILE or postgresql://user:password@host:port/database (default: the settings').",
        HelpName = "URL",
    };

    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "The settings file (default: ./appsettings.json where it exists).",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Options.Add(_database);
        command.Options.Add(_settings);
    }

    /// <summary>The settings in force, with <c>--database</c> and further overrides on top.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public IConfigurationRoot Settings(ParseResult parsed, params (string Key, string? Value)[] overrides)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        try
        {
            return MonitorSettings.Load(parsed.GetValue(_settings), [("Storage:Database", parsed.GetValue(_database)), .. overrides]);
        }
        catch (SettingsException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>The settings in force for a command with a database of its own where none is named on the command line.</summary>
    public IConfigurationRoot Settings(ParseResult parsed, Func<string> ownDatabase, params (string Key, string? Value)[] overrides)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(ownDatabase);
        return Settings(parsed, [.. overrides, ("Storage:Database", parsed.GetValue(_database) ?? ownDatabase())]);
    }

    /// <summary>The database of these settings, brought to the tables of this version.</summary>
    /// <exception cref="CommandFailure">It cannot be reached, or its address is of no known form.</exception>
    public async Task<MonitorDbContextFactory> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var contexts = Contexts(Settings(parsed));
        await MigrateAsync(contexts, cancellationToken);
        return contexts;
    }

    /// <exception cref="CommandFailure">The address is of no known form.</exception>
    public static MonitorDbContextFactory Contexts(IConfigurationRoot settings)
    {
        var options = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        try
        {
            return new MonitorDbContextFactory(DatabaseAddress.Of(options), options.LockWait);
        }
        catch (Exception fault) when (fault is FormatException or IOException)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <exception cref="CommandFailure">The database cannot be reached or changed.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        try
        {
            return await DatabaseSetup.MigrateAsync(contexts, cancellationToken);
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{contexts.Address} cannot be used: {fault.Message}");
        }
    }
}
