namespace Monitor.Delivery.Mail.Smtp;

/// <summary>What a look at the mail server found.</summary>
/// <param name="Facts">What it is and can, a sentence each.</param>
/// <param name="Fault">Why no mail could leave; null where one could.</param>
public sealed record SmtpCheck(IReadOnlyList<string> Facts, string? Fault);
