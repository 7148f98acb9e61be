using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.IntegrationTests.Delivery;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.IntegrationTests.Worker;

/// <summary><c>monitor mail bounces</c> on a folder of what came back.</summary>
public sealed class MailBouncesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-bounces-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_that_brings_back_no_mail_of_ours_changes_nothing_and_lines_fit_a_terminal()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, "ines", "ines@example.org");
        await WriteAsync("1.eml", $"""
            From: MAILER-DAEMON@example.org
            To: monitor@example.org
            Subject: failure notice

            <ines@example.org>:
            550 5.1.1 no such user here, {string.Concat(Enumerable.Repeat("and that is said at length, ", 8))}
            """);

        var (code, output, errors) = await RunAsync(database);

        Assert.Equal((0, "1 mail: 1 report of failed delivery, 0 complaints, 0 left out"), (code, errors.Trim()));
        Assert.StartsWith("ines: no such user (5.1.1): brings back no mail of ours", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.False((await SubscriberAsync(database)).IsSuppressed);
    }

    [Theory]
    [InlineData("digest/mirte/2026-03-10/07:00", "abuse", "no digest any more", "digest off")]
    [InlineData("alert/mirte/mail/7", "abuse", "no alerts by mail any more", "alerts off")]
    [InlineData("alert/mirte/mail/7", "opt-out", "no alerts by mail any more", "alerts off")]
    [InlineData("confirm/mirte/1", "abuse", "such mails are not sent again", "")]
    [InlineData("digest/another/2026-03-10/07:00", "abuse", "names no mail of ours: nothing changed", "")]
    [InlineData("digest/mirte/2026-03-10/07:00", "not-spam", null, "")]
    public async Task A_complaint_takes_the_reader_off_that_kind_of_mail(string key, string feedback, string? says, string becomes)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, "mirte", "mirte@example.org", key.Contains("mirte", StringComparison.Ordinal) ? key : "digest/mirte/2026-03-09/07:00");

        Assert.Equal(says, await RecordAsync(database, Complaint(key, feedback)));

        Assert.Equal(becomes, string.Join(' ', Off(await SubscriberAsync(database))));
    }

    [Fact]
    public async Task The_same_complaint_read_again_does_not_take_off_who_came_back()
    {
        const string Key = "digest/mirte/2026-03-10/07:00";
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, "mirte", "mirte@example.org", Key);
        var dry = await RecordAsync(database, Complaint(Key, "abuse"), isDry: true);
        Assert.Empty(Off(await SubscriberAsync(database)));
        await RecordAsync(database, Complaint(Key, "abuse"));
        await using (var db = database.Contexts.CreateDbContext())
        {
            (await db.Set<Subscriber>().SingleAsync()).WantDigest(true, TimeProvider.System.GetUtcNow(), 0);
            await db.SaveChangesAsync();
        }

        Assert.Equal(("not noted: --dry-run", "known"), (dry, await RecordAsync(database, Complaint(Key, "abuse"))));
        Assert.Empty(Off(await SubscriberAsync(database)));
    }

    [Fact]
    public async Task A_complaint_stands_in_the_history()
    {
        const string Key = "digest/mirte/2026-03-10/07:00";
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AddAsync(database, "mirte", "mirte@example.org", Key);
        await WriteAsync("1.eml", Complaint(Key, "abuse"));

        var (code, output, errors) = await RunAsync(database);
        var (_, history, _) = await CommandLineTests.RunInAsync(_folder, "subscriber", "history", "mirte", "--json", "--database", database.Url);

        Assert.Equal(
            (0, "mirte: complaint: no digest any more", "1 mail: 0 reports of failed delivery, 1 complaint, 0 left out"), (code, output.Trim(), errors.Trim()));
        Assert.Contains("the reader called it junk: no digest any more, since ", history, StringComparison.Ordinal);
    }

    /// <summary>What came of the complaint; null where the mail is none.</summary>
    private static async Task<string?> RecordAsync(TestDatabase database, string mail, bool isDry = false)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        using var message = await MimeMessage.LoadAsync(stream);
        await using var db = database.Contexts.CreateDbContext();
        return ComplaintReader.Read(message) is { } complaint
            ? (await db.RecordComplaintAsync(complaint, message.Date, TimeProvider.System.GetUtcNow(), isDry, CancellationToken.None)).Result
            : null;
    }

    private static IEnumerable<string> Off(Subscriber subscriber) =>
        new[] { subscriber.DigestOffAt is null ? "" : "digest off", subscriber.AlertsOffAt is null ? "" : "alerts off" }.Where(word => word.Length > 0);

    private static string Complaint(string key, string feedback) => $"""
        From: fbl@postland.test
        To: abuse@example.org
        Subject: FW: news
        Date: Tue, 10 Mar 2026 09:14:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="arf"

        --arf
        Content-Type: text/plain

        Somebody pressed "this is junk".

        --arf
        Content-Type: message/feedback-report

        Feedback-Type: {feedback}
        User-Agent: Postland-FBL/2.1
        Version: 1

        --arf
        Content-Type: text/rfc822-headers

        From: Monitor <monitor@example.org>
        To: [redacted]
        Message-ID: {MessageId.Of(key, "example.org")}

        --arf--
        """;

    private Task WriteAsync(string name, string mail)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "mails"));
        return File.WriteAllTextAsync(Path.Combine(_folder, "mails", name), mail.ReplaceLineEndings("\r\n"));
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(TestDatabase database, params string[] further) =>
        CommandLineTests.RunInAsync(_folder, ["mail", "bounces", "mails", "--database", database.Url, .. further]);

    private static async Task AddAsync(TestDatabase database, string name, string address, params string[] keys)
    {
        await using var db = database.Contexts.CreateDbContext();
        var morning = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
        db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, new SubscriberSettings()), morning, 0, isFromFile: true));
        foreach (var key in keys)
        {
            var message = (MailKitTransportTests.Mail(address) with { Key = key, ComposedAt = morning }).ToOutbox(name, urgent: false);
            (message.State, message.DueAt) = (OutboxState.Sent, null);
            db.Add(message);
        }

        await db.SaveChangesAsync();
    }

    private static async Task<Subscriber> SubscriberAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Set<Subscriber>().AsNoTracking().SingleAsync();
    }
}
