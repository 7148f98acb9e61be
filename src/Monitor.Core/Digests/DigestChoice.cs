using System.Globalization;
using Monitor.Alerts;
using Monitor.AttributionEvents.Summaries;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>Chooses what concerns a subscriber. Pure.</summary>
public static class DigestChoice
{
    /// <summary>The content of a digest; without events and stories when nothing concerns the subscriber.</summary>
    public static DigestContent For(Subscriber subscriber, DueDigest due, DigestChanges changes, DateTimeOffset now, string publicUrl, SubscriberLinks? links,
        IReadOnlyList<string> unsubscribe)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(changes);
        var interests = subscriber.Settings.Interests;
        var events = changes.Events.Where(one => Concerns(interests, null, one.Actors, one.Outlets, one.Languages)).ToList();
        var stories = changes.Stories.Where(one => Concerns(interests, one.TopicIds, one.Actors, one.Outlets, one.Languages)).ToList();
        return new DigestContent
        {
            Subscriber = subscriber.Name,
            LocalDate = due.LocalDate,
            Slot = due.Slot.Name,
            Schedule = Schedule(subscriber.Settings.Digests),
            Zone = subscriber.Settings.Zone(),
            Now = now,
            Attributions = [.. events
                .OrderByDescending(one => one.Summary.Highest)
                .ThenByDescending(one => one.Summary.IndependentReports)
                .ThenBy(one => one.Id)
                .Select(one => new DigestAttribution(one.Summary, links?.Event(subscriber.Name, one.Id)))],
            Stories = [.. stories
                .OrderByDescending(one => one.Story.IndependentReports)
                .ThenByDescending(one => one.Story.Copies)
                .ThenBy(one => one.Id)
                .Select(one => one.Story with { StoryUrl = Page(publicUrl, "stories", one.Id) })],
            Articles = stories.Sum(one => one.NewArticleOutlets.Count),
            Outlets = stories.SelectMany(one => one.NewArticleOutlets).Distinct().Count(),
            Interests = Words(interests),
            Unsubscribe = unsubscribe,
        };
    }

    /// <summary>Our own page of something; null without a public address.</summary>
    public static string? Page(string publicUrl, string kind, long id) =>
        publicUrl.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{publicUrl.TrimEnd('/')}/{kind}/{id}") : null;

    private static bool Concerns(
        Interests interests, IReadOnlySet<string>? topics, IReadOnlySet<string> actors, IReadOnlySet<string> outlets, IReadOnlyList<string> languages)
    {
        var isRead = interests.Languages.Count == 0 || languages.Count == 0
            || languages.Any(language => interests.Languages.Any(wanted => AlertMatching.Speaks(language, wanted)));
        return isRead && (interests.IsEverything
            || (topics is not null && interests.Topics.Any(topics.Contains))
            || interests.Actors.Any(actors.Contains)
            || interests.Outlets.Any(outlets.Contains));
    }

    /// <summary>"every day at 07:00 and 18:00", "on Monday and Friday at 07:00".</summary>
    private static string Schedule(IReadOnlyList<DigestSlot> slots) => slots.Count == 0 ? "" : EventWords.Names(
    [
        .. slots
            .GroupBy(slot => string.Join(' ', slot.Days.Order()), (_, same) => same.OrderBy(slot => slot.At).ToList())
            .OrderBy(same => same[0].At)
            .Select(same => $"{On(same[0].Days)} at {EventWords.Names([.. same.Select(slot => slot.Name)])}"),
    ]);

    private static string On(IReadOnlyList<DayOfWeek> days) =>
        days.Count == 0 ? "every day" : $"on {EventWords.Names([.. days.Order().Select(day => day.ToString())])}";

    private static string Words(Interests interests)
    {
        var words = interests.Topics.Select(topic => topic.Replace('-', ' ')).Concat(interests.Actors).Concat(interests.Outlets).ToList();
        return words.Count == 0 ? "" : EventWords.Names(words);
    }
}
