using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>Reads complaints of readers that their provider passes on: feedback reports (RFC 5965) of abuse or opting out. Pure.</summary>
public static class ComplaintReader
{
    // Others report fraud or a virus in our name, or that the mail was no junk after all (RFC 6430): nobody's wish to get no more.
    private static readonly string[] Wishes = ["abuse", "opt-out", "opt-out-list"];

    /// <summary>The complaint that the mail passes on; null for all other mails.</summary>
    public static Complaint? Read(MimeMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var report = mail.Body is MultipartReport { ReportType: { } type } && type.Equals("feedback-report", StringComparison.OrdinalIgnoreCase)
            ? mail.BodyParts.OfType<MessageFeedbackReport>().FirstOrDefault()
            : null;
        if (report is null || !Wishes.Contains((report.Fields["Feedback-Type"] ?? "").Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = BounceParts.Of(mail);
        var recipient = new[] { report.Fields["Original-Rcpt-To"] ?? "" }.Concat(parts.ReturnedTo)
            .Select(BounceReader.AddressIn).FirstOrDefault(address => address.Length > 0);
        return new Complaint(recipient, parts.ReturnedId);
    }
}
