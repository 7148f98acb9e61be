namespace Monitor.Delivery;

public enum MailTransportKind
{
    /// <summary>A folder of .eml and .html files: for development and the demo.</summary>
    Folder,

    /// <summary>An SMTP server.</summary>
    Smtp,

    /// <summary>The machine's own sendmail program.</summary>
    Sendmail,
}
