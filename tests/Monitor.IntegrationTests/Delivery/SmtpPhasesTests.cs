using Monitor.Delivery;
using Monitor.Delivery.Mail.Smtp;
using Monitor.Tests;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>What a mail server may do at every point of the conversation, as a table.</summary>
public sealed class SmtpPhasesTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Cases => CaseFile.Read("smtp-phases.cases");

    [Theory, MemberData(nameof(Cases))]
    public async Task What_a_server_does_decides_what_becomes_of_the_mail(string what, string expected)
    {
        var parts = what.Split('|');
        var (point, deed) = (parts[0].Trim(), parts[1].Trim());
        var secure = point is "STARTTLS" or "TLS";
        await using var server = new ScriptedServer
        {
            Deeds = (where, _, _) => where == point ? deed : null,
            Offers = point == "AUTH" ? ["AUTH PLAIN LOGIN"] : [],
            Certificate = secure ? TestCertificate.ForLocalhost : null,
        };
        var stalls = deed is "silence" or "drip";
        var options = new DeliveryOptions
        {
            From = "Monitor <monitor@example.org>",
            SmtpHost = "localhost",
            SmtpPort = server.Port,
            SmtpTls = secure ? SmtpTls.Demanded : SmtpTls.None,
            SmtpUser = point == "AUTH" ? "monitor" : "",
            SmtpPassword = "secret",
            AttemptTimeout = stalls && point != "." ? Short : Long,
            AnswerTimeout = stalls ? Short : Long,
        };
        var mail = MailKitTransportTests.Mail("reader@example.org");
        // Longer than what fits between two sockets that nobody reads from.
        mail = point == "body" ? mail with { Text = string.Concat(Enumerable.Repeat(mail.Text, 5000)) } : mail;
        var transport = new MailKitTransport(options, TimeProvider.System, (_, shown, _, _) => shown is not null);

        var outcome = await transport.SendAsync(mail);
        await transport.RestAsync();

        Assert.Equal(expected, Word(outcome));
        if (stalls && outcome is not DeliveryOutcome.Accepted)
        {
            // Its own limit ended it, none of the client's.
            Assert.Matches("within 1 s", ReasonOf(outcome));
        }
    }

    internal static string ReasonOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Deferred deferred => deferred.Reason,
        DeliveryOutcome.Rejected rejected => rejected.Reason,
        DeliveryOutcome.Unknown unknown => unknown.Reason,
        DeliveryOutcome.Halted halted => halted.Reason,
        _ => "",
    };

    private static string Word(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Halted { NeedsOperator: true } => "halted!",
        DeliveryOutcome.Rejected { NoSuchUser: true } => "rejected!",
        _ => outcome.GetType().Name.ToLowerInvariant(),
    };
}
