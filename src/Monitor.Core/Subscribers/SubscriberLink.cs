namespace Monitor.Subscribers;

/// <summary>What a signed address in a mail lets its holder look at or do; the signature was right when one of these exists.</summary>
/// <param name="Subscriber">The subscriber's lasting name.</param>
public abstract record SubscriberLink(string Subscriber)
{
    /// <summary>An attribution event, with the form that mutes it.</summary>
    public sealed record Event(string Subscriber, long EventId) : SubscriberLink(Subscriber);

    /// <summary>A story, to read.</summary>
    public sealed record Story(string Subscriber, long StoryId) : SubscriberLink(Subscriber);

    /// <summary>A digest as a page, everything in it.</summary>
    /// <param name="Slot">The slot's name: 07:00.</param>
    public sealed record Digest(string Subscriber, DateOnly LocalDate, string Slot) : SubscriberLink(Subscriber);

    /// <summary>What the subscriber wants, to change.</summary>
    public sealed record Preferences(string Subscriber) : SubscriberLink(Subscriber);

    /// <summary>Leaving everything: what the links of mails of before there were others mean.</summary>
    public sealed record Leave(string Subscriber) : SubscriberLink(Subscriber);

    /// <summary>Leaving the digest, and only that.</summary>
    public sealed record LeaveDigest(string Subscriber) : SubscriberLink(Subscriber);

    /// <summary>Leaving alerts by mail, and only these.</summary>
    public sealed record LeaveAlerts(string Subscriber) : SubscriberLink(Subscriber);

    /// <summary>"Not relevant": the topic is wrong for the article.</summary>
    public sealed record NotRelevant(string Subscriber, long ArticleId, string TopicId) : SubscriberLink(Subscriber);

    /// <summary>"Not the same story": the article does not belong into the story.</summary>
    public sealed record NotSameStory(string Subscriber, long StoryId, long ArticleId) : SubscriberLink(Subscriber);

    /// <summary>Confirming an address; that it is done once and in time, the database says.</summary>
    /// <param name="Number">Which request.</param>
    public sealed record Confirm(string Subscriber, long Number) : SubscriberLink(Subscriber);
}
