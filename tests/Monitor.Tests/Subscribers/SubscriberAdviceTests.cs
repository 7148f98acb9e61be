using Monitor.Attributions;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Webhooks;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed class SubscriberAdviceTests
{
    private static readonly AlertRule All = new() { Name = "all" };
    private static readonly AlertRule China = new() { Name = "China", Accused = ["country:CN"], MinimumStrength = AttributionStrength.Official };
    private static readonly ChannelAddress Soc = new("soc", WebhookChannel.KindName, new Dictionary<string, string> { ["url"] = "https://soc.example.org/" });

    public static TheoryData<string, string, SubscriberSettings> Cases => new()
    {
        { "a webhook that an alert names", "", new() { Channels = [Soc], Alerts = [All with { Channel = "soc" }] } },
        { "a webhook that none names", "webhook \"soc\"", new() { Channels = [Soc], Alerts = [All] } },
        { "a webhook that gets the digest", "", new() { Channels = [Soc], DigestChannels = ["soc"] } },
        { "a narrow rule beside a wide one", "\"China\" tells nothing", new() { Alerts = [All, China] } },
        { "in whatever order", "\"China\" tells nothing", new() { Alerts = [China, All] } },
        { "on another channel", "", new() { Channels = [Soc], Alerts = [All, China with { Channel = "soc" }] } },
        { "the wide one sleeps at night", "", new() { Alerts = [All with { QuietHours = new(new(22, 0), new(6, 0)) }, China] } },
        { "the wide one waits for more reports", "", new() { Alerts = [All with { MinimumIndependentReports = 2 }, China] } },
        { "the narrow one also hears the unknown", "", new() { Alerts = [All, China with { AlsoUnknownAccusers = true }] } },
        { "twice the same", "\"again\" tells nothing", new() { Alerts = [All, All with { Name = "again" }] } },
        { "one list within another", "\"China\" tells nothing", new() { Alerts = [China with { Name = "both", Accused = ["country:RU", "country:CN"] }, China] } },
        { "feeds without a digest", "\"feeds\" has no effect", new() { FeedTroubles = true } },
    };

    [Theory, MemberData(nameof(Cases))]
    public void What_has_no_effect_is_said(string what, string expected, SubscriberSettings settings)
    {
        var advice = SubscriberAdvice.Of([new SubscriberEntry("desk", "desk@example.org", settings)]);

        Assert.True(expected.Length == 0 ? advice.Count == 0 : advice.Count == 1 && advice[0].Contains(expected, StringComparison.Ordinal), $"{what}: {string.Join("; ", advice)}");
    }
}
