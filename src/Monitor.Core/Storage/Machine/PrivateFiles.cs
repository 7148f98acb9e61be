namespace Monitor.Storage.Machine;

/// <summary>
/// Files and folders that only their owner reads: the database holds keys and addresses, the mails whatever they say. Where a system has no
/// such modes (Windows), the folder's own rights decide.
/// </summary>
public static class PrivateFiles
{
    public const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] BesideDatabase = ["", "-wal", "-shm", "-journal"];

    /// <summary>Makes a folder that is not there yet, 0700; one that is there stays as whoever made it wanted it.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
        }
    }

    /// <summary>How a file is opened to be written anew, 0600 from its first byte on.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(file, options);
    }

    /// <summary>
    /// Makes the file of a database before SQLite does, and takes from others what an earlier version left them. What SQLite puts beside it
    /// gets the same mode.
    /// </summary>
    public static void KeepDatabase(string file)
    {
        if (!File.Exists(file))
        {
            Create(file).Dispose();
        }

        foreach (var beside in BesideDatabase.Select(end => file + end).Where(File.Exists))
        {
            Keep(beside);
        }
    }

    /// <summary>Whether the group or others may do anything with it.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static void Keep(string path)
    {
        if (!OperatingSystem.IsWindows() && IsOpenToOthers(path))
        {
            try
            {
                File.SetUnixFileMode(path, OwnFile);
            }
            catch (UnauthorizedAccessException)
            {
                // Somebody else's file, which we may use: 'monitor doctor' says that others can read it.
            }
        }
    }
}
