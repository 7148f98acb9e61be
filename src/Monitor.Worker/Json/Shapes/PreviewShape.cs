using Monitor.Delivery.Mail;
using Monitor.Digests;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A digest as it was sent, or as it would be.</summary>
/// <param name="Html">Null where the mail is text alone.</param>
/// <param name="LeftOut">Entries below this reader's floor.</param>
/// <param name="Says">That there was nothing to tell; null where there is.</param>
public sealed record PreviewShape(
    string Subscriber, string? Subject, string? Text, string? Html, IReadOnlyList<PreviewEntryShape> Entries, int LeftOut, string? Says = null)
{
    public static PreviewShape Of(string subscriber, OutgoingMail mail, DigestContent content)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(content);
        return new PreviewShape(
            subscriber, mail.Subject, mail.Text, mail.Html,
            [.. content.Entries.Select(entry => new PreviewEntryShape(entry.Title, entry.Importance.ToString(), entry.AlertedAt))], content.LeftOut);
    }

    public static PreviewShape Of(string subscriber, PreviewedDigest.NothingNew none)
    {
        ArgumentNullException.ThrowIfNull(none);
        return new PreviewShape(
            subscriber, null, null, null, [], 0, $"No digest was sent on {none.LocalDate:yyyy-MM-dd} at {none.Slot}: there was nothing to tell.");
    }
}

/// <summary>One entry of a digest.</summary>
/// <param name="Importance">What it is made of, in words.</param>
/// <param name="AlertedAt">When an alert told it; null where none did.</param>
public sealed record PreviewEntryShape(string Title, string Importance, DateTimeOffset? AlertedAt);
