namespace Monitor.Delivery;

/// <summary>How the conversation with the mail server is kept from others.</summary>
public enum SmtpTls
{
    /// <summary>STARTTLS, or TLS from the first byte on port 465; without it all mails wait.</summary>
    Demanded,

    /// <summary>TLS from the first byte, whatever the port.</summary>
    FirstByte,

    /// <summary>In the clear: to this machine, or to the host that is named for it.</summary>
    None,
}
