using Monitor.Storage.Machine;

namespace Monitor.Storage.Startup;

/// <summary>
/// The right to be the one worker on a SQLite file: a lock on a file beside it, which the system lets go when the process ends, however it ends.
/// </summary>
public sealed class OnlyWorker : IDisposable
{
    private readonly FileStream _lock;

    private OnlyWorker(FileStream held)
    {
        _lock = held;
    }

    /// <summary>Where the lock of a database file is.</summary>
    public static string LockFileOf(DatabaseAddress.Sqlite database)
    {
        ArgumentNullException.ThrowIfNull(database);
        // One file under two names is one database.
        var file = new FileInfo(database.File);
        return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName + ".lock";
    }

    /// <exception cref="DatabaseInUseException">Another worker has it.</exception>
    public static OnlyWorker Take(DatabaseAddress.Sqlite database)
    {
        var file = LockFileOf(database);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        try
        {
            return new OnlyWorker(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new DatabaseInUseException(
                $"another worker has {database.File} (it holds {file}), and a SQLite file takes one: end that worker first; "
                + "for several, name a PostgreSQL database (Storage:Database)");
        }
    }

    public void Dispose() => _lock.Dispose();
}
