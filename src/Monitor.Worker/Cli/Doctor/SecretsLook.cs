using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Storage.Sealing;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>Whether the secrets of the database are sealed, and with the key of the settings.</summary>
internal static class SecretsLook
{
    public static async Task<DoctorFinding> AtAsync(Patient patient, CancellationToken stop)
    {
        const string Check = "secrets";
        var key = patient.Options<StorageOptions>(StorageOptions.Section).SecretsKeyFile;
        if (key.Length > 0 && PrivateFiles.IsOpenToOthers(key))
        {
            return DoctorFinding.Of(Check, $"others on this machine can read the key {Path.GetFullPath(key)}: 'chmod go= {Path.GetFullPath(key)}'");
        }

        await using var db = patient.Contexts.CreateDbContext();
        var secrets = await StoredSecrets.LookAsync(db, stop);
        var hasKey = patient.Contexts.Secrets.HasKey;
        return secrets.Fault(hasKey) is { } fault ? DoctorFinding.Of(Check, fault)
            : !hasKey ? DoctorFinding.Noting(
                Check, "session keys, the key of mail links and feed passwords stand open in the database: name a file with a key in Storage:SecretsKeyFile "
                    + "('openssl rand -base64 32 > FILE'), and the next start seals them")
            : DoctorFinding.Noting(
                Check, secrets.Unsealed == 0 ? null : $"{secrets.Unsealed} secrets are not sealed yet: the next start does it, or 'monitor db seal'");
    }
}
