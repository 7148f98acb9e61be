using Monitor.Delivery;
using Monitor.Delivery.Mail;

namespace Monitor.IntegrationTests.Delivery;

public sealed class FolderTransportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-mail-").FullName;

    [Fact]
    public async Task A_mail_sent_again_leaves_one_file()
    {
        var transport = new FolderTransport(_folder);
        var mail = MailKitTransportTests.Mail("reader@example.org");

        Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(mail));
        Assert.IsType<DeliveryOutcome.Accepted>(await transport.SendAsync(mail));

        Assert.Equal([transport.FileOf(mail.Key), Path.ChangeExtension(transport.FileOf(mail.Key), ".html")], Directory.GetFileSystemEntries(_folder).Order());
    }

    [Fact]
    public async Task A_file_is_the_mail_that_a_server_would_get()
    {
        var transport = new FolderTransport(_folder);
        var mail = MailKitTransportTests.Mail("reader@example.org");
        await transport.SendAsync(mail);

        var judged = Assert.Single(await MailJudge.JudgeAsync([transport.FileOf(mail.Key)]));

        Assert.Empty(judged.GetProperty("defects").EnumerateArray());
        Assert.Equal("Mon, 19 Jul 2021 12:00:00 +0000", judged.GetProperty("headers").GetProperty("Date").GetString());
        Assert.False(judged.GetProperty("headers").TryGetProperty("X-Receiver", out _));
        Assert.Equal(mail.Text.ReplaceLineEndings("\n"), judged.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_defers()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        var result = await new FolderTransport(file).SendAsync(MailKitTransportTests.Mail("reader@example.org"));

        Assert.IsType<DeliveryOutcome.Deferred>(result);
    }

    [Fact]
    public void Keys_that_look_alike_get_files_of_their_own()
    {
        var transport = new FolderTransport(_folder);

        Assert.NotEqual(transport.FileOf("alert/desk/1"), transport.FileOf("alert/desk-1"));
        Assert.StartsWith(transport.Folder, transport.FileOf("../../etc/passwd"), StringComparison.Ordinal);
        Assert.Equal(transport.Folder, Path.GetDirectoryName(transport.FileOf("../../" + new string('a', 500))));
    }

    [Theory, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [InlineData(0, typeof(DeliveryOutcome.Accepted))]
    [InlineData(67, typeof(DeliveryOutcome.Rejected))]
    [InlineData(75, typeof(DeliveryOutcome.Deferred))]
    [InlineData(1, typeof(DeliveryOutcome.Deferred))]
    public async Task The_exit_code_of_sendmail_decides_the_outcome(int exitCode, Type outcome)
    {
        var program = Path.Combine(_folder, "sendmail");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$@\" > {_folder}/arguments\ncat > {_folder}/mail.eml\nexit {exitCode}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var transport = new SendmailTransport(new DeliveryOptions { From = "Monitor <monitor@example.org>", SendmailPath = program });

        Assert.IsType(outcome, await transport.SendAsync(MailKitTransportTests.Mail("reader@example.org")));

        Assert.Equal("-i -f monitor@example.org -- reader@example.org\n", await File.ReadAllTextAsync(Path.Combine(_folder, "arguments")));
        var judged = Assert.Single(await MailJudge.JudgeAsync([Path.Combine(_folder, "mail.eml")]));
        Assert.Empty(judged.GetProperty("defects").EnumerateArray());
    }

    [Fact]
    public async Task A_sendmail_that_is_not_there_defers()
    {
        var transport = new SendmailTransport(new DeliveryOptions { SendmailPath = Path.Combine(_folder, "nothing") });

        Assert.IsType<DeliveryOutcome.Deferred>(await transport.SendAsync(MailKitTransportTests.Mail("reader@example.org")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
