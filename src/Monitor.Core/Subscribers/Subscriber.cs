using System.Globalization;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Subscribers;

/// <summary>Somebody who gets digests and alerts: one person, or a desk with a shared address.</summary>
public sealed class Subscriber
{
    public const int NameCharactersMax = 60;

    /// <summary>Who comes back to the digest so soon is told what came meanwhile; later it begins anew.</summary>
    private static readonly TimeSpan SoonBack = TimeSpan.FromDays(7);

    public int Id { get; private set; }

    /// <summary>Unique and lasting: "desk". Keys of messages are made with it, and logs show it instead of the address.</summary>
    public required string Name { get; init; }

    /// <summary>How often another person may have got the name: who was removed keeps no key to what their successor gets.</summary>
    public int LinkEpoch { get; private set; }

    /// <summary>What their links are signed for: "desk", and "desk.1" after the name was given anew. No name has a dot.</summary>
    public string LinkName => LinkEpoch == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}.{LinkEpoch}");

    /// <summary>The mailbox; empty for one who was removed.</summary>
    public required string Address { get; set; }

    /// <summary>Where mails are to go once it is confirmed there; until then they go to <see cref="Address"/>.</summary>
    public string? NewAddress { get; set; }

    /// <summary>What is in force: as the config file or who added them said it, but for what was changed by hand.</summary>
    public required SubscriberSettings Settings { get; set; }

    /// <summary>
    /// What the reader or a command changed, by the names of <see cref="SettingsByHand"/>: the config file decides it no more.
    /// </summary>
    public IReadOnlyList<string> ByHand { get; set; } = [];

    /// <summary>When the address was confirmed, the last time; nothing else is sent before. Those of the config file are confirmed by who wrote it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Whether Notify has to send a link that confirms <see cref="NewAddress"/>, or <see cref="Address"/> where there is none.</summary>
    public bool ConfirmationDue { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken out of the config file, removed, or left: nothing is sent, what was told is remembered.</summary>
    public bool Left { get; set; }

    /// <summary>Left by their own wish: they can come back, the config file does not bring them back.</summary>
    public bool LeftByWish { get; set; }

    /// <summary>Whether the config file names this subscriber; those added by command are left alone by it.</summary>
    public bool FromFile { get; set; }

    /// <summary>Came by the public page: a stranger, whose word on stories counts for nothing.</summary>
    public bool SignedUp { get; init; }

    /// <summary>Since when the reader wants no digest; null for one who does.</summary>
    public DateTimeOffset? DigestOffAt { get; set; }

    /// <summary>Since when the reader wants no alerts by mail; null for one who does. Other channels go on.</summary>
    public DateTimeOffset? AlertsOffAt { get; set; }

    /// <summary>Until when nothing is sent; what came meanwhile is in the digest after it.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>When to look at the next digest; null for one who gets none.</summary>
    public DateTimeOffset? NextDigestAt { get; set; }

    /// <summary>A slot before it is not made up for: it was no slot then, or they did not want it; null for <see cref="CreatedAt"/>.</summary>
    public DateTimeOffset? DigestsFrom { get; set; }

    /// <summary>The sequence number of the last change that a digest told.</summary>
    public long ToldSequence { get; set; }

    /// <summary>The address that refuses our mail for good; another address is not concerned. Null where none does.</summary>
    public string? SuppressedAddress { get; set; }

    public DateTimeOffset? SuppressedAt { get; set; }

    /// <summary>What was said, without the address.</summary>
    public string? SuppressedReason { get; set; }

    /// <summary>
    /// Nothing is mailed: the address refuses it. The digest goes by their other channels; without one, what it would have told waits for another
    /// address, or for 'subscriber confirm'.
    /// </summary>
    public bool IsSuppressed => SuppressedAddress == Address;

    /// <summary>The address that a confirmation is for; null while none is awaited.</summary>
    public string? AwaitedAddress => NewAddress ?? (ConfirmedAt is null || LeftByWish ? Address : null);

    /// <summary>Where an alert rule's channel leads; null for one that is no more.</summary>
    public ChannelAddress? Channel(string name) =>
        name == AlertRule.MailChannel ? MailChannel.To(Address) : Settings.Channels.FirstOrDefault(channel => channel.Name == name);

    /// <summary>The channels beside mail that their digest goes by.</summary>
    public IReadOnlyList<ChannelAddress> DigestChannels() =>
        [.. Settings.DigestChannels.Where(name => name != AlertRule.MailChannel).Distinct().Select(Channel).OfType<ChannelAddress>()];

    /// <summary>Whether alerts of a channel are wanted.</summary>
    public bool Wants(string channel) => AlertsOffAt is null || channel != AlertRule.MailChannel;

    /// <summary>Other settings from now on; a slot of theirs that is over today is not made up for.</summary>
    public void Change(SubscriberSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.TimeZone != Settings.TimeZone || SettingsByHand.Differences(Settings, settings).Contains("digests"))
        {
            DigestsFrom = now;
        }

        Settings = settings;
        LookAt(now);
    }

    /// <summary>The digest, or none.</summary>
    /// <param name="last">The number of the last change there is.</param>
    public void WantDigest(bool wanted, DateTimeOffset now, long last)
    {
        if (!wanted)
        {
            DigestOffAt ??= now;
        }
        else if (DigestOffAt is { } since)
        {
            DigestOffAt = null;
            BeginAgain(since, now, last);
        }
    }

    /// <summary>Nothing any more, by their own wish.</summary>
    public void Leave(DateTimeOffset now)
    {
        (Left, LeftByWish) = (true, true);
        (NewAddress, ConfirmationDue) = (null, false);
        DigestsFrom = now;
    }

    /// <summary>Back, by their own wish too.</summary>
    /// <param name="last">The number of the last change there is.</param>
    public void ComeBack(DateTimeOffset now, long last)
    {
        (Left, LeftByWish) = (false, false);
        BeginAgain(DigestsFrom ?? CreatedAt, now, last);
    }

    /// <summary>The address that was awaited is theirs: they get mails from now on, also where they had left.</summary>
    /// <param name="last">The number of the last change there is.</param>
    public void Confirm(DateTimeOffset now, long last)
    {
        Address = NewAddress ?? Address;
        (NewAddress, ConfirmationDue) = (null, false);
        if (SuppressedAddress is not null)
        {
            LiftSuppression(now);
        }

        if (ConfirmedAt is null)
        {
            (Left, LeftByWish) = (false, false);
            BeginAgain(DateTimeOffset.MinValue, now, last);
        }
        else if (Left)
        {
            ComeBack(now, last);
        }

        ConfirmedAt = now;
    }

    /// <summary>Mails go to the address again; what waited is told now, and not at the next slot.</summary>
    public void LiftSuppression(DateTimeOffset now)
    {
        (SuppressedAddress, SuppressedAt, SuppressedReason) = (null, null, null);
        LookAt(now);
    }

    /// <summary>Taken out by the operator; the address is forgotten, here (<see cref="SubscriberQueries.RemoveAsync"/>: everywhere).</summary>
    public void Remove()
    {
        (Left, LeftByWish, FromFile) = (true, false, false);
        (Address, NewAddress, ConfirmedAt, ConfirmationDue) = ("", null, null, false);
        (SuppressedAddress, SuppressedAt, SuppressedReason) = (null, null, null);
    }

    /// <summary>One who was taken out is added again under the same name: what was told stays known, the address is to be confirmed.</summary>
    public void TakeInAgain(string address, SubscriberSettings settings, DateTimeOffset now)
    {
        (Left, FromFile, ConfirmedAt, NewAddress) = (false, false, null, null);
        (DigestOffAt, AlertsOffAt, PausedUntil, ByHand) = (null, null, null, []);
        (Address, ConfirmationDue) = (address, true);
        LinkEpoch++;
        Change(settings, now);
    }

    /// <summary>The config file says whose the address is.</summary>
    internal void ConfirmByFile(string address, DateTimeOffset now)
    {
        // Removed, and named again: by another person, for all that is known.
        LinkEpoch += Address.Length == 0 ? 1 : 0;
        (Address, ConfirmedAt, ConfirmationDue) = (address, now, false);
    }

    /// <summary>Digests go on from an instant; slots before it are not made up for.</summary>
    internal void Resume(DateTimeOffset from)
    {
        DigestsFrom = from;
        LookAt(from);
    }

    /// <summary>The next tick looks when the next digest is due.</summary>
    private void LookAt(DateTimeOffset instant) => NextDigestAt = Settings.Digests.Count > 0 ? instant : null;

    private void BeginAgain(DateTimeOffset since, DateTimeOffset now, long last)
    {
        if (now - since > SoonBack)
        {
            ToldSequence = Math.Max(ToldSequence, last);
        }

        Resume(now);
    }
}
