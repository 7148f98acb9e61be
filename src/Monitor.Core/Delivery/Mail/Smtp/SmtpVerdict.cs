using System.Text.RegularExpressions;

namespace Monitor.Delivery.Mail.Smtp;

/// <summary>Decides what became of a mail from where the conversation stood and what came there. Pure; its table is smtp-verdicts.cases.</summary>
public static partial class SmtpVerdict
{
    private const int SignInFirst = 530;
    private const int TooLarge = 552;

    /// <summary>The server answered.</summary>
    /// <param name="status">Three digits, whatever they are: servers say 999 too.</param>
    /// <param name="said">The text behind the status.</param>
    public static DeliveryOutcome Answered(SmtpPhase phase, int status, string said)
    {
        var reason = $"{status} {said}".TrimEnd();
        return phase switch
        {
            SmtpPhase.Connect => new DeliveryOutcome.Halted(reason, NeedsOperator: false),
            SmtpPhase.SignIn => new DeliveryOutcome.Halted(reason, IsPermanent(status)),
            SmtpPhase.Answer when status is >= 200 and < 300 => new DeliveryOutcome.Accepted(),
            // Behind the last byte an answer of no known kind says nothing of the mail (RFC 5321, 4.3.2, knows none).
            SmtpPhase.Answer when status is < 400 or >= 600 => new DeliveryOutcome.Unknown(reason),
            _ when !IsPermanent(status) => new DeliveryOutcome.Deferred(reason),
            _ when IsAboutUs(phase, status, said) => new DeliveryOutcome.Halted(reason, NeedsOperator: true),
            SmtpPhase.Recipient when IsRelayRefusal(reason) => new DeliveryOutcome.Deferred(reason) { IsNotRelayed = true },
            // DATA refused says nothing of this mail alone.
            SmtpPhase.Body => new DeliveryOutcome.Deferred(reason),
            _ => new DeliveryOutcome.Rejected(reason, NoSuchUser.IsSaid(reason)),
        };
    }

    /// <summary>The connection was closed, was silent for too long, or spoke no SMTP.</summary>
    public static DeliveryOutcome Broken(SmtpPhase phase, string reason) => phase switch
    {
        SmtpPhase.Connect or SmtpPhase.SignIn => new DeliveryOutcome.Halted(reason, NeedsOperator: false),
        // Before the final dot nothing was taken; after it nobody can know (RFC 1047).
        SmtpPhase.Answer => new DeliveryOutcome.Unknown(reason),
        _ => new DeliveryOutcome.Deferred(reason),
    };

    /// <summary>Whether a server's answer says that it relays nothing there, for good.</summary>
    /// <param name="reason">Status and text.</param>
    public static bool IsRelayRefusal(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.StartsWith('5') && RelayPattern().IsMatch(WithoutAddresses(reason));
    }

    private static bool IsPermanent(int status) => status is >= 500 and < 600;

    /// <summary>A refusal that every mail of ours would get: the sender's, or a missing sign-in.</summary>
    private static bool IsAboutUs(SmtpPhase phase, int status, string said) =>
        status == SignInFirst || SendAsPattern().IsMatch(WithoutAddresses(said)) || phase switch
        {
            // By SIZE (RFC 1870) a mail is refused here for what it is.
            SmtpPhase.Sender => status != TooLarge,
            _ => false,
        };

    // Servers repeat the recipient, and that may be a stranger's choice: relay@example.org.
    private static string WithoutAddresses(string said) => AddressPattern().Replace(said, "");

    [GeneratedRegex(@"\brelay(ing)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex RelayPattern();

    [GeneratedRegex(@"\S*@\S*")]
    private static partial Regex AddressPattern();

    // Exchange lets the mail in and then finds that the account may not write in this name.
    [GeneratedRegex(@"(?<![\d.])5\.7\.60\b|\bSendAsDenied\b", RegexOptions.IgnoreCase)]
    private static partial Regex SendAsPattern();
}
