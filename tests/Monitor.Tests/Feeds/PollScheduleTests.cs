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

    [Theory]
    // The operator's interval, the server's max-age, the feed's ttl, Retry-After in minutes; the wait.
    [InlineData(5, 0, 0, 0, false, 5)]
    [InlineData(5, 30, 0, 0, false, 30)]
    [InlineData(5, 0, 60, 0, false, 60)]
    [InlineData(5, 30, 60, 0, true, 5)]
    [InlineData(5, 30, 60, 20, true, 20)]
    [InlineData(300, 30, 60, 0, false, 300)]
    [InlineData(300, 30, 60, 0, true, 300)]
    public void The_operators_interval_stands_and_the_publishers_wishes_win_unless_he_has_agreed(
        int every, int maxAge, int timeToLive, int retryAfter, bool isAgreed, int wait)
    {
        var decision = PollSchedule.Decide(Noon, Hour, 0, new PollWish(TimeSpan.FromMinutes(every), isAgreed), 1, Listing(9, 3) with
        {
            HasValidators = false,
            FreshFor = TimeSpan.FromMinutes(maxAge),
            FeedWish = TimeSpan.FromMinutes(timeToLive),
            RetryAfter = retryAfter == 0 ? null : TimeSpan.FromMinutes(retryAfter),
        });

        Assert.Equal(Noon.AddMinutes(wait), decision.At);
    }

    [Theory]
    [InlineData(PollOutcome.ServerError)]
    [InlineData(PollOutcome.NotFound)]
    [InlineData(PollOutcome.TooManyRequests)]
    public void Failures_put_off_even_what_was_agreed(PollOutcome outcome) => Assert.True(
        PollSchedule.Decide(Noon, Hour, 2, new PollWish(TimeSpan.FromMinutes(5), true), 0, new PollFinding(outcome)).At > Noon.AddMinutes(14));

    [Theory]
    [InlineData("5m", 5, false)]
    [InlineData("1d", 1440, false)]
    [InlineData("1h30m", 90, false)]
    [InlineData("60s", 1, false)]
    [InlineData("5m agreed", 5, true)]
    [InlineData("24h", 1440, false)]
    public void An_interval_is_written_as_it_is_said(string text, int minutes, bool isAgreed)
    {
        Assert.True(PollWish.TryParse(text, out var wish));
        Assert.Equal(new PollWish(TimeSpan.FromMinutes(minutes), isAgreed), wish);
        Assert.True(PollWish.TryParse(wish.ToString(), out var again) && again == wish);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("30s")]
    [InlineData("25h")]
    [InlineData("5m please")]
    [InlineData("agreed")]
    public void What_is_no_span_between_a_minute_and_a_day_is_none(string text) => Assert.False(PollWish.TryParse(text, out _));

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
        }).Holds();

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
