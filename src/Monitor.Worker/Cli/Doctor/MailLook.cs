using Monitor.Delivery;
using Monitor.Storage;
using Monitor.Worker.Public;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>The ways out for mails and webhooks.</summary>
internal static class MailLook
{
    /// <param name="isRunning">A worker asks the server often enough.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> AtAsync(Patient patient, bool isRunning, CancellationToken stop)
    {
        var findings = AtSettings(patient).ToList();
        findings.Add(DoctorFinding.Of("ways out", await MailChecks.HaltedAsync(patient.Settings, stop)));
        if (patient.TellsOfMail || (!isRunning && findings[0].Says is null && IsSmtp(patient)))
        {
            findings.AddRange((await MailChecks.AskAsync(patient.Settings, stop)).Where(said => said.Fault is not null || patient.TellsOfMail)
                .Select(said => DoctorFinding.Of(said.What, said.Fault)));
        }

        return findings;
    }

    private static bool IsSmtp(Patient patient) => patient.Options<DeliveryOptions>(DeliveryOptions.Section).Transport is MailTransportKind.Smtp;

    private static IEnumerable<DoctorFinding> AtSettings(Patient patient)
    {
        var delivery = patient.Options<DeliveryOptions>(DeliveryOptions.Section);
        yield return DoctorFinding.Of("mail", TransportFault(patient, delivery));
        yield return DoctorFinding.Of("secrets of webhooks", SecretFault(delivery));
        yield return DoctorFinding.Noting(
            "links in mails",
            delivery.PublicUrl.Length > 0 && patient.Options<PublicPagesOptions>(PublicPagesOptions.Section).Address.Length == 0
                ? "Delivery:PublicUrl is set and PublicPages:Address is not: unless another worker serves them, links in mails lead nowhere"
                : null);
    }

    private static string? TransportFault(Patient patient, DeliveryOptions delivery) => delivery.Transport switch
    {
        MailTransportKind.Smtp when delivery.SmtpHost.Length == 0 => "Delivery:Transport is Smtp, but Delivery:SmtpHost is empty: name the server there",
        MailTransportKind.Smtp when delivery.SmtpPasswordFile.Length > 0 => FileFault(delivery.SmtpPasswordFile, "Delivery:SmtpPasswordFile"),
        MailTransportKind.Sendmail when !File.Exists(delivery.SendmailPath) =>
            $"there is no {delivery.SendmailPath}: install a mail server, or name its program in Delivery:SendmailPath",
        MailTransportKind.Folder => FolderLook.WriteFault(
            delivery.Folder.Length > 0 ? delivery.Folder : Path.Combine(patient.Options<StorageOptions>(StorageOptions.Section).DataFolder, "mail"),
            "Delivery:Folder"),
        _ => null,
    };

    private static string? SecretFault(DeliveryOptions delivery) =>
        delivery.WebhookSecretFiles.Select(secret => FileFault(secret.Value, $"Delivery:WebhookSecretFiles:{secret.Key}"))
            .FirstOrDefault(fault => fault is not null);

    /// <summary>Why a file with a secret cannot be used; null where it can.</summary>
    private static string? FileFault(string file, string setting)
    {
        try
        {
            return File.ReadAllText(file).Trim().Length > 0 ? null : $"{file} is empty: {setting} names it, put the secret into it";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no file {file}: {setting} names it, put the secret there"
                : $"{file} cannot be read ({fault.Message.TrimEnd('.')}): {setting} names it, give it to the user that runs Monitor";
        }
    }
}
