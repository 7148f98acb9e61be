using System.Diagnostics;
using System.Security.Cryptography;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Mail.Smtp;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>The signature, verified by python3-dkim with a name server of one record.</summary>
public sealed class DkimTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-dkim-").FullName;
    private readonly string _keyFile;
    private readonly string _record;

    public DkimTests()
    {
        using var key = RSA.Create(2048);
        _keyFile = Path.Combine(_folder, "key.pem");
        File.WriteAllText(_keyFile, key.ExportPkcs8PrivateKeyPem());
        _record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
    }

    [Theory]
    [InlineData("as it was sent", "valid")]
    [InlineData("another subject", "invalid")]
    [InlineData("another text", "invalid")]
    [InlineData("another address to leave by", "invalid")]
    public async Task A_mail_as_a_server_received_it_bears_a_signature_that_holds(string change, string expected)
    {
        await using var server = new ScriptedServer { Offers = ["8BITMIME", "SIZE 10000000"] };
        var options = new DeliveryOptions
        {
            From = "Monitor <monitor@example.org>",
            SmtpHost = "localhost",
            SmtpPort = server.Port,
            SmtpTls = SmtpTls.None,
            DkimSelector = "monitor",
            DkimKeyFile = _keyFile,
        };
        var transport = new SigningTransport(new MailKitTransport(options, TimeProvider.System), options);
        Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(MailKitTransportTests.Mail("reader@example.org")));
        Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(MailKitTransportTests.Mail("reader@example.org")));
        await transport.RestAsync();

        // The same mail has the same signature. A line that began with a dot came with two.
        var mails = server.Mails.ToArray();
        Assert.Equal(mails[0], mails[1]);
        var mail = mails[0].Replace("\r\n..", "\r\n.", StringComparison.Ordinal);
        var changed = change switch
        {
            "another subject" => mail.Replace("\r\nSubject:", "\r\nSubject: Re:", StringComparison.Ordinal),
            "another text" => mail.Replace("First line", "Another line", StringComparison.Ordinal),
            "another address to leave by" => mail.Replace("https://example.org/leave", "https://example.org/other", StringComparison.Ordinal),
            _ => mail,
        };

        Assert.Equal(change == "as it was sent", mail == changed);
        Assert.Equal($"{expected} monitor._domainkey.example.org.", await VerifyAsync(changed));
    }

    [Fact]
    public async Task Without_its_key_all_mail_waits()
    {
        var options = new DeliveryOptions { DkimSelector = "monitor", DkimKeyFile = Path.Combine(_folder, "not there") };

        var outcome = await new SigningTransport(new FolderTransport(_folder), options).SendAsync(MailKitTransportTests.Mail("reader@example.org"));

        Assert.True(Assert.IsType<DeliveryOutcome.Halted>(outcome).NeedsOperator);
        Assert.Empty(Directory.GetFiles(_folder, "*.eml"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> VerifyAsync(string mail)
    {
        var file = Path.Combine(_folder, "received.eml");
        await File.WriteAllTextAsync(file, mail);
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Delivery", "dkim_check.py"), file, "monitor._domainkey.example.org", _record })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return said;
    }
}
