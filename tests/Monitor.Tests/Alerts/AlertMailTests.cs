using System.Text.Json;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Webhooks;

namespace Monitor.Tests.Alerts;

public sealed class AlertMailTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    internal static readonly EventSummary Joint = new()
    {
        Key = "12",
        Accusers =
        [
            new(new("United States", "US"), AttributionStrength.Official),
            new(new("United Kingdom", "UK"), AttributionStrength.Official),
            new(new("Canada", "Canada"), AttributionStrength.Official),
            new(new("NATO", "NATO"), AttributionStrength.Supports),
        ],
        Accused = new("China", "China"),
        ActClass = "cyber-espionage",
        Highest = AttributionStrength.Official,
        IndependentReports = 3,
        Copies = 2,
        FirstAt = Noon,
        Quotes = [new("Three governments said on Monday that China runs the campaign.", "Meridian Wire", "https://meridian.example/a", Noon)],
        Notes = ["European Union urges, without attributing."],
    };

    [Theory]
    [InlineData(AttributionStrength.Official, "US, UK, Canada accuse China: cyberespionage (official, 3 reports)")]
    [InlineData(AttributionStrength.Indictment, "US, UK, Canada indict China: cyberespionage (indictment, 3 reports)")]
    [InlineData(AttributionStrength.Sanction, "US, UK, Canada sanction China: cyberespionage (sanctions, 3 reports)")]
    public void The_subject_says_who_accuses_whom_of_what(AttributionStrength highest, string subject) =>
        Assert.Equal(subject, AlertMail.Subject(Content(Joint with { Highest = highest })));

    [Theory]
    [InlineData(1, "US accuses China: cyberespionage (official, 1 report)")]
    [InlineData(2, "US, UK accuse China: cyberespionage (official, 1 report)")]
    [InlineData(5, "US, UK, Canada and 2 others accuse China: cyberespionage (official, 1 report)")]
    public void The_subject_names_three(int accusers, string subject)
    {
        List<SummaryAccuser> all =
        [
            .. Joint.Accusers.Take(3),
            new(new("Japan", "Japan"), AttributionStrength.Official),
            new(new("Australia", "Australia"), AttributionStrength.Official),
        ];

        Assert.Equal(subject, AlertMail.Subject(Content(Joint with { Accusers = all[..accusers], IndependentReports = 1 })));
    }

    [Theory]
    [InlineData(NewsKind.Denial, "China denies accusations of cyberespionage")]
    [InlineData(NewsKind.Accuser, "More accuse China: cyberespionage (US, UK, Canada and 1 other)")]
    [InlineData(NewsKind.Stronger, "Now official: US, UK, Canada accuse China: cyberespionage")]
    [InlineData(NewsKind.Retraction, "Accusation against China is taken back: cyberespionage")]
    [InlineData(NewsKind.Correction, "Correction: US, UK, Canada and 1 other on China, cyberespionage")]
    public void The_subject_of_an_update_says_what_is_new(NewsKind news, string subject) =>
        Assert.Equal(subject, AlertMail.Subject(Content(Joint, news, isUpdate: true)));

    [Theory]
    [InlineData(1, "More accuse China: cyberespionage (Japan joins)")]
    [InlineData(2, "More accuse China: cyberespionage (Japan, Norway join)")]
    [InlineData(4, "More accuse China: cyberespionage (Japan, Norway, Iceland and 1 other join)")]
    public void The_subject_of_an_update_names_those_who_joined(int joined, string subject)
    {
        ActorLabel[] all = [new("Japan", "Japan"), new("Norway", "Norway"), new("Iceland", "Iceland"), new("Denmark", "Denmark")];

        Assert.Equal(subject, AlertMail.Subject(Content(Joint with { Joined = all[..joined] }, NewsKind.Accuser, isUpdate: true)));
    }

    [Fact]
    public void Who_only_backs_is_not_said_to_accuse()
    {
        Assert.Equal("US, UK, Canada accuse China: cyberespionage", EventWords.Title(Joint));
        Assert.Equal("NATO backs the accusation of others.", EventWords.Backing(Joint));
        Assert.Equal("NATO backs accusations against China: cyberespionage", EventWords.Title(Joint with
        {
            Accusers = [Joint.Accusers[3]],
            Highest = AttributionStrength.Supports,
        }));
    }

    [Fact]
    public void A_mail_quotes_the_evidence_and_says_why_it_came()
    {
        var mail = AlertMail.Compose(Content(Joint), "Monitor <monitor@example.org>", "desk@example.org");

        foreach (var part in new[] { mail.Text, mail.Html! })
        {
            var words = string.Join(' ', part.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("“Three governments said on Monday that China runs the campaign.”", words, StringComparison.Ordinal);
            Assert.Contains("Meridian Wire, Mon 19 July, 14:00", words, StringComparison.Ordinal);
            Assert.Contains("3 independent reports · 2 copies", words, StringComparison.Ordinal);
            Assert.Contains("You get this by your rule “States that accuse”.", words, StringComparison.Ordinal);
            Assert.Contains("https://meridian.example/a", words, StringComparison.Ordinal);
            Assert.Contains("European Union urges, without attributing.", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_parts_say_how_to_leave_alerts()
    {
        var mail = AlertMail.Compose(
            Content(Joint) with
            {
                LeaveUrl = "https://monitor.example.org/leave-alerts/desk/x",
                Unsubscribe = ["https://monitor.example.org/leave-alerts/desk/x", "mailto:monitor@example.org?subject=unsubscribe%20alerts%20desk"],
                PreferencesUrl = "https://monitor.example.org/preferences/desk/y",
                ListId = "desk.alerts.example.org",
            },
            "m@example.org",
            "d@example.org");

        Assert.All((string[])[mail.Text, mail.Html!], part =>
        {
            Assert.Contains("https://monitor.example.org/leave-alerts/desk/x", part, StringComparison.Ordinal);
            Assert.Contains("https://monitor.example.org/preferences/desk/y", part, StringComparison.Ordinal);
        });
        Assert.Equal(("desk.alerts.example.org", 2), (mail.ListId, mail.Unsubscribe.Count));
    }

    [Fact]
    public void Mails_on_one_event_share_a_thread_and_nothing_else_does()
    {
        var first = AlertMail.Compose(Content(Joint), "m@example.org", "d@example.org");
        var update = AlertMail.Compose(Content(Joint, NewsKind.Denial, isUpdate: true) with { Key = "alert/desk/mail/9" }, "m@example.org", "d@example.org");
        var other = AlertMail.Compose(Content(Joint with { Key = "13" }), "m@example.org", "d@example.org");

        Assert.Equal(first.ThreadKey, update.ThreadKey);
        Assert.NotEqual(first.ThreadKey, other.ThreadKey);
    }

    [Fact]
    public void What_a_page_says_is_text_in_every_shape()
    {
        var hostile = Joint with
        {
            Quotes = [new("<script>alert(1)</script> & <@everyone> [link](https://evil.example) *x*", "Evil|Wire\"", "javascript:alert(1)", Noon)],
        };

        var mail = AlertMail.Compose(Content(hostile), "m@example.org", "d@example.org");
        var slack = AlertWebhook.Compose(Content(hostile), Webhook(WebhookShape.Slack)).Body;
        var teams = AlertWebhook.Compose(Content(hostile), Webhook(WebhookShape.Teams)).Body;

        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<@everyone>", slack, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", slack, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("[link](", teams, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.OpenUrl", teams, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_gets_the_event_as_JSON_with_a_stable_id()
    {
        var call = AlertWebhook.Compose(Content(Joint), Webhook(WebhookShape.Json));

        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal(MessageId.OfWebhook("alert/desk/mail/1"), body.RootElement.GetProperty("id").GetString());
        var told = body.RootElement.GetProperty("events")[0];
        Assert.Equal("official", told.GetProperty("strength").GetString());
        Assert.Equal(4, told.GetProperty("accusers").GetArrayLength());
        Assert.Equal("https://meridian.example/a", told.GetProperty("evidence")[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData(WebhookShape.Slack, "text", "blocks")]
    [InlineData(WebhookShape.Teams, "type", "attachments")]
    public void Chat_programs_get_their_own_shape(WebhookShape shape, string first, string second)
    {
        using var body = JsonDocument.Parse(AlertWebhook.Compose(Content(Joint), Webhook(shape)).Body);

        Assert.True(body.RootElement.TryGetProperty(first, out _));
        Assert.True(body.RootElement.GetProperty(second).GetArrayLength() > 0);
    }

    private static WebhookAddress Webhook(WebhookShape shape) => new("https://hook.example/x", null, shape, "secret");

    internal static AlertContent Content(
        EventSummary summary, NewsKind news = NewsKind.Event, bool isUpdate = false, string rule = "States that accuse") => new()
        {
            Key = "alert/desk/mail/1",
            Subscriber = "desk",
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            Now = Noon,
            Events =
        [
            new(
                summary,
                new EventNews
                {
                    Id = 1, EventKey = "12", Kind = news, Facts = [], Accusers = [], Accused = [], Acts = [], Strength = AttributionStrength.Official,
                    Outlet = "Meridian Wire", SeenAt = Noon,
                },
                isUpdate,
                rule),
        ],
        };
}
