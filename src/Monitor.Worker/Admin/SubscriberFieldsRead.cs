using System.Globalization;
using Monitor.Subscribers;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Admin;

/// <summary>Reads what <c>SubscriberFields</c> shows. What is posted as it was shown changes nothing: not the order of a file either. Pure.</summary>
internal static class SubscriberFieldsRead
{
    public static SubscriberWishes Of(FormPost post, SubscriberSettings held)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(held);
        return new SubscriberWishes
        {
            DisplayName = post.Text("displayName").Trim(),
            TimeZone = post.Text("timeZone").Trim(),
            Digests = Changed("digests", [.. held.Digests.Select(SubscriberWishes.WordsOf)]),
            Length = post.Text("length"),
            Language = post.Text("language"),
            AtLeast = Number("atLeast"),
            SendWhenEmpty = post.Fields.ContainsKey("sendWhenEmpty"),
            FeedTroubles = post.Fields.ContainsKey("feeds"),
            Alerts = post.Text("alerts") is var alerts && alerts == SubscriberWishes.AlertsOf(held) ? null : alerts,
            AlertsPerHourMax = Number("alertsPerHour"),
            Topics = Changed("topics", held.Interests.Topics),
            Actors = Changed("actors", held.Interests.Actors),
            Accusers = Changed("accusers", held.Interests.Accusers),
            Accused = Changed("accused", held.Interests.Accused),
            Outlets = Changed("outlets", held.Interests.Outlets),
            ArticlesIn = Changed("articlesIn", held.Interests.Languages),
        };

        IReadOnlyList<string>? Changed(string field, IReadOnlyList<string> shown) =>
            post.Lines(field) is var lines && lines.SequenceEqual(shown, StringComparer.Ordinal) ? null : lines;

        // What is no number is none that is allowed.
        int Number(string field) => int.TryParse(post.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
