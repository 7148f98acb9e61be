using System.Text;
using Monitor.Delivery.Bounces;

namespace Monitor.Tests.Delivery;

/// <summary>Whatever lies in a mailbox is read within bounds, and costs itself only.</summary>
public sealed class BounceBoundsTests : IDisposable
{
    private const string Report =
        "From: MAILER-DAEMON@example.org\r\nTo: monitor@example.org\r\nSubject: failure notice\r\n\r\n<reader@example.org>:\r\n550 5.1.1 no such user\r\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-bounces-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_of_bombs_leaves_the_one_report_among_them()
    {
        Write("1-large.eml", "Subject: x\r\n\r\n" + new string('x', BounceFiles.MailBytesMax));
        Write("2-deep.eml", Nested(5_000));
        Write("3-parts.eml", "Content-Type: multipart/report; boundary=b; report-type=delivery-status\r\n\r\n"
            + string.Concat(Enumerable.Repeat(
                "--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n\r\n", 20_000)));
        Write("4-addresses.eml", Report + string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<reader{number}@example.org>:\r\n550 no\r\n")));
        Write("5-empty.eml", "");
        Write("6-nul.eml", new string('\0', 100_000));
        Write("7-report.eml", Report);

        var files = BounceFiles.Read(_folder).ToList();
        var bounces = files.Where(file => file.Mail is not null).ToDictionary(file => Path.GetFileName(file.Name)[..1], file => BounceReader.Read(file.Mail!));

        Assert.Equal(7, files.Count);
        Assert.Contains("larger than", files[0].Fault, StringComparison.Ordinal);
        Assert.Equal("reader@example.org", Assert.Single(bounces["7"]).Recipient);
        Assert.All(bounces.Values, found => Assert.InRange(found.Count, 0, 50));
    }

    [Fact]
    public void An_mbox_gives_each_of_its_mails_and_a_line_of_one_that_begins_with_From_is_no_other()
    {
        var mbox = string.Concat(Enumerable.Range(1, 3).Select(number =>
            "From MAILER-DAEMON Mon Jul 19 12:00:00 2021\n"
            + $"{Report.Replace("reader@", $"reader{number}@", StringComparison.Ordinal)}From here on it is text\n\n"));
        Write("mbox", mbox.Replace("\r\n", "\n", StringComparison.Ordinal));

        var files = BounceFiles.Read(Path.Combine(_folder, "mbox")).ToList();

        Assert.Equal(
            ["reader1@example.org", "reader2@example.org", "reader3@example.org"],
            files.SelectMany(file => BounceReader.Read(file.Mail!)).Select(bounce => bounce.Recipient));
    }

    [Fact]
    public void A_file_that_is_no_mbox_is_named()
    {
        Write("notes.txt", "nothing of the kind");

        Assert.Contains("neither a folder nor an mbox", Assert.Single(BounceFiles.Read(Path.Combine(_folder, "notes.txt"))).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disposition-notification")]
    [InlineData("feedback-report")]
    public void A_receipt_or_a_complaint_is_no_failure(string type)
    {
        Write("a.eml", "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n"
            + $"Content-Type: multipart/report; report-type={type}; boundary=b\r\n\r\n--b\r\n\r\n"
            + "<reader@example.org>: 550 5.1.1 no such user\r\n--b--\r\n");

        Assert.Empty(BounceReader.Read(Assert.Single(BounceFiles.Read(_folder)).Mail!));
    }

    private static string Nested(int depth)
    {
        var mail = new StringBuilder("Subject: x\r\n");
        for (var level = 0; level < depth; level++)
        {
            mail.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
        }

        return mail.Append("Content-Type: text/plain\r\n\r\nx\r\n").ToString();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, Encoding.Latin1);
}
