using System.Globalization;
using Monitor.Alerts;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Subscribers;

namespace Monitor.Tests.Alerts;

/// <summary>
/// One decision in shorthand, its parts separated by "|". Times count from 19 July 2021, 12:00 UTC, as "30s", "5m", "8h".
/// "rule min=official accused=country:CN quiet=22:00-06:00" is a rule, "allow perhour=2 zone=Europe/Berlin" the subscriber's other wishes;
/// "news 1 e1 event at=20s facts=f1,f2 by=country:US strength=official" a piece of news, "event e1 reports=2 highest=official last=-5m facts=f1" how
/// its event stands;
/// "told f1,f2" ("~" stands for "|" in a fact); "sent -10m,-5m" when messages went out; "silence e1 -1h..2h" (or "all"); "now 30s".
/// </summary>
internal static class AlertScenario
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// "alert e1: 1,2 tells f1,f2 by rule; summary e2: 3 tells f3; wait 4: reason until 30s; mute 5: reason", sorted within each kind as the
    /// plan has it.
    /// </summary>
    public static string Decide(string text)
    {
        var rules = new List<AlertRule>();
        var settings = new SubscriberSettings();
        var news = new List<EventNews>();
        var events = new Dictionary<string, EventStatus>();
        var (told, sent, silences, now) = (new HashSet<string>(), new List<DateTimeOffset>(), new List<Silence>(), Noon);
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var values = words.Where(word => word.Contains('=')).ToDictionary(word => word[..word.IndexOf('=')], word => word[(word.IndexOf('=') + 1)..]);
            switch (words[0])
            {
                case "rule":
                    rules.Add(Rule($"rule {rules.Count + 1}", values));
                    break;
                case "allow":
                    settings = new SubscriberSettings
                    {
                        TimeZone = values.GetValueOrDefault("zone", "UTC"),
                        AlertsPerHourMax = int.Parse(values.GetValueOrDefault("perhour", "10"), CultureInfo.InvariantCulture),
                    };
                    break;
                case "news":
                    news.Add(News(long.Parse(words[1], CultureInfo.InvariantCulture), words[2], words[3], values));
                    break;
                case "event":
                    events[words[1]] = Status(values);
                    break;
                case "told":
                    told.UnionWith(words[1].Replace('~', '|').Split(','));
                    break;
                case "sent":
                    sent.AddRange(words[1].Split(',').Select(Instant));
                    break;
                case "silence":
                    var ends = words[2].Split("..");
                    silences.Add(new Silence
                    {
                        SubscriberId = 1,
                        EventKey = words[1] == "all" ? null : words[1],
                        From = Instant(ends[0]),
                        Until = Instant(ends[1]),
                    });
                    break;
                default:
                    now = Instant(words[1]);
                    break;
            }
        }

        foreach (var key in news.Select(one => one.EventKey).Where(key => !events.ContainsKey(key)).Distinct().ToList())
        {
            events[key] = Status([]);
        }

        settings = settings with { Alerts = rules.Count > 0 ? rules : [new AlertRule { Name = "rule 1" }] };
        return Words(new AlertDecision(new AlertOptions(), settings, AlertRule.MailChannel, silences).Decide(news, events, told, sent, now));
    }

    private static string Words(AlertPlan plan) => string.Join("; ", plan.Alerts.Select(alert => Words(alert.IsUpdate ? "update" : "alert", alert))
        .Concat(plan.Summary.Select(alert => Words("summary", alert)))
        .Concat(plan.Waiting.OrderBy(held => held.News.Id)
            .Select(held => $"wait {held.News.Id}: {held.Reason}{(held.Until is { } until ? $" until {Span(until - Noon)}" : "")}"))
        .Concat(plan.Muted.OrderBy(held => held.News.Id).Select(held => $"mute {held.News.Id}: {held.Reason}")));

    private static string Words(string kind, EventAlert alert) =>
        $"{kind} {alert.EventKey}: {string.Join(',', alert.News.Select(one => one.Id))} tells {string.Join(',', alert.Facts).Replace('|', '~')} by "
            + $"{alert.Rule}";

    private static AlertRule Rule(string name, Dictionary<string, string> values) => new()
    {
        Name = name,
        Accusers = List(values, "accusers"),
        Accused = List(values, "accused"),
        ActClasses = List(values, "acts"),
        Outlets = List(values, "outlets"),
        Languages = List(values, "languages"),
        MinimumStrength = Strength(values, "min", AttributionStrength.Supports),
        MinimumIndependentReports = int.Parse(values.GetValueOrDefault("reports", "1"), CultureInfo.InvariantCulture),
        Channel = values.GetValueOrDefault("channel", AlertRule.MailChannel),
        QuietHours = values.TryGetValue("quiet", out var quiet)
            ? new QuietHours(
                TimeOnly.Parse(quiet.Split('-')[0], CultureInfo.InvariantCulture), TimeOnly.Parse(quiet.Split('-')[1], CultureInfo.InvariantCulture))
            : null,
    };

    private static EventNews News(long id, string key, string kind, Dictionary<string, string> values) => new()
    {
        Id = id,
        EventKey = key,
        Kind = Enum.Parse<NewsKind>(kind, ignoreCase: true),
        Facts = values.ContainsKey("facts") ? List(values, "facts") : [$"f{id}"],
        Accusers = [values.GetValueOrDefault("by", "country:US")],
        Accused = ["country:CN"],
        Acts = ["cyber-espionage", "cyber"],
        Strength = Strength(values, "strength", AttributionStrength.Official),
        Outlet = values.GetValueOrDefault("outlet", "Wire"),
        Language = values.GetValueOrDefault("language"),
        SeenAt = Instant(values.GetValueOrDefault("at", "0s")),
    };

    private static EventStatus Status(Dictionary<string, string> values) =>
        new(int.Parse(values.GetValueOrDefault("reports", "1"), CultureInfo.InvariantCulture), Strength(values, "highest", AttributionStrength.Official),
            values.TryGetValue("last", out var last) ? Instant(last) : null)
        {
            Facts = List(values, "facts"),
        };

    private static string[] List(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var list) ? list.Split(',', StringSplitOptions.RemoveEmptyEntries) : [];

    private static AttributionStrength Strength(Dictionary<string, string> values, string key, AttributionStrength usual) =>
        values.TryGetValue(key, out var strength) ? Enum.Parse<AttributionStrength>(strength, ignoreCase: true) : usual;

    private static DateTimeOffset Instant(string text)
    {
        var number = int.Parse(text[..^1], CultureInfo.InvariantCulture);
        return Noon + (text[^1] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), _ => TimeSpan.FromHours(number) });
    }

    private static string Span(TimeSpan span) =>
        span.TotalSeconds % 3600 == 0 ? $"{span.TotalHours}h" : span.TotalSeconds % 60 == 0 ? $"{span.TotalMinutes}m" : $"{span.TotalSeconds}s";
}
