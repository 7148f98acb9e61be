using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Alerts;

/// <summary>Composes alert mails; HTML and text say the same. Pure.</summary>
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
            Text = Text(content),
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
        var headline = IsUpdate(first)
            ? EventWords.UpdateTitle(first.Summary, first.Lead.Kind, content.Words)
            : EventWords.Headline(first.Summary, content.Words);
        return MailHtml.Plain(
            content.Events.Count == 1 ? headline : content.Words.Count("alert.many", content.Events.Count, headline), SubjectCharactersMax);
    }

    private static bool IsUpdate(AlertedEvent one) => one.IsUpdate || one.Lead.Kind is NewsKind.Correction;

    /// <summary>Of one event the mail's heading says what is new already.</summary>
    private static string Title(AlertContent content, AlertedEvent one) => content.Events.Count > 1 && IsUpdate(one)
        ? EventWords.UpdateTitle(one.Summary, one.Lead.Kind, content.Words)
        : EventWords.Title(one.Summary, content.Words);

    private static string Html(AlertContent content, string subject)
    {
        var body = new MailHtml();
        var head = new MailHtml();
        head.Add($"<p class=\"soft\" style=\"margin:0 0 6px;{MailFrame.Sans}font-size:12px;line-height:16px;font-weight:600;letter-spacing:.06em;");
        head.Add($"{MailFrame.Soft}\">MONITOR · {content.Words["alert.head"]} · {content.Words.Time(content.Now, content.Zone)}</p>");
        head.Add($"<h1 class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:23px;line-height:29px;font-weight:bold;{MailFrame.Ink}\">{subject}</h1>");
        head.Add($"<p class=\"soft\" style=\"margin:6px 0 0;{MailFrame.Sans}font-size:14px;line-height:21px;{MailFrame.Soft}\">{Opening(content)}</p>");
        body.Row(head, "24px 32px 0");
        foreach (var one in content.Events)
        {
            body.Row(EventHtml.Card(Blocks(content, one), EventBlocks.Color(one.Summary.Highest)), "16px 32px 0");
        }

        body.Row(new MailHtml(), "0 32px 24px");
        var first = content.Events[0].Summary;
        var preheader = first.News.SelectMany(news => news.Quotes).Concat(first.Quotes).FirstOrDefault()?.Text;
        var footer = new MailHtml().Add($"{Closing(content)}");
        foreach (var link in Links(content))
        {
            footer.Add($" ").Link(link.Url, link.Text, MailFrame.LinkColor, "link").Add($".");
        }

        return MailFrame.Page(subject, MailHtml.Plain(preheader ?? subject, 140), body, footer, content.Words.Language);
    }

    private static string Text(AlertContent content)
    {
        var text = new MailText().Wrapped(Subject(content)).Line(content.Words.Time(content.Now, content.Zone)).Line();
        text.Wrapped(Opening(content));
        foreach (var one in content.Events)
        {
            text.Line();
            MailBlocks.Write(text, Blocks(content, one));
        }

        text.Line().Line("-- ").Wrapped(Closing(content));
        foreach (var link in Links(content))
        {
            text.Line($"{link.Text}: {link.Url}");
        }

        return text.ToString();
    }

    private static List<MailBlock> Blocks(AlertContent content, AlertedEvent one)
    {
        var words = content.Words;
        var blocks = EventBlocks.Of(one.Summary, Title(content, one), content.Zone, words, content.Events.Count == 1 ? QuotesMax : 1, one.Url);
        var why = one.Lead.Kind is NewsKind.Correction
            ? words["alert.why-correction"]
            : words.Say("alert.why", EventWords.Explain(one.Summary.Highest, words), one.Rule);
        blocks.Add(MailBlock.Of(MailBlockKind.Small, new MailSpan(why)));
        if (one.MuteUrl is not null)
        {
            blocks.Add(MailBlock.Of(MailBlockKind.Small, new MailSpan(words["alert.mute"], one.MuteUrl)));
        }

        return blocks;
    }

    private static string Opening(AlertContent content)
    {
        var words = content.Words;
        return content.Events.Count > 1 ? words.Count("alert.together", content.AlertsPerHourMax, words.Number(content.Events.Count))
            : content.Events[0].Lead.Kind is NewsKind.Correction ? words["alert.correction"]
            : words[content.Events[0].IsUpdate ? "alert.update" : "alert.new"];
    }

    private static string Closing(AlertContent content)
    {
        var words = content.Words;
        var mute = content.Events.All(one => one.MuteUrl is null) ? words["alert.mute-ask"] + " " : "";
        return $"{words.Say("alert.times", content.Zone.Id)} {mute}{words["mail.accuses-nobody"]}";
    }

    private static IEnumerable<MailSpan> Links(AlertContent content) =>
        new[] { new MailSpan(content.Words["mail.preferences"], content.PreferencesUrl), new MailSpan(content.Words["alert.leave"], content.LeaveUrl) }
            .Where(link => MailHtml.WebAddress(link.Url) is not null);
}
