namespace Monitor.Delivery.Mail.Smtp;

/// <summary>Where a conversation with a mail server stands, in its order.</summary>
public enum SmtpPhase
{
    /// <summary>Name, port, greeting, EHLO, TLS.</summary>
    Connect,

    SignIn,

    /// <summary>MAIL.</summary>
    Sender,

    /// <summary>RCPT.</summary>
    Recipient,

    /// <summary>DATA, and the mail until its last byte.</summary>
    Body,

    /// <summary>The mail is handed over, its final dot may have left: from here on only the server knows whether it has the mail.</summary>
    Answer,
}
