using Monitor.AttributionEvents;
using Monitor.Attributions;

namespace Monitor.Tests.AttributionEvents;

/// <summary>How many independent reports stand behind an event: what an alert rule that asks for some goes by.</summary>
public sealed class EventViewTests
{
    [Theory]
    [InlineData("a b c", 3, 0)]
    [InlineData("a a b", 2, 1)]
    [InlineData("a round-up:b round-up:c", 1, 0)] // Round-ups mention.
    [InlineData("a short:b", 1, 0)] // Too short to tell whether it is a's text.
    [InlineData("round-up:a round-up:b short:c", 1, 0)] // Somebody stated it: it is told, to those who want one report.
    [InlineData("rejected:a", 0, 0)]
    public void Round_ups_and_what_is_too_short_to_tell_are_no_further_reports(string groups, int independent, int copies)
    {
        var rows = groups.Split(' ').Select((group, number) => Row(number, group)).ToList();

        var view = EventView.Of(new AttributionEvent { Key = "country:CN/cyber", AccusedRoot = "country:CN" }, rows);

        Assert.Equal((independent, copies), (view.IndependentReports, view.Copies));
    }

    private static Attribution Row(int number, string group) => new()
    {
        Id = number,
        ArticleId = number,
        Key = "country:CN/cyber",
        AccusedRoot = "country:CN",
        Accusers = ["country:US"],
        StateLevelAccusers = ["country:US"],
        CopyGroup = group.Split(':')[^1],
        IsRoundUp = group.StartsWith("round-up", StringComparison.Ordinal),
        IsTooShort = group.StartsWith("short", StringComparison.Ordinal),
        RejectedAt = group.StartsWith("rejected", StringComparison.Ordinal) ? DateTimeOffset.UnixEpoch : null,
        Quote = "The United States accused China.",
        Statement = new Statement
        {
            Accusers = ["country:US"],
            Act = "",
            ActClass = "cyber-espionage",
            Family = "cyber",
            Strength = AttributionStrength.Official,
            Rule = "test",
            Evidence = default,
        },
    };
}
