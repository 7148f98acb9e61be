using Monitor.Articles;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Subscribers;

namespace Monitor.Alerts;

/// <summary>
/// Decides which alerts one subscriber gets on one channel, now. Pure: the same news, told facts, silences and instant give the same plan.
/// The semantics are those of Prometheus Alertmanager: wait, interval, no repeat, silences, inhibition.
/// </summary>
public sealed class AlertDecision(AlertOptions options, SubscriberSettings settings, string channel, IReadOnlyList<Silence> silences)
{
    /// <summary>Stands for a rule where a correction goes to who was told the mistake.</summary>
    private const string CorrectionRule = "correction";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>So long after it came up an event can get no more reports: its window has ended, and what is collected later is past.</summary>
    private static readonly TimeSpan ReportsAwaited = EventTimes.Window + EventTimes.Lead + Article.NewsAgeMax;

    private readonly TimeZoneInfo _zone = settings.Zone();
    private readonly List<AlertRule> _rules = [.. settings.Alerts.Where(rule => rule.Channel == channel)];

    /// <param name="told">The facts that this subscriber was told on this channel.</param>
    /// <param name="sentAt">When alert messages went out to the subscriber on this channel in the last hour.</param>
    public AlertPlan Decide(
        IReadOnlyList<EventNews> news,
        IReadOnlyDictionary<string, EventStatus> events,
        IReadOnlySet<string> told,
        IReadOnlyList<DateTimeOffset> sentAt,
        DateTimeOffset now)
    {
        var waiting = new List<HeldNews>();
        var muted = new List<HeldNews>();
        var due = new List<EventAlert>();
        foreach (var group in news.OrderBy(one => one.Id).GroupBy(one => one.EventKey))
        {
            if (Ready([.. group], events[group.Key], told, now, waiting, muted) is { } alert)
            {
                due.Add(alert);
            }
        }

        return WithinTheHour(due, events, sentAt, now, waiting, muted).TellingOnce(events, told);
    }

    /// <summary>The alert on one event, when it is due; what else there is of its news goes to the lists.</summary>
    private EventAlert? Ready(
        List<EventNews> group, EventStatus status, IReadOnlySet<string> told, DateTimeOffset now, List<HeldNews> waiting, List<HeldNews> muted)
    {
        var ready = new List<EventNews>();
        var answers = new List<EventNews>();
        var held = waiting.Count;
        string? rule = null;
        foreach (var one in group)
        {
            if (MuteReason(one, status, told, now) is { } reason)
            {
                muted.Add(new HeldNews(one, reason));
            }
            else if (HoldReason(one, status, now, out var asking) is { } hold)
            {
                waiting.Add(hold);
            }
            else if (one.Kind is NewsKind.Denial or NewsKind.Retraction)
            {
                answers.Add(one);
                rule ??= asking;
            }
            else
            {
                ready.Add(one);
                rule = asking;
            }
        }

        if (ready.Count == 0 && status.LastToldAt is null)
        {
            HoldAnswers(answers, isAccusationComing: waiting.Count > held, waiting, muted);
            return null;
        }

        ready.AddRange(answers);
        if (ready.Count == 0)
        {
            return null;
        }

        var dueAt = DueAt(ready, status);
        if (now < dueAt)
        {
            waiting.AddRange(ready.Select(one => new HeldNews(one, status.LastToldAt is null ? "waits for more" : "waits for the interval", dueAt)));
            return null;
        }

        return new EventAlert(group[0].EventKey, status.LastToldAt is not null, rule!, ready);
    }

    private DateTimeOffset DueAt(List<EventNews> ready, EventStatus status)
    {
        var collected = ready.Min(one => one.SeenAt) + options.Wait;
        var next = status.LastToldAt + options.Interval;
        return next > collected ? next.Value : collected;
    }

    // A denial is told to those who know what is denied.
    private static void HoldAnswers(List<EventNews> answers, bool isAccusationComing, List<HeldNews> waiting, List<HeldNews> muted)
    {
        foreach (var answer in answers)
        {
            if (isAccusationComing)
            {
                waiting.Add(new HeldNews(answer, "waits with the accusation it answers"));
            }
            else
            {
                muted.Add(new HeldNews(answer, "the accusation it answers was not told"));
            }
        }
    }

    /// <summary>Why the news is never told; null when it may be.</summary>
    private string? MuteReason(EventNews news, EventStatus status, IReadOnlySet<string> told, DateTimeOffset now)
    {
        if (news.Kind is NewsKind.Correction)
        {
            return news.Facts.Count == 0 ? "the rejection was taken back before it was told"
                : !news.Facts.Any(told.Contains) ? "what it corrects was not told"
                : news.Tells.All(told.Contains) ? "the correction was told already"
                : null;
        }

        if (news.Facts.Count == 0)
        {
            return "an analyst rejected it before it was told";
        }

        if (news.Facts.All(told.Contains))
        {
            return HeldNews.ToldAlready;
        }

        if (!_rules.Exists(rule => AlertMatching.Matches(rule, news)))
        {
            return "no alert rule asks for it any more";
        }

        if (status.LastToldAt is null && now - news.SeenAt > ReportsAwaited
            && !_rules.Exists(rule => rule.MinimumIndependentReports <= status.IndependentReports && AlertMatching.Matches(rule, news)))
        {
            return $"had {status.IndependentReports} independent reports, too few, until it was no news any more";
        }

        if (news.Strength is AttributionStrength.Anonymous && status.Highest >= AttributionStrength.Official
            && news.Kind is NewsKind.Event or NewsKind.Stronger or NewsKind.Accuser)
        {
            return "unnamed officials say what is said officially by now";
        }

        return now - news.SeenAt > Article.NewsAgeMax && silences.Any(silence => silence.Covers(news.EventKey, news.SeenAt) && silence.Until <= now)
            ? "it was silenced until it was no news any more"
            : null;
    }

    /// <summary>Why the news is not told now; null when it may be told, with the rule that asks for it.</summary>
    private HeldNews? HoldReason(EventNews news, EventStatus status, DateTimeOffset now, out string? rule)
    {
        rule = null;
        if (silences.Where(silence => silence.Covers(news.EventKey, now)).MaxBy(silence => silence.Until) is { } silence)
        {
            return new HeldNews(news, "silenced", silence.Until);
        }

        HeldNews? hold = null;
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime);
        foreach (var candidate in _rules.Where(rule => news.Kind is NewsKind.Correction || AlertMatching.Matches(rule, news)))
        {
            if (status.IndependentReports < candidate.MinimumIndependentReports && status.LastToldAt is null)
            {
                hold ??= new HeldNews(
                    news, $"has {status.IndependentReports} of {candidate.MinimumIndependentReports} independent reports");
            }
            else if (candidate.QuietHours is { } quiet && quiet.Contains(local))
            {
                hold = new HeldNews(news, $"quiet hours {quiet}", EndOf(quiet, now));
            }
            else
            {
                rule = news.Kind is NewsKind.Correction ? CorrectionRule : candidate.Name;
                return null;
            }
        }

        // Only a correction can be left without a rule: whoever was told the mistake is told that it was one.
        rule = hold is null ? CorrectionRule : null;
        return hold;
    }

    private DateTimeOffset EndOf(QuietHours quiet, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone).DateTime;
        var wait = quiet.To - TimeOnly.FromDateTime(local);
        return now + wait;
    }

    /// <summary>
    /// Not more messages in any hour than the subscriber allows. The last free place, or the first that becomes free, is for a summary of
    /// everything that has no place of its own: nothing is dropped.
    /// </summary>
    private AlertPlan WithinTheHour(
        List<EventAlert> due,
        IReadOnlyDictionary<string, EventStatus> events,
        IReadOnlyList<DateTimeOffset> sentAt,
        DateTimeOffset now,
        List<HeldNews> waiting,
        List<HeldNews> muted)
    {
        var recent = sentAt.Where(instant => instant > now - Hour).Order().ToList();
        var places = settings.AlertsPerHourMax - recent.Count;
        if (due.Count <= places)
        {
            return new AlertPlan(due, [], waiting, muted);
        }

        if (places <= 0)
        {
            var freeAt = recent[recent.Count - settings.AlertsPerHourMax] + Hour;
            waiting.AddRange(due.SelectMany(alert => alert.News).Select(one => new HeldNews(one, "the hour's alerts are used up", freeAt)));
            return new AlertPlan([], [], waiting, muted);
        }

        var byWeight = due.OrderByDescending(alert => events[alert.EventKey].Highest).ThenBy(alert => alert.News[0].Id).ToList();
        return new AlertPlan(byWeight[..(places - 1)], byWeight[(places - 1)..], waiting, muted);
    }
}
