namespace Monitor.Storage.Machine;

/// <summary>Whether there is room for what is to be written.</summary>
public static class DiskSpace
{
    /// <summary>With less than this a busy day, or one large transaction, may fill the disk; bytes.</summary>
    public const long BytesMin = 100L * 1024 * 1024;

    /// <summary>What is wrong with the disk that a folder lies on, or will lie on, in a sentence; null where nothing is, or nobody can tell.</summary>
    public static string? Fault(string folder)
    {
        for (var there = new DirectoryInfo(folder); there is not null; there = there.Parent)
        {
            if (there.Exists)
            {
                return FaultOf(there.FullName);
            }
        }

        return null;
    }

    private static string? FaultOf(string folder)
    {
        try
        {
            var disk = new DriveInfo(folder);
            var free = disk.AvailableFreeSpace;
            // What has no size is no disk: /proc.
            return free >= BytesMin || disk.TotalSize == 0 ? null
                : $"only {free / 1024 / 1024} MB are left on the disk of {folder}: free some space, "
                    + $"below {BytesMin / 1024 / 1024} MB writing may fail at any moment";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
