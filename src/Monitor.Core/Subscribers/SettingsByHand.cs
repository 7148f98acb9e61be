namespace Monitor.Subscribers;

/// <summary>
/// What of a subscriber's settings can be changed by hand, each by the name that it has in subscribers.yaml. A change by hand, by the reader or
/// by a command, outlives the file: applying it changes the rest. Pure.
/// </summary>
public static class SettingsByHand
{
    /// <summary>The address; it is no part of the settings.</summary>
    public const string Address = "address";

    /// <summary>Puts one part of the second settings into the first.</summary>
    private static readonly (string Name, Func<SubscriberSettings, SubscriberSettings, SubscriberSettings> Take)[] Parts =
    [
        ("name", (into, from) => into with { DisplayName = from.DisplayName }),
        ("timeZone", (into, from) => into with { TimeZone = from.TimeZone }),
        ("digests", (into, from) => into with { Digests = from.Digests }),
        ("digestChannels", (into, from) => into with { DigestChannels = from.DigestChannels }),
        ("interests", (into, from) => into with { Interests = from.Interests }),
        ("atLeast", (into, from) => into with { AtLeast = from.AtLeast }),
        ("length", (into, from) => into with { Length = from.Length }),
        ("language", (into, from) => into with { Language = from.Language }),
        ("sendWhenEmpty", (into, from) => into with { SendWhenEmpty = from.SendWhenEmpty }),
        ("alerts", (into, from) => into with { Alerts = from.Alerts }),
        ("channels", (into, from) => into with { Channels = from.Channels }),
        ("alertsPerHourMax", (into, from) => into with { AlertsPerHourMax = from.AlertsPerHourMax }),
        ("feeds", (into, from) => into with { FeedTroubles = from.FeedTroubles }),
    ];

    /// <summary>The names of the parts in which the settings differ.</summary>
    public static IReadOnlyList<string> Differences(SubscriberSettings one, SubscriberSettings other)
    {
        var written = SubscriberMapping.Write(one);
        return [.. Parts.Where(part => SubscriberMapping.Write(part.Take(one, other)) != written).Select(part => part.Name)];
    }

    /// <summary>What the file says, but for the parts that were changed by hand: these stay as they are held.</summary>
    public static SubscriberSettings Keep(SubscriberSettings held, SubscriberSettings file, IReadOnlyList<string> byHand)
    {
        ArgumentNullException.ThrowIfNull(byHand);
        return Parts.Where(part => byHand.Contains(part.Name)).Aggregate(file, (settings, part) => part.Take(settings, held));
    }

    /// <summary>Changes a subscriber by hand, and remembers which parts.</summary>
    public static void ChangeByHand(this Subscriber subscriber, SubscriberSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var differences = Differences(subscriber.Settings, settings);
        if (differences.Count > 0)
        {
            subscriber.Change(settings, now);
            subscriber.ByHand = [.. subscriber.ByHand.Union(differences).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// Another address by hand. Mails go to the old one until it is confirmed at the new one; one who was never confirmed has only the new one.
    /// </summary>
    public static void MoveByHand(this Subscriber subscriber, string address)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        subscriber.Move(address);
        subscriber.ByHand = [.. subscriber.ByHand.Append(Address).Distinct().Order(StringComparer.Ordinal)];
    }

    internal static void Move(this Subscriber subscriber, string address)
    {
        if (subscriber.ConfirmedAt is null)
        {
            subscriber.Address = address;
        }

        subscriber.NewAddress = subscriber.Address == address ? null : address;
        subscriber.ConfirmationDue = subscriber.AwaitedAddress is not null;
    }
}
