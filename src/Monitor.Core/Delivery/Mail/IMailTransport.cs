using MimeKit;

namespace Monitor.Delivery.Mail;

/// <summary>One way by which mails leave.</summary>
public interface IMailTransport
{
    /// <summary>Tries once. Does not throw for what the network or the other side does.</summary>
    /// <param name="key">The mail's key (<see cref="OutgoingMail.Key"/>): the same mail, tried again, has the same one.</param>
    Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken);

    /// <summary>Nothing more is to be sent for now: what was kept open is closed.</summary>
    Task RestAsync() => Task.CompletedTask;
}
