using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Subscribers;

namespace Monitor.Tests.Alerts;

public sealed class AlertDecisionTests
{
    private const string ChinaCyber = "country:CN/cyber";
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertRule All = new() { Name = "all" };

    public static TheoryData<string, string> Cases => CaseFile.Read("alerts.cases");

    [Theory, MemberData(nameof(Cases))]
    public void What_waits_is_told_held_or_muted_with_its_reason(string situation, string plan) => Assert.Equal(plan, AlertScenario.Decide(situation));

    [Theory]
    [InlineData(29, 0, 1)]
    [InlineData(30, 1, 0)]
    public void The_first_news_waits_for_others(int seconds, int alerts, int waiting)
    {
        var plan = Decide([News(1)], Noon.AddSeconds(seconds), [All]);

        Assert.Equal((alerts, waiting), (plan.Alerts.Count, plan.Waiting.Count));
    }

    [Fact]
    public void What_came_up_within_the_wait_is_one_alert()
    {
        var plan = Decide([News(1), News(2, seenAfterSeconds: 20), News(3, seenAfterSeconds: 29)], Noon.AddSeconds(30), [All]);

        Assert.Equal([1, 2, 3], Assert.Single(plan.Alerts).News.Select(news => news.Id));
        Assert.False(plan.Alerts[0].IsUpdate);
    }

    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 1)]
    public void What_is_added_waits_for_the_interval_since_the_last_alert(int secondsAfterLast, int alerts)
    {
        var status = new EventStatus(1, AttributionStrength.Official, Noon);
        var plan = Decide([News(2, NewsKind.Accuser, seenAfterSeconds: 100)], Noon.AddSeconds(secondsAfterLast), [All], status);

        Assert.Equal(alerts, plan.Alerts.Count);
        Assert.All(plan.Alerts, alert => Assert.True(alert.IsUpdate));
    }

    [Fact]
    public void A_fact_that_was_told_is_not_told_again()
    {
        var plan = Decide([News(1)], Noon.AddHours(1), [All], told: ["fact-1"]);

        Assert.Empty(plan.Alerts);
        Assert.Equal("told already", Assert.Single(plan.Muted).Reason);
    }

    [Fact]
    public void A_silence_holds_back_until_its_end()
    {
        var silence = new Silence { SubscriberId = 1, EventKey = ChinaCyber, From = Noon, Until = Noon.AddHours(2) };

        var during = Decide([News(1)], Noon.AddHours(1), [All], silences: [silence]);
        var after = Decide([News(1)], Noon.AddHours(2), [All], silences: [silence]);

        Assert.Equal(Noon.AddHours(2), Assert.Single(during.Waiting).Until);
        Assert.Single(after.Alerts);
    }

    [Fact]
    public void What_was_silenced_until_it_was_old_is_not_told()
    {
        var silence = new Silence { SubscriberId = 1, From = Noon, Until = Noon.AddDays(14) };

        var plan = Decide([News(1, seenAfterSeconds: 5)], Noon.AddDays(14), [All], silences: [silence]);

        Assert.Equal("it was silenced until it was no news any more", Assert.Single(plan.Muted).Reason);
    }

    [Theory]
    [InlineData(16, 1, 0)]
    [InlineData(18, 0, 1)]
    public void What_never_found_enough_reports_stops_waiting_once_its_event_is_old(int days, int waiting, int muted)
    {
        var plan = Decide([News(1)], Noon.AddDays(days), [All with { MinimumIndependentReports = 3 }], new EventStatus(2, AttributionStrength.Official, null));

        Assert.Equal((waiting, muted), (plan.Waiting.Count, plan.Muted.Count));
    }

    [Fact]
    public void Unnamed_officials_are_not_told_beside_official_words()
    {
        var anonymous = News(1) with { Strength = AttributionStrength.Anonymous };

        Assert.Single(Decide([anonymous], Noon.AddHours(1), [All], new EventStatus(1, AttributionStrength.Official, null)).Muted);
        Assert.Single(Decide([anonymous], Noon.AddHours(1), [All], new EventStatus(1, AttributionStrength.Anonymous, null)).Alerts);
    }

    [Fact]
    public void Too_few_independent_reports_wait_for_more()
    {
        var rule = All with { MinimumIndependentReports = 2 };

        Assert.Equal("has 1 of 2 independent reports", Assert.Single(Decide([News(1)], Noon.AddHours(1), [rule]).Waiting).Reason);
        Assert.Single(Decide([News(1)], Noon.AddHours(1), [rule], new EventStatus(2, AttributionStrength.Official, null)).Alerts);
    }

    [Theory]
    [InlineData("2021-07-19T20:30:00Z", "2021-07-20T04:00:00Z")]
    [InlineData("2021-07-20T03:59:00Z", "2021-07-20T04:00:00Z")]
    [InlineData("2021-07-20T04:00:00Z", null)]
    public void Quiet_hours_are_the_subscribers_own(string now, string? until)
    {
        var rule = All with { QuietHours = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) };

        var plan = Decide([News(1)], DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), [rule], zone: "Europe/Berlin");

        Assert.Equal(until is null ? 1 : 0, plan.Alerts.Count);
        Assert.Equal(
            until, plan.Waiting.Select(held => held.Until).FirstOrDefault()?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_denial_is_told_to_those_who_know_what_is_denied()
    {
        var denial = News(2, NewsKind.Denial);
        var needsTwo = All with { MinimumIndependentReports = 2 };

        Assert.Equal("the accusation it answers was not told", Assert.Single(Decide([denial], Noon.AddHours(1), [All]).Muted).Reason);
        Assert.Single(Decide([denial], Noon.AddHours(1), [All], new EventStatus(1, AttributionStrength.Official, Noon)).Alerts);
        Assert.Equal(2, Assert.Single(Decide([News(1), denial], Noon.AddHours(1), [All]).Alerts).News.Count);
        Assert.Equal(2, Decide([News(1), denial], Noon.AddHours(1), [needsTwo]).Waiting.Count);
    }

    [Fact]
    public void A_correction_goes_once_to_those_who_were_told_whatever_their_rules()
    {
        var correction = News(2, NewsKind.Correction) with { Facts = ["fact-1"] };
        var status = new EventStatus(0, AttributionStrength.Official, Noon);
        var other = All with { Accused = ["country:RU"] };

        Assert.Single(Decide([correction], Noon.AddHours(1), [other], status, ["fact-1"]).Alerts);
        Assert.Single(Decide([correction], Noon.AddHours(1), [All], status, ["fact-1", EventNews.CorrectionOf("fact-1")]).Muted);
        Assert.Single(Decide([correction], Noon.AddHours(1), [All], status).Muted);
    }

    [Fact]
    public void The_hour_has_room_for_so_many_and_a_summary_of_the_rest()
    {
        var news = Enumerable.Range(1, 6).Select(id => News(id) with { EventKey = $"event-{id}" }).ToList();

        var room = Decide(news, Noon.AddMinutes(10), [All], perHour: 6);
        var tight = Decide(news, Noon.AddMinutes(10), [All], perHour: 3);
        var full = Decide(news, Noon.AddMinutes(10), [All], perHour: 2, sentAt: [Noon.AddMinutes(-5), Noon.AddMinutes(5)]);

        Assert.Equal((6, 0), (room.Alerts.Count, room.Summary.Count));
        Assert.Equal((2, 4), (tight.Alerts.Count, tight.Summary.Count));
        Assert.Equal((0, 0, 6), (full.Alerts.Count, full.Summary.Count, full.Waiting.Count));
        Assert.All(full.Waiting, held => Assert.Equal(Noon.AddMinutes(55), held.Until));
    }

    [Fact]
    public void Every_piece_of_news_is_told_held_or_muted_and_only_once() =>
        Prop.ForAll((NonEmptyArray<byte> seeds, PositiveInt perHour, byte minutes) =>
        {
            var news = seeds.Get.Select((seed, index) => News(index + 1, (NewsKind)(seed % 6), seed) with
            {
                EventKey = $"event-{seed % 7}",
                Strength = (AttributionStrength)(seed % 7),
                Facts = [$"fact-{seed % 11}"],
            }).ToList();

            var plan = Decide(news, Noon.AddMinutes(minutes), [All], told: ["fact-3"], perHour: perHour.Get);

            var alerts = plan.Alerts.Concat(plan.Summary).ToList();
            var placed = alerts.SelectMany(alert => alert.News).Concat(plan.Waiting.Concat(plan.Muted).Select(held => held.News)).Select(one => one.Id);
            return placed.Order().SequenceEqual(news.Select(one => one.Id)) && plan.Alerts.Count + Math.Min(1, plan.Summary.Count) <= perHour.Get
                && alerts.Select(alert => alert.EventKey).Distinct().Count() == alerts.Count;
        }).Holds();

    [Theory]
    [InlineData("accused=country:CN", true)]
    [InlineData("accused=COUNTRY:cn", true)]
    [InlineData("accused=country:RU", false)]
    [InlineData("accusers=agency:US-DOJ", true)]
    [InlineData("accusers=country:US", true)]
    [InlineData("accusers=country:GB", false)]
    [InlineData("acts=cyber", true)]
    [InlineData("acts=kinetic", false)]
    [InlineData("strength=official", true)]
    [InlineData("strength=indictment", false)]
    [InlineData("outlets=Example Wire", true)]
    [InlineData("outlets=Another Wire", false)]
    [InlineData("languages=en", true)]
    [InlineData("languages=de", false)]
    public void A_rule_asks_for_what_all_its_conditions_allow(string condition, bool matches)
    {
        var parts = condition.Split('=');
        string[] values = [parts[1]];
        var rule = parts[0] switch
        {
            "accused" => All with { Accused = values },
            "accusers" => All with { Accusers = values },
            "acts" => All with { ActClasses = values },
            "outlets" => All with { Outlets = values },
            "languages" => All with { Languages = values },
            _ => All with { MinimumStrength = Enum.Parse<AttributionStrength>(parts[1], ignoreCase: true) },
        };

        Assert.Equal(matches, AlertMatching.Matches(rule, News(1)));
    }

    private static EventNews News(long id, NewsKind kind = NewsKind.Event, int seenAfterSeconds = 0) => new()
    {
        Id = id,
        EventKey = ChinaCyber,
        Kind = kind,
        Facts = [$"fact-{id}"],
        Accusers = ["agency:US-DOJ", "country:US"],
        Accused = ["gov:CN", "country:CN"],
        Acts = ["cyber-espionage", "cyber"],
        Strength = AttributionStrength.Official,
        Outlet = "Example Wire",
        Language = "en-US",
        SeenAt = Noon.AddSeconds(seenAfterSeconds),
    };

    private static AlertPlan Decide(
        IReadOnlyList<EventNews> news,
        DateTimeOffset now,
        IReadOnlyList<AlertRule> rules,
        EventStatus? status = null,
        IReadOnlyList<string>? told = null,
        IReadOnlyList<Silence>? silences = null,
        int perHour = 10,
        IReadOnlyList<DateTimeOffset>? sentAt = null,
        string zone = "UTC")
    {
        var settings = new SubscriberSettings { Alerts = rules, TimeZone = zone, AlertsPerHourMax = perHour };
        var events = news.Select(one => one.EventKey).Distinct().ToDictionary(
            key => key, _ => status ?? new EventStatus(1, AttributionStrength.Official, null));
        return new AlertDecision(new AlertOptions(), settings, AlertRule.MailChannel, silences ?? [])
            .Decide(news, events, (told ?? []).ToHashSet(), sentAt ?? [], now);
    }
}
