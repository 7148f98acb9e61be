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
        var names = subscriber.Settings.DigestChannels;
        var others = subscriber.DigestChannels();
        if ((names.Count == 0 || names.Contains(AlertRule.MailChannel)) && !(subscriber.IsSuppressed && others.Count > 0))
        {
            yield return DigestMail.Compose(content, delivery.From, subscriber.Address, delivery.IdDomain).ToOutbox(subscriber.Name, urgent: false);
        }

        foreach (var address in others)
        {
            if (ChannelKinds.Of(address.Kind)?.Compose(Notice(content, address.Name), address, delivery) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>The key of what one channel gets of a digest.</summary>
    /// <param name="key">The digest's, and its mail's.</param>
    public static string KeyOf(string key, string channel) => $"{key}/{channel}";

    private static ChannelNotice Notice(DigestContent content, string channel) => new()
    {
        Key = KeyOf(content.Key, channel),
        Type = "digest",
        Subscriber = content.Subscriber,
        Subject = DigestMail.Subject(content),
        At = content.Now,
        Items = [.. DigestMail.Again(content) is { } again ? [new NoticeItem(again, null, "")] : Array.Empty<NoticeItem>(), .. Items(content)],
    };

    private static IEnumerable<NoticeItem> Items(DigestContent content) => content.Entries.Take(content.EntriesMax)
        .Select(one => new NoticeItem(one.Title, one.EventUrl ?? one.Report?.Url ?? one.Story?.Url, Said(one)))
        .Concat(content.Feeds.Shown.Select(feed => new NoticeItem($"{feed.Outlet}: {feed.Title}", feed.Url, feed.Reason)));

    /// <summary>What is new in the words of an article: of an event the quote of that, of a story how its newest report begins.</summary>
    private static string Said(DigestEntry entry) => entry.Event is { } told
        ? told.News.SelectMany(news => news.Quotes).Concat(told.Quotes).FirstOrDefault()?.Text ?? ""
        : entry.Report?.Sentence ?? "";
}
