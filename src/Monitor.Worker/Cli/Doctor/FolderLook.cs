using Monitor.Storage;
using Monitor.Storage.Machine;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>Folders and the disk: writable, private, with room.</summary>
internal static class FolderLook
{
    public static IEnumerable<DoctorFinding> At(Patient patient)
    {
        var folder = patient.Options<StorageOptions>(StorageOptions.Section).DataFolder;
        var fault = WriteFault(folder, "Storage:DataFolder");
        yield return DoctorFinding.Of("data folder", fault);
        yield return DoctorFinding.Of("disk", DiskSpace.Fault(folder));
        yield return DoctorFinding.Of("file modes", ModeFault(patient.Contexts.Address));
        // What is in it is closed to others already, and a volume of a cluster has the mode that the cluster wants.
        yield return DoctorFinding.Noting(
            "data folder's mode",
            fault is null && PrivateFiles.IsOpenToOthers(folder)
                ? $"others on this machine can look into {Path.GetFullPath(folder)}: 'chmod 700 {Path.GetFullPath(folder)}'" : null);
    }

    /// <summary>Why nothing can be written into a folder, which is made where it is missing; null where it can.</summary>
    public static string? WriteFault(string folder, string setting)
    {
        var full = Path.GetFullPath(folder);
        if (File.Exists(full))
        {
            return $"{full} is a file: name a folder in {setting}";
        }

        try
        {
            PrivateFiles.CreateFolder(full);
            var probe = Path.Combine(full, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{full} cannot be written ({fault.Message.TrimEnd('.')}): give it to the user that runs Monitor, or name another folder in {setting}";
        }
    }

    private static string? ModeFault(DatabaseAddress database)
    {
        var open = database is not DatabaseAddress.Sqlite { File: var file } ? []
            : new[] { file, file + "-wal" }.Where(File.Exists).Where(PrivateFiles.IsOpenToOthers).Select(Path.GetFullPath).ToList();
        return open.Count == 0 ? null
            : $"others on this machine can read {string.Join(", ", open)}, which hold keys, passwords and addresses: 'chmod go= {string.Join(' ', open)}'";
    }
}
