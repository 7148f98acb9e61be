using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;

namespace Monitor.Worker.Public;

/// <summary>The pages that signed links lead to, in the dress of the mails they stand in. Pure.</summary>
internal static class SubscriberPages
{
    private const int QuotesMax = 20;
    private const string Text = $"margin:0;{MailFrame.Sans}font-size:15px;line-height:23px;{MailFrame.Ink}";
    private const string Button = $"padding:9px 18px;border:0;border-radius:4px;background:#15508f;color:#ffffff;{MailFrame.Sans}font-size:15px;cursor:pointer";

    /// <param name="mutedUntil">When the subscriber's silence of this event ends; null while there is none.</param>
    public static string Event(EventSummary summary, TimeZoneInfo zone, DateTimeOffset? mutedUntil)
    {
        var body = new MailHtml();
        body.Row(EventHtml.Card(summary, zone, QuotesMax, null), "24px 32px 0");
        var form = mutedUntil is { } until
            ? Form("unmute", "Tell me again", $"Alerts on this event are held back until {EventHtml.Time(until, zone)}. What is still news then is told.")
            : Form("mute", "Mute this event", "Holds back alerts on this event for 14 days. Digests go on.");
        body.Row(form, "22px 32px 28px");
        return Page(EventWords.Title(summary), body);
    }

    /// <param name="left">The subscriber has left already.</param>
    public static string Leave(bool left)
    {
        var body = new MailHtml();
        body.Row(
            left ? Said("Nothing is sent to you any more. Whoever runs this Monitor can take you in again.")
                : Form("leave", "Send me nothing any more", "Ends all digests and alerts to you."),
            "28px 32px");
        return Page(left ? "You have left" : "Leave", body);
    }

    public static string NotThere()
    {
        var body = new MailHtml();
        body.Row(Said("There is no such page. A link in a mail works only as a whole; what analysts see stands on pages of their own."), "28px 32px");
        return Page("No such page", body);
    }

    /// <summary>A form without an address goes back to the signed one that it came from.</summary>
    private static MailHtml Form(string wish, string label, string text) =>
        Said(text).Add(
            $"<form id=\"mute\" method=\"post\" style=\"margin:12px 0 0\"><button name=\"do\" value=\"{wish}\" style=\"{Button}\">{label}</button></form>");

    private static MailHtml Said(string text) => new MailHtml().Add($"<p class=\"ink\" style=\"{Text}\">{text}</p>");

    private static string Page(string title, MailHtml body) =>
        MailFrame.Page(title, title, body, new MailHtml().Add($"Monitor reports what others say; it accuses nobody itself."));
}
