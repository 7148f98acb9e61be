using System.Globalization;
using Monitor.Delivery;
using Monitor.Delivery.Mail;

namespace Monitor.Tests.Delivery;

public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases => CaseFile.Read("delivery-schedule.cases");

    [Theory, MemberData(nameof(Cases))]
    public void An_outcome_leads_to_the_next_step(string attempt, string expected)
    {
        var parts = attempt.Split(' ');
        var step = DeliverySchedule.After(Outcome(parts[0]), Number(parts[1]), Number(parts[2]), Noon - Age(parts[3]), Noon);

        var minutes = step.DueAt is { } due ? (due - Noon).TotalMinutes.ToString(CultureInfo.InvariantCulture) : "-";
        Assert.Equal(expected, $"{step.State} {minutes}");
    }

    [Fact]
    public void A_message_id_depends_on_the_key_alone()
    {
        Assert.Equal(MessageId.Of("digest/desk/2021-07-20/07:00", "example.org"), MessageId.Of("digest/desk/2021-07-20/07:00", "example.org"));
        Assert.NotEqual(MessageId.Of("a", "example.org"), MessageId.Of("b", "example.org"));
        Assert.NotEqual(MessageId.Of("a", "example.org"), MessageId.OfThread("a", "example.org"));
    }

    private static DeliveryOutcome Outcome(string text)
    {
        var parts = text.Split(':');
        return parts[0] switch
        {
            "accepted" => new DeliveryOutcome.Accepted(),
            "rejected" => new DeliveryOutcome.Rejected("no such user"),
            "halted!" => new DeliveryOutcome.Halted("sign-in refused", NeedsOperator: true),
            "halted" => new DeliveryOutcome.Halted("nothing listens", NeedsOperator: false),
            "unknown" => new DeliveryOutcome.Unknown("the connection broke"),
            _ => new DeliveryOutcome.Deferred("busy", parts.Length > 1 ? TimeSpan.FromMinutes(Number(parts[1])) : null),
        };
    }

    private static TimeSpan Age(string text) => text[^1] switch
    {
        'm' => TimeSpan.FromMinutes(Number(text[..^1])),
        'h' => TimeSpan.FromHours(Number(text[..^1])),
        _ => TimeSpan.FromDays(Number(text[..^1])),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
