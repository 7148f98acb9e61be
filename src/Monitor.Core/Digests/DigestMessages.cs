using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>The messages that one digest becomes: a mail, and what the subscriber's channels get of it. Pure.</summary>
internal static class DigestMessages
{
    public static IEnumerable<OutboxMessage> Of(DigestContent content, Subscriber subscriber, DeliveryOptions delivery)
    {
        var channels = subscriber.Settings.DigestChannels;
        if (channels.Count == 0 || channels.Contains(AlertRule.MailChannel))
        {
            yield return DigestMail.Compose(content, delivery.From, subscriber.Address, delivery.IdDomain).ToOutbox(subscriber.Name, urgent: false);
        }

        foreach (var name in channels.Where(name => name != AlertRule.MailChannel).Distinct())
        {
            if (subscriber.Channel(name) is { } address && ChannelKinds.Of(address.Kind)?.Compose(Notice(content, name), address, delivery) is { } message)
            {
                yield return message;
            }
        }
    }

    private static ChannelNotice Notice(DigestContent content, string channel) => new()
    {
        Key = $"{content.Key}/{channel}",
        Type = "digest",
        Subscriber = content.Subscriber,
        Subject = DigestMail.Subject(content),
        At = content.Now,
        Items = [.. Items(content)],
    };

    private static IEnumerable<NoticeItem> Items(DigestContent content) => content.Attributions
        .Select(one => new NoticeItem(EventWords.Title(one.Summary), one.Url, one.Summary.Quotes.Count > 0 ? one.Summary.Quotes[0].Text : ""))
        .Concat(content.Stories.Select(story => new NoticeItem(story.Title, story.StoryUrl ?? story.Url, story.Lead)))
        .Concat(content.Feeds.Shown.Select(feed => new NoticeItem($"{feed.Outlet}: {feed.Title}", feed.Url, feed.Reason)));
}
