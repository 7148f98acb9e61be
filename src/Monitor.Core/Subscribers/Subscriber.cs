using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Subscribers;

/// <summary>Somebody who gets digests and alerts: one person, or a desk with a shared address.</summary>
public sealed class Subscriber
{
    public const int NameCharactersMax = 60;

    public int Id { get; private set; }

    /// <summary>Unique and lasting: "desk". Keys of messages are made with it, and logs show it instead of the address.</summary>
    public required string Name { get; init; }

    public required string Address { get; set; }

    public required SubscriberSettings Settings { get; set; }

    /// <summary>When the address was confirmed; nothing is sent before. Those of the config file are confirmed by who wrote it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken out of the config file, or unsubscribed: nothing is sent, what was told is remembered.</summary>
    public bool Left { get; set; }

    /// <summary>Left by their own wish: only 'subscriber confirm' takes them in again, not the config file.</summary>
    public bool LeftByWish { get; set; }

    /// <summary>Whether the config file names this subscriber; those added by command are left alone by it.</summary>
    public bool FromFile { get; set; }

    /// <summary>When to look at the next digest; null for one who gets none.</summary>
    public DateTimeOffset? NextDigestAt { get; set; }

    /// <summary>The sequence number of the last change that a digest told.</summary>
    public long ToldSequence { get; set; }

    /// <summary>The address that refuses our mail for good; another address is not concerned. Null where none does.</summary>
    public string? SuppressedAddress { get; set; }

    public DateTimeOffset? SuppressedAt { get; set; }

    /// <summary>What was said, without the address.</summary>
    public string? SuppressedReason { get; set; }

    /// <summary>Nothing is mailed: the address refuses it. What would have been told waits for another address, or for 'subscriber confirm'.</summary>
    public bool IsSuppressed => SuppressedAddress == Address;

    /// <summary>Where an alert rule's channel leads; null for one that is no more.</summary>
    public ChannelAddress? Channel(string name) =>
        name == AlertRule.MailChannel ? MailChannel.To(Address) : Settings.Channels.FirstOrDefault(channel => channel.Name == name);
}
