using Monitor.Alerts;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Tests.Delivery;

public sealed class ChannelKindsTests
{
    [Fact]
    public void Each_kind_of_channel_has_its_form_of_alert() =>
        Assert.Equal(ChannelKinds.All.Select(channel => channel.Kind).Order(), AlertForms.Kinds.Order());

    [Fact]
    public void What_is_put_into_the_outbox_comes_out_for_its_channel()
    {
        var mail = new OutgoingMail
        {
            Key = "alert/desk/mail/1",
            From = "Monitor <monitor@example.org>",
            To = "desk@example.org",
            Subject = "US accuses China",
            Text = "text",
            ComposedAt = new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero),
        };

        var message = mail.ToOutbox("desk", urgent: true);

        Assert.Equal(("mail", 0, mail.Key, mail.ComposedAt), (message.ChannelKind, message.Rank, message.Key, message.DueAt));
        Assert.IsType<MailChannel>(ChannelKinds.Of(message.ChannelKind));
        Assert.Equivalent(mail, message.Mail());
    }
}
