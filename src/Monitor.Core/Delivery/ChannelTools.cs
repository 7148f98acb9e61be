using Monitor.Delivery.Mail;

namespace Monitor.Delivery;

/// <summary>What channels send with.</summary>
/// <param name="Http">Guards against internal addresses and follows no redirect.</param>
public sealed record ChannelTools(IMailTransport Mails, HttpMessageInvoker Http, DeliveryOptions Options, TimeProvider Clock);
