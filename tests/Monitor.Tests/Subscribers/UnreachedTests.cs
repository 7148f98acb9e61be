using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.Tests.Subscribers;

/// <summary>What has become of a subscriber decides what still goes out.</summary>
public sealed class UnreachedTests
{
    private static readonly DateTimeOffset Now = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("confirmed", null)]
    [InlineData("new", "the address is not confirmed")]
    [InlineData("left", "the subscriber left")]
    [InlineData("removed", "the subscriber left")]
    [InlineData("again", "the address is not confirmed")]
    [InlineData("no digest", "they want none")]
    [InlineData("paused", "paused until 2021-07-20 12:00:00Z")]
    [InlineData("pause over", null)]
    [InlineData("suppressed", "the address refuses mails: 550 full")]
    public void A_digest_by_hand_needs_somebody_who_may_get_it(string who, string? why) => Assert.Equal(why, Of(who).WhyNoDigest(Now));

    [Theory]
    [InlineData("confirmed", "digest/desk/1", "desk@example.org", null)]
    [InlineData("confirmed", "digest/desk/1", "Desk@EXAMPLE.org", null)]
    [InlineData("confirmed", "digest/desk/1", "old@example.org", "the address is another one by now")]
    [InlineData("confirmed", "alert/desk/1", null, null)]
    [InlineData("confirmed", "confirm/desk/1", "desk@example.org", "the address is not awaited any more")]
    [InlineData("moving", "digest/desk/1", "desk@example.org", null)]
    [InlineData("moving", "digest/desk/1", "next@example.org", "the address is another one by now")]
    [InlineData("moving", "confirm/desk/1", "next@example.org", null)]
    [InlineData("new", "confirm/desk/1", "desk@example.org", null)]
    [InlineData("left", "digest/desk/1", "desk@example.org", "the subscriber left")]
    [InlineData("left", "alert/desk/1", null, "the subscriber left")]
    [InlineData("left", "confirm/desk/1", "desk@example.org", null)]
    [InlineData("removed", "confirm/desk/1", "desk@example.org", "the address is not awaited any more")]
    [InlineData("again", "alert/desk/1", null, "the address is not confirmed")]
    [InlineData("again", "confirm/desk/1", "again@example.org", null)]
    [InlineData("suppressed", "digest/desk/1", "desk@example.org", "550 full")]
    [InlineData("suppressed", "alert/desk/1", null, null)]
    [InlineData("new, suppressed", "confirm/desk/1", "desk@example.org", null)]
    [InlineData("paused", "digest/desk/1", "desk@example.org", null)]
    public void What_waits_in_the_outbox_is_sent_to_who_is_still_there(string who, string key, string? address, string? why) =>
        Assert.Equal(why, Of(who).WhyNotSent(key, address));

    [Fact]
    public void Who_leaves_is_not_asked_to_confirm_another_address()
    {
        var one = Of("moving");
        one.ConfirmationDue = true;
        one.Leave(Now);
        Assert.Equal((null, false), (one.NewAddress, one.ConfirmationDue));
    }

    private static Subscriber Of(string who)
    {
        var one = new Subscriber { Name = "desk", Address = "desk@example.org", Settings = new SubscriberSettings(), CreatedAt = Now };
        one.ConfirmedAt = who.StartsWith("new", StringComparison.Ordinal) ? null : Now;
        if (who.EndsWith("suppressed", StringComparison.Ordinal))
        {
            (one.SuppressedAddress, one.SuppressedReason) = (one.Address, "550 full");
        }

        switch (who)
        {
            case "left":
                one.Leave(Now);
                break;
            case "removed" or "again":
                one.Remove();
                break;
            case "no digest":
                one.WantDigest(false, Now, 0);
                break;
            case "paused":
                one.PausedUntil = Now.AddDays(1);
                break;
            case "pause over":
                one.PausedUntil = Now;
                break;
            case "moving":
                one.NewAddress = "next@example.org";
                break;
        }

        if (who == "again")
        {
            one.TakeInAgain("again@example.org", one.Settings, Now);
        }

        return one;
    }
}
