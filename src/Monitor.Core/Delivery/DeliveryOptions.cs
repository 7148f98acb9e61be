using System.ComponentModel.DataAnnotations;

namespace Monitor.Delivery;

/// <summary>How mails and webhook calls leave.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    public MailTransportKind Transport { get; set; } = MailTransportKind.Folder;

    /// <summary>Sender of all mails.</summary>
    [Required]
    public string From { get; set; } = "Monitor <monitor@localhost.localdomain>";

    /// <summary>
    /// The part of Message-IDs after the @; empty for the domain of <see cref="From"/>. Two installations that write to the same people
    /// need different ones, or their mails pass for each other's.
    /// </summary>
    public string MessageIdDomain { get; set; } = "";

    /// <summary>Under which address others reach the subscribers' pages, for links in mails; empty for mails without such links.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Folder transport: where mails are put; empty for <c>mail</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    public string SmtpHost { get; set; } = "";

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>TLS is demanded: STARTTLS, or from the first byte on port 465; without it all mails wait. Off only for a server on this machine.</summary>
    public bool SmtpStartTls { get; set; } = true;

    public string SmtpUser { get; set; } = "";

    /// <summary>From the environment; a file is better.</summary>
    public string SmtpPassword { get; set; } = "";

    /// <summary>A file that holds the password; wins over <see cref="SmtpPassword"/>.</summary>
    public string SmtpPasswordFile { get; set; } = "";

    public string SendmailPath { get; set; } = "/usr/sbin/sendmail";

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Messages that one worker sends at the same time.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 2;

    /// <summary>How long the content of sent messages is kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepContent { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Named secrets for webhooks: what signs, and addresses that are secrets themselves. From the environment; files are better.</summary>
    public Dictionary<string, string> WebhookSecrets { get; set; } = [];

    /// <summary>Files that hold such secrets, by name; they win.</summary>
    public Dictionary<string, string> WebhookSecretFiles { get; set; } = [];

    /// <summary>How long a worker may take for a message before another one treats its outcome as unknown.</summary>
    public TimeSpan Lease => AttemptTimeout + TimeSpan.FromMinutes(1);

    /// <summary>The domain that Message-IDs carry.</summary>
    public string IdDomain => MessageIdDomain.Length > 0 ? MessageIdDomain : MimeKit.MailboxAddress.Parse(From).Domain;

    /// <summary>The address of <see cref="From"/> without the name.</summary>
    public string FromAddress => MimeKit.MailboxAddress.Parse(From).Address;

    public string? Password() => Secret(SmtpPasswordFile, SmtpPassword);

    /// <summary>A webhook's secret by its name; null when there is none of that name.</summary>
    public string? WebhookSecret(string name) =>
        Secret(WebhookSecretFiles.GetValueOrDefault(name, ""), WebhookSecrets.GetValueOrDefault(name, ""));

    private static string? Secret(string file, string value)
    {
        var secret = file.Length > 0 ? File.ReadAllText(file).Trim() : value;
        return secret.Length > 0 ? secret : null;
    }
}
