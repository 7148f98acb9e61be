using MimeKit;
using Monitor.Delivery.Bounces;

namespace Monitor.Tests.Delivery;

public sealed class BounceReaderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases", "bounces");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.eml").Select(Path.GetFileName).Order(StringComparer.Ordinal).OfType<string>()];

    [Theory, MemberData(nameof(Files))]
    public void A_report_says_whom_it_is_about_and_whether_it_may_pass(string file)
    {
        using var mail = MimeMessage.Load(Path.Combine(Folder, file));

        var read = BounceReader.Read(mail).Select(Line).Order(StringComparer.Ordinal);

        Assert.Equal(Expected(file).Order(StringComparer.Ordinal), read);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_complaint_says_who_and_of_which_mail(string file)
    {
        using var mail = MimeMessage.Load(Path.Combine(Folder, file));

        var read = ComplaintReader.Read(mail) is { } complaint ? $"{complaint.Recipient ?? "-"} <{complaint.MessageId}>" : null;

        var expected = File.ReadLines(Path.Combine(Folder, "expected.tsv")).Select(line => line.Split('\t'))
            .SingleOrDefault(fields => fields[0] == file && fields[2] == "complaint");
        Assert.Equal(expected is null ? null : $"{expected[1]} {expected[5]}", read);
    }

    private static string Line(Bounce bounce) =>
        $"{bounce.Recipient} {Kind(bounce.Kind)} {(bounce.Status.Contains('.', StringComparison.Ordinal) ? bounce.Status : "-")} "
            + $"{(bounce.Kind is BounceKind.NoSuchUser ? "no-such-user" : "else")} {bounce.MessageId ?? "-"}";

    private static string Kind(BounceKind kind) => kind is BounceKind.Passing ? "temporary" : "permanent";

    /// <summary>The lines of expected.tsv that report a failure: file, recipient, kind, status, reason, mail.</summary>
    private static IEnumerable<string> Expected(string file) =>
        from line in File.ReadLines(Path.Combine(Folder, "expected.tsv"))
        let fields = line.Split('\t')
        where fields[0] == file && fields[2] is not ("none" or "complaint")
        let reason = fields[4] == "no-such-user" && fields[2] == "permanent" ? "no-such-user" : "else"
        select $"{fields[1]} {fields[2]} {fields[3]} {reason} {fields[5].Trim('<', '>')}";
}
