using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Pipeline;
using Monitor.Subscribers;

namespace Monitor.Tests.Pipeline;

public sealed partial class InstantRulesTests
{
    private static readonly DateTimeOffset Now = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DigestSlot[] Slots = [new(new TimeOnly(7, 0), []), new(new TimeOnly(16, 30), [DayOfWeek.Friday])];

    public static TheoryData<string, string> Cases => CaseFile.Read("instants-ahead.cases");

    [Theory, MemberData(nameof(Cases))]
    public void An_instant_that_lies_too_far_ahead_is_set_anew(string asked, string expected)
    {
        var words = asked.Split(' ');
        var at = words[1] == "never" ? InstantRules.Never : Now + Span(words[1]);
        var anew = words[0] switch
        {
            "lease" => InstantRules.Lease(at, Span(words[2]), Now),
            "planned" => InstantRules.Planned(at, words[2] == "unknown" ? null : Now + Span(words[2]), Now),
            "digest" => InstantRules.Digest(at, Slots, Berlin, Now),
            _ => InstantRules.Done(at, Now),
        };

        Assert.Equal(expected == "stays" ? null : Now + Span(expected), anew);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_was_set_anew_stays(string asked, string expected)
    {
        if (expected != "stays" && asked.Split(' ') is ["planned" or "lease", _, var other, ..] words)
        {
            Assert.Null(words[0] == "lease" ? InstantRules.Lease(Now + Span(expected), Span(other), Now) : InstantRules.Planned(Now + Span(expected), Now, Now));
        }
    }

    private static TimeSpan Span(string text)
    {
        var sum = Part().Matches(text).Aggregate(TimeSpan.Zero, (sum, part) => sum + (int.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture)
            * part.Groups[2].Value switch { "d" => TimeSpan.FromDays(1), "h" => TimeSpan.FromHours(1), "m" => TimeSpan.FromMinutes(1), _ => TimeSpan.FromSeconds(1) }));
        return text.StartsWith('-') ? -sum : sum;
    }

    [GeneratedRegex("([0-9]+)([dhms])")]
    private static partial Regex Part();
}
