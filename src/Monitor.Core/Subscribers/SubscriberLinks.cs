using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Subscribers;

/// <summary>
/// Signed addresses in the mails of a subscriber: who holds one may do that one thing for that one subscriber, without an account. They never
/// run out, since a mail is found again after months, but end when the name is given to another person (<see cref="Subscriber.LinkName"/>, which
/// "subscriber" means here). What they do can be undone: by the reader, or, of "not relevant" and "not the same story", by an analyst. Only a
/// confirmation is done once, and in time.
/// </summary>
/// <param name="publicUrl">Where the pages for subscribers are reached from outside.</param>
/// <param name="key">The installation's key, the same for all workers.</param>
public sealed class SubscriberLinks(string publicUrl, byte[] key)
{
    /// <summary>Bits enough that nobody guesses one, few enough for an address in a text mail.</summary>
    private const int SignatureBytes = 16;

    private const string DateForm = "yyyy-MM-dd";

    /// <summary>The public address without a slash at its end; every link begins with it.</summary>
    public string Root { get; } = publicUrl.TrimEnd('/');

    /// <summary>The page of an attribution event for one subscriber, with the form that mutes it.</summary>
    public string Event(string subscriber, long eventId) => Address("event", subscriber, Number(eventId));

    /// <summary>The page of a story, to read.</summary>
    public string Story(string subscriber, long storyId) => Address("story", subscriber, Number(storyId));

    /// <summary>The page of a digest with everything in it: "view in browser", and what stands behind "N more".</summary>
    /// <param name="slot">The slot's name: 07:00.</param>
    public string Digest(string subscriber, DateOnly localDate, string slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        // Without the colon: some mail programs end an address in a text at one.
        return Address("digest", subscriber, localDate.ToString(DateForm, CultureInfo.InvariantCulture), slot.Replace(":", "", StringComparison.Ordinal));
    }

    /// <summary>The page on which a subscriber changes what is sent.</summary>
    public string Preferences(string subscriber) => Address("preferences", subscriber);

    /// <summary>The page with the form that ends all mails to the subscriber.</summary>
    public string Leave(string subscriber) => Address("leave", subscriber);

    /// <summary>The page with the form that ends the digest; alerts go on. A POST to it is RFC 8058's one click.</summary>
    public string LeaveDigest(string subscriber) => Address("leave-digest", subscriber);

    /// <summary>The page with the form that ends alerts by mail; the digest goes on. A POST to it is RFC 8058's one click.</summary>
    public string LeaveAlerts(string subscriber) => Address("leave-alerts", subscriber);

    /// <summary>The form that says that an article is not about a topic.</summary>
    public string NotRelevant(string subscriber, long articleId, string topicId) =>
        Address("not-relevant", subscriber, Number(articleId), topicId);

    /// <summary>The form that says that an article does not belong into a story.</summary>
    public string NotSameStory(string subscriber, long storyId, long articleId) =>
        Address("not-same-story", subscriber, Number(storyId), Number(articleId));

    /// <summary>The form that confirms an address.</summary>
    /// <param name="number">Which request.</param>
    public string Confirm(string subscriber, long number) => Address("confirm", subscriber, Number(number));

    /// <summary>What an address that was asked for is; null for one that this installation did not sign.</summary>
    /// <param name="path">The path as it was sent, percent-encoded: "/leave/desk/…".</param>
    public SubscriberLink? Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/') is ["", var action, var subscriber, .. var rest, var signature]
            && IsSigned(action, subscriber, rest = Array.ConvertAll(rest, Uri.UnescapeDataString), signature)
            ? Of(action, subscriber, rest)
            : null;
    }

    private static SubscriberLink? Of(string action, string subscriber, string[] rest) => (action, rest) switch
    {
        ("event", [var id]) when IsNumber(id, out var number) => new SubscriberLink.Event(subscriber, number),
        ("story", [var id]) when IsNumber(id, out var number) => new SubscriberLink.Story(subscriber, number),
        ("digest", [var date, var slot]) when IsDate(date, out var day) && slot.Length == 4 =>
            new SubscriberLink.Digest(subscriber, day, $"{slot[..2]}:{slot[2..]}"),
        ("preferences", []) => new SubscriberLink.Preferences(subscriber),
        ("leave", []) => new SubscriberLink.Leave(subscriber),
        ("leave-digest", []) => new SubscriberLink.LeaveDigest(subscriber),
        ("leave-alerts", []) => new SubscriberLink.LeaveAlerts(subscriber),
        ("not-relevant", [var id, var topic]) when IsNumber(id, out var number) => new SubscriberLink.NotRelevant(subscriber, number, topic),
        ("not-same-story", [var id, var article]) when IsNumber(id, out var number) && IsNumber(article, out var other) =>
            new SubscriberLink.NotSameStory(subscriber, number, other),
        ("confirm", [var id]) when IsNumber(id, out var number) => new SubscriberLink.Confirm(subscriber, number),
        _ => null,
    };

    private bool IsSigned(string action, string subscriber, string[] rest, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(action, subscriber, rest)), Encoding.UTF8.GetBytes(signature));

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Address(string action, string subscriber, params string[] rest) =>
        $"{Root}/{action}/{subscriber}/{string.Concat(rest.Select(part => Uri.EscapeDataString(part) + "/"))}{Sign(action, subscriber, rest)}";

    private string Sign(string action, string subscriber, string[] rest)
    {
        // "0" where nothing follows: links that were signed before there were others keep their signatures.
        var said = $"{action}\n{subscriber}\n{(rest.Length == 0 ? "0" : string.Join('\n', rest))}";
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(said)).AsSpan(0, SignatureBytes));
    }
}
