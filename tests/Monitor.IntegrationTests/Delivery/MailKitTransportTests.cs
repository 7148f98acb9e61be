using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Mail.Smtp;

namespace Monitor.IntegrationTests.Delivery;

public sealed class MailKitTransportTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("reader@example.org", typeof(DeliveryOutcome.Accepted), 1)]
    [InlineData("later@example.org", typeof(DeliveryOutcome.Deferred), 0)]
    [InlineData("never@example.org", typeof(DeliveryOutcome.Rejected), 0)]
    [InlineData("refused-body@example.org", typeof(DeliveryOutcome.Rejected), 0)]
    public async Task What_the_server_answers_decides_the_outcome(string recipient, Type outcome, int mails)
    {
        await using var server = MailServer.Start();

        var result = await Plain(server.Port).SendAsync(Mail(recipient));

        Assert.IsType(outcome, result);
        Assert.Equal(mails, server.Mails.Count);
    }

    [Theory]
    [InlineData(MailServer.Password, typeof(DeliveryOutcome.Accepted))]
    [InlineData("a wrong one", typeof(DeliveryOutcome.Halted))]
    public async Task A_refused_sign_in_halts_all_mail(string password, Type outcome)
    {
        await using var server = MailServer.Start();
        var options = new DeliveryOptions
        {
            SmtpHost = "127.0.0.1",
            SmtpPort = server.Port,
            SmtpTls = SmtpTls.None,
            SmtpUser = "monitor",
            SmtpPassword = password,
        };

        Assert.IsType(outcome, await new MailKitTransport(options, TimeProvider.System).SendAsync(Mail("reader@example.org")));
    }

    [Fact]
    public async Task A_server_that_is_not_there_halts_all_mail()
    {
        var result = await Plain(port: 1).SendAsync(Mail("reader@example.org"));

        Assert.IsType<DeliveryOutcome.Halted>(result);
    }

    [Fact]
    public async Task A_mail_keeps_its_headers_text_and_id_and_has_no_defects()
    {
        await using var server = MailServer.Start();
        var mail = Mail("reader@example.org");
        var transport = Plain(server.Port);

        await transport.SendAsync(mail);
        await transport.SendAsync(mail);

        var judged = await MailJudge.JudgeAsync(server.Mails);
        Assert.Equal(2, judged.Count);
        var headers = judged[0].GetProperty("headers");
        Assert.Empty(judged[0].GetProperty("defects").EnumerateArray());
        Assert.Equal(0, judged[0].GetProperty("bareLineFeeds").GetInt32());
        Assert.Equal(0, judged[0].GetProperty("nonAsciiBytes").GetInt32());
        Assert.InRange(judged[0].GetProperty("longestLine").GetInt32(), 1, 998);
        Assert.Equal(mail.Subject, headers.GetProperty("Subject").GetString());
        Assert.Equal(MessageId.Of(mail.Key, "example.org"), headers.GetProperty("Message-ID").GetString());
        Assert.Equal(headers.GetProperty("Message-ID").GetString(), judged[1].GetProperty("headers").GetProperty("Message-ID").GetString());
        Assert.Equal(MessageId.OfThread("thread/desk/1", "example.org"), headers.GetProperty("References").GetString());
        Assert.Equal("<desk.digest.example.org>", headers.GetProperty("List-Id").GetString());
        Assert.Equal("<mailto:leave@example.org?subject=leave>, <https://example.org/leave>", headers.GetProperty("List-Unsubscribe").GetString());
        Assert.Equal(mail.Text.ReplaceLineEndings("\n"), judged[0].GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html!.ReplaceLineEndings("\n"), judged[0].GetProperty("html").GetString()!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_mail_goes_out_by_STARTTLS_and_to_no_server_that_it_cannot_trust()
    {
        var certificate = TestCertificate.ForLocalhost;
        await using var server = MailServer.Start(certificate);
        var options = new DeliveryOptions { From = "Monitor <monitor@example.org>", SmtpHost = "localhost", SmtpPort = server.Port };

        var untrusted = await new MailKitTransport(options, TimeProvider.System).SendAsync(Mail("reader@example.org"));
        var plain = await Plain(server.Port).SendAsync(Mail("reader@example.org"));
        Assert.IsType<DeliveryOutcome.Halted>(untrusted);
        Assert.IsType<DeliveryOutcome.Halted>(plain);
        Assert.Empty(server.Mails);

        var trusting = new MailKitTransport(options, TimeProvider.System, (_, presented, _, _) => presented?.GetCertHashString() == certificate.Thumbprint);
        var trusted = await trusting.SendAsync(Mail("reader@example.org"));
        Assert.IsType<DeliveryOutcome.Accepted>(trusted);
        Assert.Single(server.Mails);
    }

    internal static OutgoingMail Mail(string recipient) => new()
    {
        Key = $"alert/{recipient}/1",
        From = "Monitor <monitor@example.org>",
        To = recipient,
        Subject = "US, UK, Canada accuse China: cyberespionage – “naming and shaming”, Łódź, 北京 (official, 3 reports)",
        Text = "First line\n.a line that begins with a dot\n..two\n\n" + new string('x', 3000) + "\nDer Außenminister – «сказал» 北京 🙂\n.\nlast line\n",
        Html = "<!DOCTYPE html><html><body><p>Der Außenminister – «сказал» 北京 🙂</p>\n<p>.</p>\n.dot\n" + new string('y', 3000) + "</body></html>\n",
        ComposedAt = Noon,
        ThreadKey = "thread/desk/1",
        ListId = "desk.digest.example.org",
        Unsubscribe = ["mailto:leave@example.org?subject=leave", "https://example.org/leave"],
    };

    private static MailKitTransport Plain(int port) => new(new DeliveryOptions
    {
        From = "Monitor <monitor@example.org>",
        SmtpHost = "127.0.0.1",
        SmtpPort = port,
        SmtpTls = SmtpTls.None,
        AttemptTimeout = TimeSpan.FromSeconds(20),
    }, TimeProvider.System);
}
