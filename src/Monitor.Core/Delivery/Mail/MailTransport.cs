using Monitor.Delivery.Mail.Smtp;

namespace Monitor.Delivery.Mail;

/// <summary>Chooses the transport that the settings ask for.</summary>
public static class MailTransport
{
    /// <param name="dataFolder">Holds the folder transport's mails where no other folder is named.</param>
    public static IMailTransport Of(DeliveryOptions options, string dataFolder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        IMailTransport transport = options.Transport switch
        {
            MailTransportKind.Folder => new FolderTransport(options.Folder.Length > 0 ? options.Folder : Path.Combine(dataFolder, "mail")),
            MailTransportKind.Sendmail => new SendmailTransport(options),
            _ => new MailKitTransport(options, clock),
        };
        return options.DkimSelector.Length > 0 ? new SigningTransport(transport, options) : transport;
    }
}
