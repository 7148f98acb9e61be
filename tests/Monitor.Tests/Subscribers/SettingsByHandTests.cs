using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed class SettingsByHandTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SubscriberSettings Other = new()
    {
        DisplayName = "Another desk",
        TimeZone = "Europe/Berlin",
        Digests = [new DigestSlot(new TimeOnly(18, 0), [DayOfWeek.Friday])],
        DigestChannels = ["mail", "soc"],
        Interests = new Interests { Topics = ["ransomware"] },
        AtLeast = 3,
        Length = DigestLength.Short,
        Language = "de",
        SendWhenEmpty = true,
        Alerts = [new AlertRule { Name = "all" }],
        Channels = [new ChannelAddress("soc", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "https://soc.example.org/" })],
        AlertsPerHourMax = 3,
        FeedTroubles = true,
    };

    [Fact]
    public void Every_setting_is_a_part_that_can_be_changed_by_hand()
    {
        var parts = SettingsByHand.Differences(new SubscriberSettings(), Other);

        Assert.Equal(typeof(SubscriberSettings).GetProperties().Length, parts.Count);
        Assert.Equal(
            SubscriberMapping.Write(Other), SubscriberMapping.Write(SettingsByHand.Keep(Other, new SubscriberSettings(), parts)));
    }

    [Fact]
    public void What_is_changed_by_hand_outlives_the_file_and_the_rest_follows_it()
    {
        var subscriber = Added(new SubscriberSettings());
        subscriber.ChangeByHand(subscriber.Settings with { Length = DigestLength.Long, Language = "de" }, Noon);

        var kept = SettingsByHand.Keep(subscriber.Settings, Other, subscriber.ByHand);

        Assert.Equal(["language", "length"], subscriber.ByHand);
        Assert.Equal((DigestLength.Long, "de", "Another desk", 3), (kept.Length, kept.Language, kept.DisplayName, kept.AtLeast));
    }

    [Fact]
    public void An_address_moves_when_it_is_confirmed_at_the_new_one()
    {
        var subscriber = Added(new SubscriberSettings());
        subscriber.Confirm(Noon, 5);

        subscriber.MoveByHand("new@example.org");
        Assert.Equal(("desk@example.org", "new@example.org", true), (subscriber.Address, subscriber.AwaitedAddress, subscriber.ConfirmationDue));
        subscriber.Confirm(Noon, 6);
        Assert.Equal(("new@example.org", null, false), (subscriber.Address, subscriber.AwaitedAddress, subscriber.ConfirmationDue));

        subscriber.MoveByHand("third@example.org");
        subscriber.MoveByHand("new@example.org");
        Assert.Equal(("new@example.org", null, false), (subscriber.Address, subscriber.AwaitedAddress, subscriber.ConfirmationDue));
    }

    [Fact]
    public void One_who_was_never_confirmed_has_only_the_newest_address()
    {
        var subscriber = Added(new SubscriberSettings());
        subscriber.MoveByHand("right@example.org");
        Assert.Equal(("right@example.org", "right@example.org", true), (subscriber.Address, subscriber.AwaitedAddress, subscriber.ConfirmationDue));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(8, 90)]
    public void Who_takes_the_digest_again_soon_is_told_what_came_meanwhile(int days, long told)
    {
        var subscriber = Added(new SubscriberSettings());
        subscriber.Confirm(Noon, 4);

        subscriber.WantDigest(false, Noon, 10);
        subscriber.WantDigest(true, Noon.AddDays(days), 90);

        Assert.Equal((told, null), (subscriber.ToldSequence, subscriber.DigestOffAt));
        Assert.Equal(Noon.AddDays(days), subscriber.DigestsFrom);
    }

    [Fact]
    public void A_reader_of_alerts_by_mail_can_leave_them_and_keep_a_webhook()
    {
        var subscriber = Added(Other);
        subscriber.AlertsOffAt = Noon;
        Assert.False(subscriber.Wants(AlertRule.MailChannel));
        Assert.True(subscriber.Wants("soc"));
    }

    private static Subscriber Added(SubscriberSettings settings) =>
        SubscriberQueries.New(new SubscriberEntry("desk", "desk@example.org", settings), Noon.AddDays(-30), 0, isFromFile: false);
}
