using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Channels;

namespace Monitor.Alerts;

/// <summary>Composes alerts for a Matrix room. Pure.</summary>
public sealed class AlertMatrix : IAlertForm
{
    private const int QuotesMax = 2;

    public string Kind => "matrix";

    public OutboxMessage Compose(AlertContent content, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(address);
        var notice = new ChannelNotice
        {
            Key = content.Key,
            Type = "alert",
            Subscriber = content.Subscriber,
            Subject = AlertMail.Subject(content),
            At = content.Now,
            Items = [.. content.Events.SelectMany(Items)],
            IsUrgent = true,
        };
        return ChannelKinds.Of(Kind)!.Compose(notice, address, delivery)!;
    }

    private static IEnumerable<NoticeItem> Items(AlertedEvent one) => one.Summary.Quotes.Take(QuotesMax)
        .Select(quote => new NoticeItem(quote.Outlet, quote.Url, $"“{quote.Text}”"))
        .Prepend(new NoticeItem(
            EventWords.Title(one.Summary),
            one.Url,
            $"{EventWords.Deed(one.Summary)} · {EventWords.Strength(one.Summary.Highest)} · "
                + EventWords.Count(one.Summary.IndependentReports, "independent report")));
}
