using System.Text;
using Monitor.Delivery.Mail;

namespace Monitor.Tests.Delivery;

public sealed class MimeMailTests
{
    private static readonly OutgoingMail Mail = new()
    {
        Key = "alert/desk/mail/1",
        From = "Monitor <monitor@example.org>",
        To = "desk@example.org",
        Subject = "US accuses China – cyberespionage",
        Text = "text\n",
        Html = "<p>text</p>\n",
        ComposedAt = new DateTimeOffset(2021, 7, 19, 14, 0, 0, TimeSpan.FromHours(2)),
        Unsubscribe = ["https://monitor.example.org/leave/desk?signature=" + new string('a', 200)],
    };

    [Fact]
    public void The_same_mail_gives_the_same_bytes() => Assert.Equal(Bytes(Mail), Bytes(Mail));

    [Fact]
    public void Its_id_is_a_function_of_its_key_alone()
    {
        var other = Mail with { To = "reader@example.org", Text = "other", Html = null, ComposedAt = Mail.ComposedAt.AddDays(1) };

        Assert.Equal(IdOf(Mail), IdOf(other));
        Assert.NotEqual(IdOf(Mail), IdOf(Mail with { Key = "alert/desk/mail/2" }));
    }

    [Theory]
    [InlineData("US accuses\r\nBcc: everybody@example.org")]
    [InlineData("US accuses\nBcc: everybody@example.org")]
    [InlineData("US accuses\u2028\u0085\vBcc: everybody@example.org")]
    public void A_line_end_in_a_subject_begins_no_other_header(string subject) =>
        Assert.DoesNotContain(Lines(Mail with { Subject = subject }), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void A_long_address_for_leaving_stays_in_one_piece() =>
        Assert.Contains(Lines(Mail), line => line.EndsWith($"<{Mail.Unsubscribe[0]}>", StringComparison.Ordinal));

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("desk@example.org, reader@example.org")]
    [InlineData("desk@example.org\r\nRCPT TO:<reader@example.org>")]
    public void What_is_no_address_is_no_mail(string to) =>
        Assert.ThrowsAny<FormatException>(() => MimeMail.Compose(Mail with { To = to }, "example.org"));

    [Theory]
    [InlineData("desk@example.org", true)]
    [InlineData("desk+alerts@mail.example.org", true)]
    [InlineData("desk", false)]
    [InlineData("Desk <desk@example.org>", false)]
    [InlineData("desk@example.org,reader@example.org", false)]
    [InlineData("desk@", false)]
    [InlineData("desk@exämple.org", true)]
    [InlineData("用户@例子.example", true)]
    public void A_recipient_is_one_plain_address(string text, bool valid) => Assert.Equal(valid, RecipientAddress.IsValid(text));

    private static byte[] Bytes(OutgoingMail mail)
    {
        using var message = MimeMail.Compose(mail, "example.org");
        return MimeMail.Bytes(message);
    }

    private static string[] Lines(OutgoingMail mail) => Encoding.ASCII.GetString(Bytes(mail)).Split("\r\n");

    private static string IdOf(OutgoingMail mail) => Lines(mail).Single(line => line.StartsWith("Message-ID: ", StringComparison.Ordinal));
}
