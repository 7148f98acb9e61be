using System.Text.Json.Serialization;
using Monitor.Accounts;

namespace Monitor.Worker.Json.Deeds;

/// <summary>What was done. Of what it was done to, only what it has is written.</summary>
/// <param name="Id">The number of what was made; null where nothing new was.</param>
/// <param name="Feed">The number of the feed it was done to.</param>
/// <param name="Title">The feed's title.</param>
/// <param name="Subscriber">The name of the subscriber it was done to.</param>
/// <param name="Message">The number of the message it was done to.</param>
/// <param name="LeftOut">What was left out of it, a line each.</param>
/// <param name="Says">The sentence for a person.</param>
public sealed record DeedShape(
    long? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Feed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subscriber,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Message,
    IReadOnlyList<string> LeftOut,
    string Says)
{
    /// <param name="of">What it was done to; null where the words say it.</param>
    /// <param name="further">What else is to be said of it, behind it.</param>
    public static DeedShape From(DeedOutcome.Done done, DeedTarget? of, string further = "")
    {
        ArgumentNullException.ThrowIfNull(done);
        var says = $"{(of?.Words is { } words ? $"{words}: " : "")}{done.Says}{further}";
        return new DeedShape(done.Number, of?.Feed, of?.Title, of?.Subscriber, of?.Message, done.LeftOut, says);
    }
}
