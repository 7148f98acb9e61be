using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Subscribers;

/// <summary>
/// Signed addresses in the mails of a subscriber: who holds one may do that one thing for that one subscriber, without an account. They never
/// run out, since a mail is found again after months, and what they do can be undone.
/// </summary>
/// <param name="publicUrl">Where the pages for subscribers are reached from outside.</param>
/// <param name="key">The installation's key, the same for all workers.</param>
public sealed class SubscriberLinks(string publicUrl, byte[] key)
{
    /// <summary>Bits enough that nobody guesses one, few enough for an address in a text mail.</summary>
    private const int SignatureBytes = 16;

    private readonly string _root = publicUrl.TrimEnd('/');

    /// <summary>The page of an attribution event for one subscriber, with the form that mutes it.</summary>
    public string Event(string subscriber, long eventId) =>
        string.Create(CultureInfo.InvariantCulture, $"{_root}/event/{subscriber}/{eventId}/{Sign("event", subscriber, eventId)}");

    /// <summary>The page with the form that ends all mails to the subscriber.</summary>
    public string Leave(string subscriber) => $"{_root}/leave/{subscriber}/{Sign("leave", subscriber, 0)}";

    public bool IsEvent(string subscriber, long eventId, string signature) => IsSigned("event", subscriber, eventId, signature);

    public bool IsLeave(string subscriber, string signature) => IsSigned("leave", subscriber, 0, signature);

    private bool IsSigned(string action, string subscriber, long number, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(action, subscriber, number)), Encoding.UTF8.GetBytes(signature));

    private string Sign(string action, string subscriber, long number)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{action}\n{subscriber}\n{number}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(said)).AsSpan(0, SignatureBytes));
    }
}
