using FsCheck;
using FsCheck.Fluent;
using Monitor.Feeds.Polling;

namespace Monitor.Tests.Feeds;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly PollFinding Unchanged = new(PollOutcome.NotModified) { HasValidators = true };

    [Fact]
    public void Nothing_new_lengthens_the_interval_slowly() => Assert.Equal(Hour * 1.2, Decide(Unchanged).Interval);

    [Fact]
    public void The_more_of_the_list_is_new_the_faster_the_interval_falls()
    {
        Assert.InRange(Decide(Listing(20, 1)).Interval, Hour * 0.8, Hour);
        Assert.Equal(Hour / 4, Decide(Listing(20, 20)).Interval);
    }

    [Fact]
    public void A_list_that_turned_over_is_reported_as_one_that_may_have_lost_entries() =>
        Assert.Contains("may have been missed", Decide(Listing(20, 20)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_asks_for_more_time_gets_it()
    {
        Assert.Equal(Noon + (Hour * 3), Decide(Unchanged with { FreshFor = Hour * 3 }).At);
        Assert.Equal(Noon + (Hour * 5), Decide(Unchanged with { FreshFor = Hour * 3, FeedWish = Hour * 5 }).At);
        Assert.Equal(Noon.AddDays(3), Decide(Unchanged with { RetryAfter = TimeSpan.FromDays(3) }).At);
    }

    [Fact]
    public void No_wish_counts_for_more_than_a_day_and_no_rest_for_more_than_a_week()
    {
        Assert.Equal(Noon.AddDays(1), Decide(Unchanged with { FreshFor = TimeSpan.FromDays(365) }).At);
        Assert.Equal(Noon.AddDays(7), Decide(Unchanged with { RetryAfter = TimeSpan.FromDays(365) }).At);
    }

    [Fact]
    public void Without_validators_an_hour_is_the_least_unless_the_admin_says_so()
    {
        var quarter = TimeSpan.FromMinutes(15);
        Assert.Equal(Noon + Hour, PollSchedule.Decide(Noon, quarter, 0, null, 0, Listing(9, 0) with { HasValidators = false }).At);
        Assert.Equal(Noon + quarter, PollSchedule.Decide(Noon, Hour, 0, new PollWish(quarter, false), 0, Listing(9, 0) with { HasValidators = false }).At);
    }

    [Theory]
    [InlineData(PollOutcome.NotFound, 2)]
    [InlineData(PollOutcome.Denied, 2)]
    [InlineData(PollOutcome.Tls, 2)]
    [InlineData(PollOutcome.NotAFeed, 2)]
    [InlineData(PollOutcome.ServerError, 1.414)]
    [InlineData(PollOutcome.TimedOut, 1.414)]
    [InlineData(PollOutcome.ConnectionBroken, 1.414)]
    [InlineData(PollOutcome.NameServiceDown, 1.189)]
    [InlineData(PollOutcome.TooManyRequests, 1)]
    public void Each_kind_of_failure_has_its_weight_in_the_back_off(PollOutcome outcome, double hours)
    {
        var decision = Decide(new PollFinding(outcome));

        Assert.Equal(hours, (decision.At!.Value - Noon).TotalHours, 3);
        Assert.Equal(Hour, decision.Interval);
    }

    [Fact]
    public void A_dead_feed_is_asked_once_a_day_and_never_given_up()
    {
        var weight = 0.0;
        var at = Noon;
        for (var poll = 0; poll < 1_000; poll++)
        {
            var decision = PollSchedule.Decide(at, Hour, weight, null, 1, new PollFinding(PollOutcome.NotFound));
            Assert.NotNull(decision.At);
            Assert.True(decision.At - at <= PollSchedule.IntervalMax);
            (weight, at) = (decision.FailureWeight, decision.At.Value);
        }
    }

    [Fact]
    public void Gone_ends_it() => Assert.Null(Decide(new PollFinding(PollOutcome.Gone)).At);

    [Fact]
    public void Whatever_happens_the_next_time_lies_between_a_quarter_of_an_hour_and_a_week() =>
        Prop.ForAll((PollOutcome outcome, NonNegativeInt freshSeconds, NonNegativeInt restSeconds) =>
        {
            var finding = new PollFinding(outcome)
            {
                EntriesListed = freshSeconds.Get,
                EntriesNew = Math.Min(restSeconds.Get, freshSeconds.Get),
                FreshFor = TimeSpan.FromSeconds(freshSeconds.Get),
                RetryAfter = TimeSpan.FromSeconds(restSeconds.Get * 1_000L),
                HasValidators = true,
            };
            var decision = PollSchedule.Decide(Noon, TimeSpan.FromMinutes(15), 0, null, -1, finding);
            return decision.At is null ? outcome is PollOutcome.Gone : decision.At - Noon is var wait
                && wait >= TimeSpan.FromMinutes(13.5) && wait <= TimeSpan.FromDays(7) && wait >= Min(finding.RetryAfter!.Value, TimeSpan.FromDays(7));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Feeds_do_not_march_in_step()
    {
        var jitters = Enumerable.Range(1, 1_000).Select(PollSchedule.JitterOf).ToList();

        Assert.All(jitters, jitter => Assert.InRange(jitter, -1, 1));
        Assert.InRange(jitters.Average(), -0.05, 0.05);
        Assert.True(jitters.Distinct().Count() > 990);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static PollFinding Listing(int listed, int isNew) =>
        new(PollOutcome.Parsed) { EntriesListed = listed, EntriesNew = isNew, HasValidators = true };

    private static PollDecision Decide(PollFinding finding) => PollSchedule.Decide(Noon, Hour, 0, null, 0, finding);
}
