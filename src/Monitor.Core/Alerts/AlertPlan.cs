using Monitor.AttributionEvents.Summaries;

namespace Monitor.Alerts;

/// <summary>What to do with the news that waits for one subscriber on one channel. Every piece stands in exactly one list, with the reason.</summary>
/// <param name="Alerts">One message each, in this order.</param>
/// <param name="Summary">Events that are collected in one message, since the hour has no room for one each; empty for no such message.</param>
public sealed record AlertPlan(
    IReadOnlyList<EventAlert> Alerts, IReadOnlyList<EventAlert> Summary, IReadOnlyList<HeldNews> Waiting, IReadOnlyList<HeldNews> Muted)
{
    /// <summary>
    /// The same, with the facts that each alert tells: those of its news and all others of its event, but none that was told before or that
    /// an alert in front of it tells. News that has nothing left to tell is muted.
    /// </summary>
    public AlertPlan TellingOnce(IReadOnlyDictionary<string, EventStatus> events, IReadOnlySet<string> told)
    {
        ArgumentNullException.ThrowIfNull(events);
        var known = new HashSet<string>(told, StringComparer.Ordinal);
        var muted = Muted.ToList();
        List<EventAlert> Telling(IReadOnlyList<EventAlert> alerts)
        {
            var telling = new List<EventAlert>();
            foreach (var alert in alerts)
            {
                var news = alert.News.Where(one => one.Tells.Any(fact => !known.Contains(fact))).ToList();
                muted.AddRange(alert.News.Except(news).Select(one => new HeldNews(one, HeldNews.ToldAlready)));
                if (news.Count > 0)
                {
                    var facts = news.SelectMany(one => one.Tells).Concat(events[alert.EventKey].Facts).Where(known.Add).ToList();
                    telling.Add(alert with { News = news, Facts = facts });
                }
            }

            return telling;
        }

        return new AlertPlan(Telling(Alerts), Telling(Summary), Waiting, muted);
    }
}
