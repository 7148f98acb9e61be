using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Storage.Sealing;
using Monitor.Storage.Startup;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli;

/// <summary>The two options of every command that works on the database, and the way from them to an open one.</summary>
internal sealed class CommandDatabase
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

    /// <summary>The settings in force, with <c>--database</c> on top.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public IConfigurationRoot Settings(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return Load(parsed, parsed.GetValue(_database), []);
    }

    /// <summary>The settings in force for a command with a database of its own where none is named on the command line.</summary>
    /// <exception cref="CommandFailure">A setting is refused.</exception>
    public IConfigurationRoot Settings(ParseResult parsed, Func<string> ownDatabase, params (string Key, string? Value)[] overrides)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(ownDatabase);
        return Load(parsed, parsed.GetValue(_database) ?? ownDatabase(), overrides);
    }

    private IConfigurationRoot Load(ParseResult parsed, string? database, (string Key, string? Value)[] overrides)
    {
        // What is named here wins, also over a settings file that names its database in a file.
        (string, string?)[] named = database is null ? [] : [("Storage:Database", database), ("Storage:DatabaseFile", "")];
        try
        {
            return MonitorSettings.Load(parsed.GetValue(_settings), [.. named, .. overrides]);
        }
        catch (SettingsException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>The database of these settings, to be changed: made where there is none yet. One that is there has to be of this version.</summary>
    /// <exception cref="CommandFailure">It cannot be used, or has tables of another version.</exception>
    public Task<MonitorDbContextFactory> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        OpenAsync(Settings(parsed), cancellationToken);

    /// <inheritdoc cref="OpenAsync(ParseResult, CancellationToken)"/>
    public static async Task<MonitorDbContextFactory> OpenAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var contexts = Contexts(settings);
        if (await IsNewAsync(contexts, cancellationToken))
        {
            await MigrateAsync(contexts, cancellationToken);
            return contexts;
        }

        return await OfThisVersionAsync(contexts, cancellationToken);
    }

    /// <summary>The database of these settings, only to be read: nothing is made or changed by that.</summary>
    /// <exception cref="CommandFailure">There is none, it cannot be used, or it has tables of another version.</exception>
    public Task<MonitorDbContextFactory> OpenToReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        OfThisVersionAsync(Contexts(Settings(parsed)), cancellationToken);

    /// <inheritdoc cref="OpenToReadAsync(ParseResult, CancellationToken)"/>
    public static Task<MonitorDbContextFactory> OpenToReadAsync(IConfigurationRoot settings, CancellationToken cancellationToken) =>
        OfThisVersionAsync(Contexts(settings), cancellationToken);

    private static async Task<MonitorDbContextFactory> OfThisVersionAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken) =>
        await DatabaseCheck.FaultAsync(contexts, cancellationToken) is { } fault ? throw new CommandFailure(fault) : contexts;

    /// <summary>Whether nothing was ever kept in it: no file, or no migration applied.</summary>
    private static async Task<bool> IsNewAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        if (contexts.Address is DatabaseAddress.Sqlite sqlite)
        {
            return !File.Exists(sqlite.File) || new FileInfo(sqlite.File).Length == 0;
        }

        try
        {
            await using var db = contexts.CreateDbContext();
            return !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any();
        }
        catch (Exception failure) when (MachineFault.Of(failure) is { IsOfTheMachine: true })
        {
            // What is wrong with it is said by the check.
            return false;
        }
    }

    /// <exception cref="CommandFailure">The address is of no known form.</exception>
    public static MonitorDbContextFactory Contexts(IConfigurationRoot settings)
    {
        var options = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        try
        {
            return new MonitorDbContextFactory(DatabaseAddress.Of(options), options.LockWait, options.ConnectionsMax, SecretBox.Of(options));
        }
        catch (Exception fault) when (fault is FormatException or IOException)
        {
            throw new CommandFailure(fault.Message);
        }
    }

    /// <summary>The right to be the one worker on a SQLite file; null on PostgreSQL, which any number share.</summary>
    /// <exception cref="CommandFailure">Another worker has the file.</exception>
    public static OnlyWorker? OnlyWorkerOf(MonitorDbContextFactory contexts)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        try
        {
            return contexts.Address is DatabaseAddress.Sqlite sqlite ? OnlyWorker.Take(sqlite) : null;
        }
        catch (Exception fault) when (fault is DatabaseInUseException or IOException or UnauthorizedAccessException)
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
        catch (DatabaseInUseException busy)
        {
            throw new CommandFailure($"{contexts.Address}: {busy.Message}");
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            var fault = MachineFault.Of(failure);
            throw new CommandFailure(fault.IsOfTheMachine
                ? $"{contexts.Address} cannot be used ({fault.Reason}): {fault.Advice}"
                : $"{contexts.Address} cannot be used: {failure.Message}");
        }
    }
}
