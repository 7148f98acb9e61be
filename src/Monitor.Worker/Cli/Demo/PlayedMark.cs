using Monitor.Storage;

namespace Monitor.Worker.Cli.Demo;

/// <summary>What a play leaves in its folder when it has come to its end: that this database holds the whole of it.</summary>
internal static class PlayedMark
{
    private const string FileName = "played";

    /// <summary>Whether the folder's play came to its end in this database.</summary>
    public static bool IsIn(string folder, DatabaseAddress database)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) && File.ReadAllText(file) == database.ToString()
            && (database is not DatabaseAddress.Sqlite sqlite || File.Exists(sqlite.File));
    }

    public static void Set(string folder, DatabaseAddress database)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), database.ToString());
    }

    /// <summary>Takes the folder away, with everything that an earlier play left in it.</summary>
    /// <exception cref="CommandFailure">The database lies elsewhere: what is not the play's own is never taken away.</exception>
    public static void Clear(string folder, DatabaseAddress database)
    {
        if (database is not DatabaseAddress.Sqlite sqlite || Path.GetDirectoryName(Path.GetFullPath(sqlite.File)) != folder)
        {
            throw new CommandFailure($"--fresh takes away {folder} alone, and {database} lies elsewhere: name a new database", CommandFailure.WrongUsage);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
