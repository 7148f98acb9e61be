namespace Monitor.Worker.Json.Deeds;

/// <summary>What a deed was done to, as a program finds it again.</summary>
/// <param name="Words">The same as a person reads it before the sentence: "Feed 3, Harbour"; null where the sentence says it.</param>
public sealed record DeedTarget(string? Words, long? Feed = null, string? Title = null, string? Subscriber = null, long? Message = null)
{
    public static DeedTarget OfFeed(long id, string title) => new($"Feed {id}, {title}", Feed: id, Title: title);

    public static DeedTarget OfSubscriber(string name) => new(name, Subscriber: name);

    public static DeedTarget OfMessage(long id) => new($"Message {id}", Message: id);
}
