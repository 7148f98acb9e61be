using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Alerts;

/// <summary>Composes alert mails. Pure.</summary>
public sealed class AlertMail : IAlertForm
{
    private const int QuotesMax = 4;
    private const int SubjectCharactersMax = 200;

    public string Kind => MailChannel.KindName;

    public OutboxMessage Compose(AlertContent content, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(delivery);
        return Compose(content, delivery.From, MailChannel.MailAddress(address)).ToOutbox(content.Subscriber, urgent: true);
    }

    public static OutgoingMail Compose(AlertContent content, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(content);
        var subject = Subject(content);
        return new OutgoingMail
        {
            Key = content.Key,
            From = from,
            To = to,
            Subject = subject,
            Text = Text(content, subject),
            Html = Html(content, subject),
            ComposedAt = content.Now,
            ListId = content.ListId,
            Unsubscribe = content.Unsubscribe,
            ThreadKey = content.Events.Count == 1 ? $"event/{content.Subscriber}/{content.Events[0].Summary.Key}" : null,
        };
    }

    /// <summary>"US, UK, Canada accuse China: cyberespionage (official, 3 reports)"</summary>
    public static string Subject(AlertContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var first = content.Events[0];
        var headline = first.IsUpdate || first.Lead.Kind is AttributionEvents.Chains.NewsKind.Correction
            ? EventWords.UpdateHeadline(first.Summary, first.Lead)
            : EventWords.Headline(first.Summary);
        return MailHtml.Plain(
            content.Events.Count == 1 ? headline : $"{EventWords.Count(content.Events.Count, "alert")}: {headline}, …", SubjectCharactersMax);
    }

    private static string Html(AlertContent content, string subject)
    {
        var body = new MailHtml();
        var head = new MailHtml();
        head.Add($"<p class=\"soft\" style=\"margin:0 0 "
            + $"4px;{MailFrame.Sans}font-size:12px;line-height:16px;font-weight:600;letter-spacing:.12em;{MailFrame.Soft}\">MONITOR · ALERT</p>");
        head.Add($"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:13px;line-height:20px;{MailFrame.Soft}\">{Opening(content)}</p>");
        body.Row(head, "24px 32px 0");
        foreach (var one in content.Events)
        {
            body.Row(EventHtml.Card(one.Summary, content.Zone, content.Events.Count == 1 ? QuotesMax : 1, one.Url), "16px 32px 0");
            body.Row(Why(one), "8px 32px 0");
        }

        body.Row(new MailHtml(), "0 32px 20px");
        var preheader = content.Events[0].Summary.Quotes.Count > 0 ? MailHtml.Plain(content.Events[0].Summary.Quotes[0].Text, 140) : subject;
        return MailFrame.Page(subject, preheader, body, Footer(content));
    }

    private static MailHtml Why(AlertedEvent one)
    {
        var html = new MailHtml();
        html.Add($"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:12px;line-height:18px;{MailFrame.Soft}\">");
        html.Add($"{WhyThis(one)}");
        if (one.MuteUrl is not null)
        {
            html.Add($" ").Link(one.MuteUrl, "Mute this event", MailFrame.LinkColor, "link").Add($".");
        }

        return html.Add($"</p>");
    }

    private static string WhyThis(AlertedEvent one) => one.Lead.Kind is AttributionEvents.Chains.NewsKind.Correction
        ? "You get this because you were told what it corrects."
        : $"{EventWords.Explain(one.Summary.Highest)} You get this by your rule “{one.Rule}”.";

    private static MailHtml Footer(AlertContent content)
    {
        var html = new MailHtml().Add($"{Closing(content)}");
        foreach (var (words, address) in Ways(content))
        {
            html.Add($" ").Link(address, words, MailFrame.LinkColor, "link").Add($".");
        }

        return html;
    }

    private static string Closing(AlertContent content) =>
        $"Times are those of {content.Zone.Id}. {MuteByCommand(content)}Monitor reports what others say; it accuses nobody itself.";

    /// <summary>What the reader can do about alerts, the same in both parts.</summary>
    private static IEnumerable<(string Words, string Address)> Ways(AlertContent content)
    {
        if (content.LeaveUrl is { } leave)
        {
            yield return ("Leave these alerts", leave);
        }

        if (content.PreferencesUrl is { } preferences)
        {
            yield return ("Say what is sent to you", preferences);
        }
    }

    private static string Text(AlertContent content, string subject)
    {
        var text = new MailText().Wrapped(subject).Line();
        text.Wrapped(Opening(content)).Line();
        foreach (var one in content.Events)
        {
            EventHtml.Write(text, one.Summary, content.Zone, content.Events.Count == 1 ? QuotesMax : 1, one.MuteUrl is null ? one.Url : null);
            text.Line().Wrapped($"{WhyThis(one)}");
            if (one.MuteUrl is not null)
            {
                text.Line($"Look at this event, or mute it: {one.MuteUrl}");
            }

            text.Line();
        }

        text.Line("-- ").Wrapped(Closing(content));
        foreach (var (words, address) in Ways(content))
        {
            text.Line($"{words}: {address}");
        }

        return text.ToString();
    }

    private static string Opening(AlertContent content)
    {
        if (content.Events.Count > 1)
        {
            return $"You allow {EventWords.Count(content.AlertsPerHourMax, "alert")} an hour; these {content.Events.Count} events are told together.";
        }

        var one = content.Events[0];
        return one.Lead.Kind is AttributionEvents.Chains.NewsKind.Correction
            ? "An analyst rejected what you were told: it does not stand in the reports, or was misread."
            : one.IsUpdate ? "News of an event you were told about." : "A new attribution.";
    }

    private static string MuteByCommand(AlertContent content) =>
        content.Events.All(one => one.MuteUrl is null)
            ? $"To mute an event: monitor subscriber mute {content.Subscriber} {content.Events[0].Summary.Key}. "
            : "";
}
