namespace Monitor.Delivery.Mail;

/// <summary>The languages that mails are written in.</summary>
public static class MailWords
{
    public const string English = "en";

    public const string German = "de";

    public static readonly IReadOnlyList<string> Languages = [English, German];
}
