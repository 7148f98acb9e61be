using Monitor.Delivery;
using Monitor.Delivery.Mail.Smtp;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>TLS, sign-in, addresses beyond ASCII, connections that are kept, and what <c>doctor --mail</c> says.</summary>
public sealed class SmtpSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-smtp-").FullName;

    [Fact]
    public async Task Nothing_is_sent_without_TLS_where_the_server_hides_it()
    {
        await using var server = new ScriptedServer();

        var outcome = Assert.IsType<DeliveryOutcome.Halted>(await SendAsync(Options(server.Port, SmtpTls.Demanded)));

        Assert.True(outcome.NeedsOperator);
        Assert.Contains("offers no STARTTLS", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1", "", true)]
    [InlineData("localhost", "", true)]
    [InlineData("[::1]", "", true)]
    [InlineData("mail.internal", "", false)]
    [InlineData("mail.internal", "other.internal", false)]
    [InlineData("mail.internal", "mail.internal", true)]
    public void Mail_goes_in_the_clear_only_where_the_settings_say_so(string host, string plainHost, bool allowed) =>
        Assert.Equal(allowed, new DeliveryOptions { SmtpTls = SmtpTls.None, SmtpHost = host, SmtpPlainHost = plainHost }.PlainFault is null);

    [Theory]
    [InlineData(false, false, "")]
    [InlineData(true, false, "")]
    [InlineData(false, true, "does not trust")]
    [InlineData(true, true, "does not trust")]
    public async Task TLS_by_STARTTLS_and_from_the_first_byte_with_a_certificate_that_is_trusted(bool firstByte, bool otherName, string fault)
    {
        var certificate = otherName ? TestCertificate.ForAnotherName : TestCertificate.ForLocalhost;
        await using var server = new ScriptedServer { Certificate = certificate, TlsFromFirstByte = firstByte };
        var options = Options(server.Port, firstByte ? SmtpTls.FirstByte : SmtpTls.Demanded);
        var transport = new MailKitTransport(
            options,
            TimeProvider.System,
            (_, _, _, errors) => !errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch));

        var outcome = await transport.SendAsync(MailKitTransportTests.Mail("reader@example.org"));
        await transport.RestAsync();

        Assert.Equal(fault.Length == 0, outcome is DeliveryOutcome.Accepted);
        Assert.Contains(fault, SmtpPhasesTests.ReasonOf(outcome), StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0 ? 1 : 0, server.Mails.Count);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("command")]
    public async Task A_token_signs_in_by_XOAUTH2(string source)
    {
        await using var server = new ScriptedServer { Offers = ["AUTH PLAIN XOAUTH2"] };
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "the-token\n");
        var options = Options(server.Port, SmtpTls.None);
        options.SmtpUser = "monitor@example.org";
        options.SmtpTokenFile = source == "file" ? file : "";
        options.SmtpTokenCommand = source == "command" ? $"cat '{file}'" : "";

        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(options));

        var said = Assert.Single(server.Said, line => line.StartsWith("AUTH XOAUTH2 ", StringComparison.Ordinal));
        Assert.Equal(
            "user=monitor@example.org\u0001auth=Bearer the-token\u0001\u0001",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(said["AUTH XOAUTH2 ".Length..])));
    }

    [Theory]
    [InlineData("echo >&2 no; exit 3", "printed no token (exit code 3)")]
    [InlineData("true", "printed no token (exit code 0)")]
    public async Task A_command_without_a_token_halts_all_mail(string command, string fault)
    {
        await using var server = new ScriptedServer { Offers = ["AUTH XOAUTH2"] };
        var options = Options(server.Port, SmtpTls.None);
        (options.SmtpUser, options.SmtpTokenCommand) = ("monitor", command);

        var outcome = Assert.IsType<DeliveryOutcome.Halted>(await SendAsync(options));

        Assert.True(outcome.NeedsOperator);
        Assert.Contains(fault, outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_nobody_waits_for_is_ended()
    {
        var told = Path.Combine(_folder, "pid");
        using var given = new CancellationTokenSource();
        var reading = SmtpToken.ReadAsync(new DeliveryOptions { SmtpTokenCommand = $"echo $$ > '{told}.new'; mv '{told}.new' '{told}'; exec sleep 600" }, given.Token);
        while (!File.Exists(told))
        {
            await Task.Delay(20);
        }

        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        var pid = int.Parse(await File.ReadAllTextAsync(told), System.Globalization.CultureInfo.InvariantCulture);
        while (Directory.Exists($"/proc/{pid}"))
        {
            await Task.Delay(20);
        }
    }

    [Theory]
    [InlineData("用户@例子.example", true, "Accepted", "RCPT TO:<用户@例子.example>")]
    [InlineData("jürgen@example.org", true, "Accepted", "RCPT TO:<jürgen@example.org>")]
    [InlineData("jürgen@example.org", false, "Rejected", null)]
    [InlineData("reader@bücher.example", false, "Accepted", "RCPT TO:<reader@xn--bcher-kva.example>")]
    [InlineData("reader@example.org", true, "Accepted", "RCPT TO:<reader@example.org>")]
    public async Task Addresses_beyond_ASCII_go_to_servers_that_take_them(string address, bool offersUtf8, string outcome, string? said)
    {
        await using var server = new ScriptedServer { Offers = offersUtf8 ? ["8BITMIME", "SMTPUTF8"] : ["8BITMIME"] };

        var result = await SendAsync(Options(server.Port, SmtpTls.None), address);

        Assert.Equal(outcome, result.GetType().Name);
        Assert.Equal(said, server.Said.FirstOrDefault(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        var mailFrom = server.Said.FirstOrDefault(line => line.StartsWith("MAIL", StringComparison.Ordinal)) ?? "";
        Assert.Equal(said?.Any(character => character > 127) ?? false, mailFrom.Contains("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_connection_carries_many_mails()
    {
        await using var server = new ScriptedServer();
        var transport = new MailKitTransport(Options(server.Port, SmtpTls.None), TimeProvider.System);

        for (var number = 0; number < 20; number++)
        {
            Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(Mail(number)));
        }

        await transport.RestAsync();
        Assert.Equal((20, 1), (server.Mails.Count, server.Connections));
    }

    [Theory]
    [InlineData("MAIL", "hang up")]
    [InlineData("MAIL", "421 4.4.5 too many mails")]
    [InlineData("MAIL", "421 4.4.5 too many mails and hang up")]
    [InlineData("RCPT", "hang up")]
    [InlineData("DATA", "hang up")]
    public async Task A_kept_connection_that_breaks_loses_nothing_and_puts_nothing_off(string point, string deed)
    {
        // The first connection serves one mail and breaks at the second.
        var mails = 0;
        await using var server = new ScriptedServer
        {
            Deeds = (where, connection, _) => where == point && connection == 1 && Interlocked.Increment(ref mails) > 1 ? deed : null,
        };
        var transport = new MailKitTransport(Options(server.Port, SmtpTls.None), TimeProvider.System);

        for (var number = 0; number < 3; number++)
        {
            Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(Mail(number)));
        }

        await transport.RestAsync();
        Assert.Equal((3, 2), (server.Mails.Count, server.Connections));
    }

    [Fact]
    public async Task A_kept_connection_that_breaks_behind_the_last_byte_leaves_it_unknown()
    {
        var dots = 0;
        await using var server = new ScriptedServer { Deeds = (where, _, _) => where == "." && Interlocked.Increment(ref dots) == 2 ? "hang up" : null };
        var transport = new MailKitTransport(Options(server.Port, SmtpTls.None), TimeProvider.System);

        var outcomes = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            outcomes.Add((await transport.SendAsync(Mail(number))).GetType().Name);
        }

        await transport.RestAsync();
        Assert.Equal(["Accepted", "Unknown", "Accepted"], outcomes);
    }

    [Fact]
    public async Task A_server_may_look_at_a_mail_for_longer_than_an_attempt_may_take()
    {
        await using var server = ScriptedServer.At(".", "late 3");
        var options = Options(server.Port, SmtpTls.None);
        options.AttemptTimeout = TimeSpan.FromSeconds(2);

        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(options));
    }

    [Theory]
    [InlineData("nothing listens", "nothing listens at localhost:1")]
    [InlineData("host unknown", "there is no host")]
    [InlineData("starttls missing", "offers no STARTTLS")]
    [InlineData("certificate", "shows a certificate that this machine does not trust")]
    [InlineData("no TLS", "speaks no TLS from the first byte")]
    [InlineData("password file missing", "(Delivery:SmtpPasswordFile) cannot be read")]
    [InlineData("sign-in refused", "refuses the sign-in as monitor: 535")]
    [InlineData("no sign-in offered", "offers no sign-in that is known here")]
    [InlineData("plain", "without TLS (Delivery:SmtpTls is None)")]
    [InlineData("silence", "did not answer within 1 s")]
    public async Task The_check_names_what_is_wrong(string plan, string fault)
    {
        await using var server = new ScriptedServer
        {
            Deeds = (where, _, _) => (plan, where) switch
            {
                ("sign-in refused", "AUTH") => "535 5.7.8 wrong",
                ("silence", "greeting") => "silence",
                _ => null,
            },
            Certificate = plan == "certificate" ? TestCertificate.ForLocalhost : null,
            Offers = plan is "sign-in refused" or "password file missing" ? ["AUTH PLAIN"] : [],
        };
        var options = Options(server.Port, plan switch
        {
            "starttls missing" or "certificate" => SmtpTls.Demanded,
            "no TLS" => SmtpTls.FirstByte,
            _ => SmtpTls.None,
        });
        options.SmtpUser = plan is "sign-in refused" or "no sign-in offered" or "password file missing" ? "monitor" : "";
        options.SmtpPassword = "secret";
        options.SmtpPasswordFile = plan == "password file missing" ? Path.Combine(_folder, "not there") : "";
        options.AttemptTimeout = TimeSpan.FromSeconds(plan == "silence" ? 0.7 : 20);
        (options.SmtpHost, options.SmtpPort) = plan switch
        {
            "nothing listens" => ("localhost", 1),
            "host unknown" => ("no-such-host.invalid", 25),
            "plain" => ("mail.internal", 25),
            _ => (options.SmtpHost, options.SmtpPort),
        };
        if (plan == "host unknown")
        {
            options.SmtpTls = SmtpTls.Demanded;
        }

        var check = await new SmtpOpening(options).CheckAsync(CancellationToken.None);

        Assert.Contains(fault, check.Fault, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task The_check_says_what_the_server_can_and_sends_nothing()
    {
        await using var server = new ScriptedServer { Certificate = TestCertificate.ForLocalhost, Offers = ["SIZE 1000000", "SMTPUTF8", "AUTH PLAIN"] };
        var options = Options(server.Port, SmtpTls.Demanded);
        (options.SmtpUser, options.SmtpPassword) = ("monitor", "secret");

        var check = await new SmtpOpening(options, (_, shown, _, _) => shown is not null).CheckAsync(CancellationToken.None);

        Assert.Null(check.Fault);
        Assert.Contains(check.Facts, fact => fact.Contains("over Tls", StringComparison.Ordinal));
        Assert.Contains("signed in as monitor", check.Facts);
        Assert.Contains("takes mails up to 1,000,000 bytes", check.Facts);
        Assert.Contains("takes addresses with letters beyond ASCII", check.Facts);
        Assert.Contains("QUIT", server.Said);
        Assert.DoesNotContain(server.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Monitor.Delivery.Mail.OutgoingMail Mail(int number) => MailKitTransportTests.Mail("reader@example.org") with { Key = $"mail {number}" };

    private static DeliveryOptions Options(int port, SmtpTls tls) => new()
    {
        From = "Monitor <monitor@example.org>",
        SmtpHost = "localhost",
        SmtpPort = port,
        SmtpTls = tls,
        AttemptTimeout = TimeSpan.FromSeconds(20),
        AnswerTimeout = TimeSpan.FromSeconds(20),
    };

    private static async Task<DeliveryOutcome> SendAsync(DeliveryOptions options, string to = "reader@example.org")
    {
        var transport = new MailKitTransport(options, TimeProvider.System);
        var outcome = await transport.SendAsync(MailKitTransportTests.Mail(to));
        await transport.RestAsync();
        return outcome;
    }
}
