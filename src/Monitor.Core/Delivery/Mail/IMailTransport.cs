namespace Monitor.Delivery.Mail;

/// <summary>One way by which mails leave.</summary>
public interface IMailTransport
{
    /// <summary>Tries once. Does not throw for what the network or the other side does.</summary>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
