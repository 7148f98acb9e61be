using System.Globalization;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Mail.Smtp;

namespace Monitor.Tests.Delivery;

public sealed class SmtpVerdictTests
{
    public static TheoryData<string, string> Verdicts => CaseFile.Read("smtp-verdicts.cases");

    public static TheoryData<string, string> Users => CaseFile.Read("no-such-user.cases");

    [Theory, MemberData(nameof(Verdicts))]
    public void Where_the_conversation_stood_and_what_came_there_decide_what_became_of_the_mail(string what, string expected)
    {
        var parts = what.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var phase = Enum.Parse<SmtpPhase>(parts[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        var outcome = parts[1] == "broken"
            ? SmtpVerdict.Broken(phase, "the connection broke")
            : SmtpVerdict.Answered(phase, int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);

        Assert.Equal(expected, Word(outcome));
    }

    [Theory, MemberData(nameof(Users))]
    public void A_refusal_says_whether_there_is_such_a_user(string said, string expected) => Assert.Equal(expected == "yes", NoSuchUser.IsSaid(said));

    private static string Word(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Halted { NeedsOperator: true } => "halted!",
        DeliveryOutcome.Deferred { IsNotRelayed: true } => "deferred!",
        DeliveryOutcome.Rejected { NoSuchUser: true } => "rejected!",
        _ => outcome.GetType().Name.ToLowerInvariant(),
    };
}
