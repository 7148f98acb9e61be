using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery.Webhooks;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed class SubscriberConfigTests
{
    private const string Whole = """
        subscribers:
          - id: desk
            name: The desk
            address: desk@example.org
            timeZone: Europe/Berlin
            digests:
              - "07:00"
              - { at: "16:30", days: [mon, Friday] }
            interests:
              topics: [cyber-espionage]
              accusers: [country:US]
              languages: en
              importance: 30
            atLeast: 2
            length: short
            language: de
            sendWhenEmpty: true
            webhooks:
              - { name: chat, urlSecret: chat-address, shape: slack }
            channels:
              - { name: soc, kind: webhook, url: "https://soc.example.org/", signingSecret: soc }
            alerts:
              - name: States that accuse
                accused: [country:CN]
                minimumStrength: official
                minimumIndependentReports: 2
                quietHours: 22:00-06:00
              - name: All to the chat
                channel: chat
            alertsPerHourMax: 5
            feeds: true
        """;

    [Fact]
    public void A_whole_file_is_read()
    {
        var desk = Assert.Single(Read(Whole));

        Assert.Equal(("desk", "desk@example.org"), (desk.Name, desk.Address));
        Assert.Equal(new TimeOnly(16, 30), desk.Settings.Digests[1].At);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], desk.Settings.Digests[1].Days);
        Assert.Equal(["en"], desk.Settings.Interests.Languages);
        Assert.Equal(["country:US"], desk.Settings.Interests.Accusers);
        Assert.Equal(30, desk.Settings.Interests.Importance);
        Assert.Equal((2, DigestLength.Short, "de", true), (desk.Settings.AtLeast, desk.Settings.Length, desk.Settings.Language, desk.Settings.SendWhenEmpty));
        Assert.Equal(AttributionStrength.Official, desk.Settings.Alerts[0].MinimumStrength);
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)), desk.Settings.Alerts[0].QuietHours);
        Assert.Equal(["chat webhook", "soc webhook"], desk.Settings.Channels.Select(channel => $"{channel.Name} {channel.Kind}"));
        Assert.Equal(new WebhookAddress(null, "chat-address", WebhookShape.Slack, null), WebhookAddress.Of(desk.Settings.Channels[0]));
        Assert.Equal(new WebhookAddress("https://soc.example.org/", null, WebhookShape.Json, "soc"), WebhookAddress.Of(desk.Settings.Channels[1]));
        Assert.Equal(5, desk.Settings.AlertsPerHourMax);
        Assert.True(desk.Settings.FeedTroubles);
    }

    [Theory]
    [InlineData("timeZone: Europe/Berlin", "timeZone: Europe/Berlim", ":5:15: unknown time zone \"Europe/Berlim\"")]
    [InlineData("address: desk@example.org", "address: desk at example", ":4:14: \"desk at example\" is no mail address")]
    [InlineData("    address: desk@example.org\n", "", ":2:5: \"address\" is missing")]
    [InlineData("id: desk", "id: The Desk", ":2:9: \"The Desk\" is no id")]
    [InlineData("\"07:00\"", "\"7 o'clock\"", ":7:9: \"7 o'clock\" is no time of day such as 07:00")]
    [InlineData("Friday", "fryday", "\"fryday\" is no day")]
    [InlineData("minimumStrength: official", "minimumStrength: loud", ":25:26: \"minimumStrength\" must be one of urges, supports, anonymous, nonstate, ")]
    [InlineData("minimumIndependentReports: 2", "minimumIndependentReports: many", ":26:36: \"minimumIndependentReports\" must be a whole number")]
    [InlineData("quietHours: 22:00-06:00", "quietHours: at night", "\"at night\" is no span of the day")]
    [InlineData("channel: chat", "channel: chap", "\"chap\" is neither mail nor one of the subscriber's channels")]
    [InlineData("topics:", "topic:", "\"topic\" is unknown here; did you mean \"topics\"?")]
    [InlineData("urlSecret: chat-address, ", "", "a webhook needs either \"url\" or \"urlSecret\"")]
    [InlineData("shape: slack", "shape: round", ":19:55: \"round\" must be one of json, slack, teams")]
    [InlineData("https://soc.example.org/", "soc.example.org", ":21:42: \"soc.example.org\" is no http(s) address")]
    [InlineData("kind: webhook", "kind: pigeon", ":21:28: \"pigeon\" is no kind of channel; expected is ")]
    [InlineData("kind: webhook, ", "", ":21:9: \"kind\" is missing")]
    [InlineData("signingSecret: soc", "signature: soc", ":21:70: \"signature\" is unknown here; known are name, kind, url, urlSecret, shape, signingSecret")]
    [InlineData("accused: [country:CN]", "accused: [country:XX]", "unknown actor \"country:XX\"")]
    [InlineData("feeds: true", "feeds: often", ":31:12: \"feeds\" must be true or false, not \"often\"")]
    [InlineData("atLeast: 2", "atLeast: some", ":14:14: \"atLeast\" must be a whole number")]
    [InlineData("length: short", "length: endless", ":15:13: \"length\" must be one of short, normal, long")]
    [InlineData("language: de", "language: tlh", ":16:15: no mails are written in \"tlh\"; expected is en or de")]
    [InlineData("importance: 30", "importance: 300", ":13:19: \"importance\" must be a whole number")]
    [InlineData("accusers: [country:US]", "accusers: [country:XX]", "unknown actor \"country:XX\"")]
    [InlineData("subscribers:", "subscribers: [", "subscribers.yaml:")]
    public void A_fault_is_named_with_its_place_and_value(string right, string wrong, string fault)
    {
        var yaml = Whole.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal);

        var refusal = Assert.Throws<ConfigException>(() => Read(yaml, id => id != "country:XX"));

        Assert.Contains(refusal.Faults, found => found.ToString().Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_named_in_one_go()
    {
        const string wrong = """
            subscribers:
              - id: desk
                adress: desk@example.org
                timezone: Europe/Berlin
                alertsPerHourMax: 0
              - id: The Desk
                address: desk
                feeds: [true]
            """;

        var refusal = Assert.Throws<ConfigException>(() => Read(wrong));

        Assert.Equal(["3:5", "4:5", "2:5", "5:23", "6:9", "7:14", "8:12"], refusal.Faults.Select(fault => $"{fault.Line}:{fault.Column}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("subscribers:")]
    [InlineData("# nobody yet")]
    public void A_file_may_name_nobody(string yaml)
    {
        Assert.Empty(Read(yaml));
    }

    [Fact]
    public void A_setting_left_empty_is_not_given()
    {
        var desk = Assert.Single(Read("subscribers:\n  - id: desk\n    address: desk@example.org\n    alertsPerHourMax:\n    feeds:\n    name:\n"));

        Assert.Equal((10, false, "desk"), (desk.Settings.AlertsPerHourMax, desk.Settings.FeedTroubles, desk.Settings.DisplayName));
    }

    [Fact]
    public void The_bundled_file_is_accepted()
    {
        var desk = Assert.Single(SubscriberConfig.Read(Path.Combine(StructureTests.FindRoot(), "config", "subscribers.yaml")));

        Assert.Equal("desk", desk.Name);
        Assert.False(desk.Settings.FeedTroubles);
    }

    [Theory]
    [InlineData("22:00", "06:00", "23:30", true)]
    [InlineData("22:00", "06:00", "05:59", true)]
    [InlineData("22:00", "06:00", "06:00", false)]
    [InlineData("12:00", "13:00", "12:00", true)]
    [InlineData("12:00", "13:00", "13:00", false)]
    public void Quiet_hours_may_go_over_midnight(string from, string to, string time, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)).Contains(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    private static IReadOnlyList<SubscriberEntry> Read(string yaml, Func<string, bool>? isActor = null) =>
        SubscriberConfig.Read(ConfigNode.Parse("subscribers.yaml", yaml), isActor);
}
