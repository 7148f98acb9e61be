using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Webhooks;

namespace Monitor.Alerts;

/// <summary>Composes the webhook calls of alerts: our own JSON, and the shapes that Slack and Teams take. Pure.</summary>
public sealed class AlertWebhook : IAlertForm
{
    private const int QuoteCharactersMax = 300;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Kind => WebhookChannel.KindName;

    public OutboxMessage Compose(AlertContent content, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(content);
        var webhook = WebhookAddress.Of(address);
        var call = Compose(content, webhook);
        return OutboxMessage.Of(Kind, webhook.Host, call.Key, call, content.Subscriber, AlertMail.Subject(content), content.Now, urgent: true);
    }

    public static OutgoingWebhook Compose(AlertContent content, WebhookAddress webhook)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(webhook);
        JsonObject body = webhook.Shape switch
        {
            WebhookShape.Slack => Slack(content),
            WebhookShape.Teams => Teams(content),
            _ => Own(content),
        };
        return new OutgoingWebhook
        {
            Key = content.Key,
            Url = webhook.Url,
            UrlSecret = webhook.UrlSecret,
            SigningSecret = webhook.SigningSecret,
            Body = body.ToJsonString(Readable),
        };
    }

    private static JsonObject Own(AlertContent content) => new()
    {
        ["id"] = MessageId.OfWebhook(content.Key),
        ["type"] = content.Events.Count > 1 ? "alert.summary" : "alert",
        ["time"] = content.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["subscriber"] = content.Subscriber,
        ["subject"] = AlertMail.Subject(content),
        ["events"] = new JsonArray([.. content.Events.Select(Own)]),
    };

    private static JsonObject Own(AlertedEvent one) => new()
    {
        ["event"] = one.Summary.Key,
        ["news"] = one.Lead.Kind.ToString().ToLowerInvariant(),
        ["isUpdate"] = one.IsUpdate,
        ["accusers"] = new JsonArray([.. one.Summary.Accusers.Select(accuser => (JsonNode)new JsonObject
        {
            ["name"] = accuser.Actor.Name,
            ["strength"] = accuser.Strength.ToString().ToLowerInvariant(),
        })]),
        ["accused"] = one.Summary.Accused.Name,
        ["actClass"] = one.Summary.ActClass,
        ["target"] = one.Summary.Target,
        ["strength"] = one.Summary.Highest.ToString().ToLowerInvariant(),
        ["independentReports"] = one.Summary.IndependentReports,
        ["copies"] = one.Summary.Copies,
        ["evidence"] = new JsonArray([.. one.Summary.Quotes.Concat(one.Summary.Answers).Select(quote => (JsonNode)new JsonObject
        {
            ["text"] = quote.Text,
            ["outlet"] = quote.Outlet,
            ["url"] = MailHtml.WebAddress(quote.Url),
            ["published"] = quote.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        })]),
        ["facts"] = new JsonArray([.. one.Facts]),
        ["rule"] = one.Rule,
        ["url"] = one.Url,
    };

    private static JsonObject Slack(AlertContent content) => SlackBody.Of(
        AlertMail.Subject(content),
        content.Events.SelectMany(one => one.Summary.Quotes.Take(2)
            .Select(quote => $"> {SlackBody.Text(MailHtml.Plain(quote.Text, QuoteCharactersMax))}\n{SlackBody.Link(quote.Url, quote.Outlet)}")
            .Prepend($"*{SlackBody.Text(EventWords.Title(one.Summary))}*\n{SlackBody.Text(Facts(one.Summary))}")));

    private static JsonObject Teams(AlertContent content) => TeamsBody.Of(
        content.Events.SelectMany(one => one.Summary.Quotes.Take(2)
            .Select(quote => TeamsBody.Block($"“{MailHtml.Plain(quote.Text, QuoteCharactersMax)}” – {quote.Outlet}", "Lighter"))
            .Prepend(TeamsBody.Block(Facts(one.Summary), "Default"))
            .Prepend(TeamsBody.Block(EventWords.Title(one.Summary), "Bolder"))),
        content.Events.SelectMany(one => one.Summary.Quotes.Take(1)).Select(quote => (quote.Outlet, quote.Url)));

    private static string Facts(EventSummary summary) =>
        $"{EventWords.Deed(summary)} · {EventWords.Strength(summary.Highest)} · {EventWords.Count(summary.IndependentReports, "independent report")}";
}
