using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

/// <summary>What is written of subscribers is read back as the same.</summary>
public sealed class SubscriberTextTests
{
    [Fact]
    public void A_subscriber_with_everything_set_comes_back_as_it_was()
    {
        var settings = new SubscriberSettings
        {
            DisplayName = "Desk: \"north\" \\ #1",
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), []), new DigestSlot(new TimeOnly(16, 30), [DayOfWeek.Monday, DayOfWeek.Sunday])],
            DigestChannels = ["mail", "soc"],
            Interests = new Interests { Topics = ["cyber"], Actors = ["country:NO"], Outlets = ["Harbour: Post"], Languages = ["en"], Importance = 20 },
            AtLeast = 2,
            Length = DigestLength.Short,
            Language = "de",
            SendWhenEmpty = true,
            Channels = [new ChannelAddress("soc", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "https://soc.example/h", ["shape"] = "json" })],
            Alerts =
            [
                new AlertRule
                {
                    Name = "All, or none",
                    Accused = ["country:NO"],
                    ActClasses = ["cyber"],
                    AlsoUnknownAccusers = true,
                    MinimumStrength = AttributionStrength.Official,
                    MinimumIndependentReports = 3,
                    QuietHours = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)),
                    Channel = "soc",
                },
            ],
            AlertsPerHourMax = 5,
            FeedTroubles = true,
        };
        SubscriberEntry[] entries = [new("desk", "desk@example.org", settings), new("plain", "plain@example.org", new SubscriberSettings { DisplayName = "plain" })];

        var read = SubscriberConfig.Read(ConfigNode.Parse("subscribers.yaml", SubscriberText.Write(entries)));

        Assert.Equal(entries.Select(Written), read.Select(Written));
    }

    private static string Written(SubscriberEntry entry) => $"{entry.Name} {entry.Address} {System.Text.Json.JsonSerializer.Serialize(entry.Settings)}";
}
