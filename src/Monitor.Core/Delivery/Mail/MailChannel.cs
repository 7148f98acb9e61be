using Monitor.Delivery.Channels;

namespace Monitor.Delivery.Mail;

/// <summary>Mail, to the subscriber's own address.</summary>
public sealed class MailChannel : IChannel
{
    public const string KindName = "mail";

    private const string AddressField = "address";

    public string Kind => KindName;

    /// <summary>None: the address stands with the subscriber.</summary>
    public IReadOnlyList<string> Fields => [];

    public static ChannelAddress To(string address) =>
        new(KindName, KindName, new Dictionary<string, string> { [AddressField] = address });

    /// <summary>The mail address of an address of this kind.</summary>
    public static string MailAddress(ChannelAddress address) =>
        address[AddressField] ?? throw new ArgumentException("not the address of a mailbox", nameof(address));

    public IEnumerable<ChannelFault> Faults(ChannelAddress address) => [new(null, "mail goes to the subscriber's own address and needs no channel")];

    /// <summary>None: what is mailed is composed as a mail.</summary>
    public OutboxMessage? Compose(ChannelNotice notice, ChannelAddress address, DeliveryOptions delivery) => null;

    public async Task<DeliveryOutcome> SendAsync(OutboxMessage message, ChannelTools tools, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(tools);
        var mail = message.Mail();
        try
        {
            using var composed = MimeMail.Compose(mail, tools.Options.IdDomain);
            return WithoutAddress(await tools.Mails.SendAsync(mail.Key, composed, cancellationToken), mail.To);
        }
        catch (FormatException fault)                                       // an address of the mail is none
        {
            return WithoutAddress(new DeliveryOutcome.Rejected(fault.Message), mail.To);
        }
    }

    // Servers repeat the address they refuse; addresses of subscribers stand in no log.
    private static DeliveryOutcome WithoutAddress(DeliveryOutcome outcome, string address)
    {
        return outcome switch
        {
            DeliveryOutcome.Deferred deferred => deferred with { Reason = Hide(deferred.Reason) },
            DeliveryOutcome.Rejected rejected => rejected with { Reason = Hide(rejected.Reason) },
            DeliveryOutcome.Halted halted => halted with { Reason = Hide(halted.Reason) },
            DeliveryOutcome.Unknown unknown => unknown with { Reason = Hide(unknown.Reason) },
            _ => outcome,
        };

        string Hide(string reason) => reason.Replace(address, "(the recipient)", StringComparison.OrdinalIgnoreCase);
    }
}
