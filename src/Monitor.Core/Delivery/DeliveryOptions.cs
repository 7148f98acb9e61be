using System.ComponentModel.DataAnnotations;
using System.Net;
using Monitor.Config;
using Monitor.Delivery;

[assembly: SettingsSection(typeof(DeliveryOptions))]

namespace Monitor.Delivery;

/// <summary>How mails and webhook calls leave.</summary>
public sealed class DeliveryOptions : IValidatableObject
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

    public SmtpTls SmtpTls { get; set; } = SmtpTls.Demanded;

    /// <summary>The one host beyond this machine to which mail may go without TLS (<see cref="SmtpTls.None"/>): the same as <see cref="SmtpHost"/>.</summary>
    public string SmtpPlainHost { get; set; } = "";

    public string SmtpUser { get; set; } = "";

    /// <summary>From the environment; a file is better.</summary>
    public string SmtpPassword { get; set; } = "";

    /// <summary>A file that holds the password; wins over <see cref="SmtpPassword"/>.</summary>
    public string SmtpPasswordFile { get; set; } = "";

    /// <summary>A file that holds the access token of XOAUTH2; read anew with each connection.</summary>
    public string SmtpTokenFile { get; set; } = "";

    /// <summary>A shell command that prints the access token of XOAUTH2, where no file holds it.</summary>
    public string SmtpTokenCommand { get; set; } = "";

    /// <summary>Signs mails (DKIM, RFC 6376): the selector under which the public key stands in the DNS; empty for mails without a signature.</summary>
    public string DkimSelector { get; set; } = "";

    /// <summary>The private key of the signature, RSA, as a PEM file.</summary>
    public string DkimKeyFile { get; set; } = "";

    /// <summary>Whose signature it is; empty for the domain of <see cref="From"/>.</summary>
    public string DkimDomain { get; set; } = "";

    public string SendmailPath { get; set; } = "/usr/sbin/sendmail";

    /// <summary>How long one attempt may take until its last byte is sent, whatever the other side does.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a mail server may take to answer behind the last byte, where it looks at the mail (RFC 5321, 4.5.3.2.6: ten minutes).</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Messages that one worker sends at the same time to one mail server, or to one webhook's host.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 2;

    /// <summary>Mails in any 60 seconds, over all workers; 0 for no bound.</summary>
    [Range(0, 1_000_000)]
    public int MailsPerMinuteMax { get; set; }

    /// <summary>Mails to one domain in any 60 seconds, over all workers; 0 for no bound.</summary>
    [Range(0, 1_000_000)]
    public int MailsPerMinuteAndDomainMax { get; set; }

    /// <summary>How long the content of sent messages is kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepContent { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Named secrets for webhooks: what signs, and addresses that are secrets themselves. From the environment; files are better.</summary>
    public Dictionary<string, string> WebhookSecrets { get; set; } = [];

    /// <summary>Files that hold such secrets, by name; they win.</summary>
    public Dictionary<string, string> WebhookSecretFiles { get; set; } = [];

    /// <summary>The domain that Message-IDs carry.</summary>
    public string IdDomain => MessageIdDomain.Length > 0 ? MessageIdDomain : MimeKit.MailboxAddress.Parse(From).Domain;

    /// <summary>The address of <see cref="From"/> without the name.</summary>
    public string FromAddress => MimeKit.MailboxAddress.Parse(From).Address;

    /// <summary>Why mails must not go out in the clear as the settings say; null where they may, or go by TLS.</summary>
    public string? PlainFault =>
        SmtpTls is not SmtpTls.None || IsThisMachine(SmtpHost) || string.Equals(SmtpHost, SmtpPlainHost, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"mails would go to {SmtpHost} without TLS (Delivery:SmtpTls is None); name it in Delivery:SmtpPlainHost if they are to";

    /// <exception cref="SecretException">The file that holds it cannot be read.</exception>
    public string? Password() => Secret(SmtpPasswordFile, "Delivery:SmtpPasswordFile", SmtpPassword);

    /// <summary>A webhook's secret by its name; null when there is none of that name.</summary>
    /// <exception cref="SecretException">The file that holds it cannot be read.</exception>
    public string? WebhookSecret(string name) =>
        Secret(WebhookSecretFiles.GetValueOrDefault(name, ""), $"Delivery:WebhookSecretFiles:{name}", WebhookSecrets.GetValueOrDefault(name, ""));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport is MailTransportKind.Smtp && PlainFault is { } plain)
        {
            yield return new ValidationResult(plain, [nameof(SmtpPlainHost)]);
        }

        if (DkimSelector.Length > 0 != DkimKeyFile.Length > 0)
        {
            yield return new ValidationResult("a signature needs DkimSelector and DkimKeyFile", [nameof(DkimKeyFile)]);
        }
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string? Secret(string file, string setting, string value)
    {
        var secret = file.Length > 0 ? SecretException.Read(file, setting) : value;
        return secret.Length > 0 ? secret : null;
    }
}
