using Monitor.Accounts;

namespace Monitor.Worker.Json.Deeds;

/// <summary>What a deed was done to, as a program finds it again.</summary>
/// <param name="Words">The same as a person reads it before the sentence: "Feed 3, Harbour"; null where the sentence says it.</param>
public sealed record DeedTarget(string? Words, long? Feed = null, string? Title = null, string? Subscriber = null, long? Message = null)
{
    public static DeedTarget OfFeed(long id, string title) => new($"Feed {id}, {title}", Feed: id, Title: title);

    /// <summary>A feed that a deed added, if it did.</summary>
    public static DeedTarget OfNewFeed(DeedOutcome deed, string title) => new(null, Feed: (deed as DeedOutcome.Done)?.Number, Title: title);

    public static DeedTarget OfSubscriber(string name) => new(name, Subscriber: name);

    public static DeedTarget OfMessage(long id) => new($"Message {id}", Message: id);
}
