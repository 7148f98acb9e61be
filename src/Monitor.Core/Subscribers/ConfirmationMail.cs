using Monitor.Delivery.Mail;

namespace Monitor.Subscribers;

/// <summary>Composes the one mail that an address gets before it is confirmed. Pure.</summary>
public static class ConfirmationMail
{
    /// <param name="confirmation">What was asked; it says where the mail goes.</param>
    /// <param name="url">The signed link of the confirmation.</param>
    public static OutgoingMail Compose(Subscriber subscriber, AddressConfirmation confirmation, string url, string from)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(confirmation);
        var words = MailWords.Of(subscriber.Settings.Language);
        var subject = words["mail.confirm.subject"];
        var name = MailHtml.Plain(subscriber.Settings.DisplayName is { Length: > 0 } shown ? shown : subscriber.Name, Subscriber.NameCharactersMax);
        var opening = subscriber.NewAddress is null ? words["mail.confirm.opening"] : words.Say("mail.confirm.moved", name);
        var until = words.Time(confirmation.ExpiresAt, subscriber.Settings.Zone());
        var ending = words.Say("mail.confirm.until", until);
        return new OutgoingMail
        {
            Key = FormattableString.Invariant($"confirm/{subscriber.Name}/{confirmation.Id}"),
            From = from,
            To = confirmation.Address,
            Subject = subject,
            Text = new MailText().Wrapped(subject).Line().Wrapped(opening).Line().Line($"{words["mail.confirm.link"]}:").Line(url).Line()
                .Wrapped(ending).Line().Line("-- ").Wrapped(words["mail.accuses-nobody"]).ToString(),
            Html = Html(words, subject, opening, url, ending),
            ComposedAt = confirmation.AskedAt,
        };
    }

    private static string Html(MailWords words, string subject, string opening, string url, string ending)
    {
        const string text = $"margin:0 0 14px;{MailFrame.Sans}font-size:15px;line-height:23px;{MailFrame.Ink}";
        var body = new MailHtml();
        var inner = new MailHtml();
        inner.Add($"<h1 class=\"ink\" style=\"margin:0 0 14px;{MailFrame.Serif}font-size:24px;line-height:30px;font-weight:bold;{MailFrame.Ink}\">");
        inner.Add($"{subject}</h1>");
        inner.Add($"<p class=\"ink\" style=\"{text}\">{opening}</p><p class=\"ink\" style=\"{text}\">");
        inner.Link(url, words["mail.confirm.link"], MailFrame.LinkColor + "text-decoration:underline", "link");
        inner.Add($"</p><p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:13px;line-height:20px;{MailFrame.Soft}\">{ending}</p>");
        body.Row(inner, "28px 32px");
        return MailFrame.Page(subject, opening, body, new MailHtml().Add($"{words["mail.accuses-nobody"]}"), words.Language);
    }
}
