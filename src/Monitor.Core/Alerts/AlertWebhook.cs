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
        var call = Compose(content, WebhookAddress.Of(address));
        return OutboxMessage.Of(Kind, call.Key, call, content.Subscriber, AlertMail.Subject(content), content.Now, urgent: true);
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

    private static JsonObject Slack(AlertContent content)
    {
        var subject = AlertMail.Subject(content);
        var blocks = new JsonArray();
        foreach (var one in content.Events)
        {
            blocks.Add(Section($"*{SlackText(EventWords.Title(one.Summary))}*\n{SlackText(Facts(one.Summary))}"));
            foreach (var quote in one.Summary.Quotes.Take(2))
            {
                blocks.Add(Section($"> {SlackText(MailHtml.Plain(quote.Text, QuoteCharactersMax))}\n{SlackLink(quote)}"));
            }
        }

        return new JsonObject { ["text"] = SlackText(subject), ["blocks"] = blocks };
    }

    private static JsonObject Section(string text) =>
        new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } };

    // The three characters that mean something to Slack, wherever they stand.
    private static string SlackText(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string SlackLink(Quote quote)
    {
        var outlet = SlackText(quote.Outlet).Replace("|", "/", StringComparison.Ordinal);
        return MailHtml.WebAddress(quote.Url) is { } url ? $"<{url.Replace("|", "%7C", StringComparison.Ordinal)}|{outlet}>" : outlet;
    }

    private static JsonObject Teams(AlertContent content)
    {
        var card = new JsonArray();
        foreach (var one in content.Events)
        {
            card.Add(TextBlock(EventWords.Title(one.Summary), "Bolder"));
            card.Add(TextBlock(Facts(one.Summary), "Default"));
            foreach (var quote in one.Summary.Quotes.Take(2))
            {
                card.Add(TextBlock($"“{MailHtml.Plain(quote.Text, QuoteCharactersMax)}” – {quote.Outlet}", "Lighter"));
            }
        }

        var actions = content.Events
            .SelectMany(one => one.Summary.Quotes.Take(1))
            .Select(quote => MailHtml.WebAddress(quote.Url) is { } url
                ? new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = MailHtml.Plain(quote.Outlet, 60), ["url"] = url }
                : null)
            .OfType<JsonNode>();
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["body"] = card,
                    ["actions"] = new JsonArray([.. actions]),
                },
            }),
        };
    }

    // A TextBlock reads Markdown: what could be a link or emphasis is taken out of the words of others.
    private static JsonObject TextBlock(string text, string weight) => new()
    {
        ["type"] = "TextBlock",
        ["wrap"] = true,
        ["weight"] = weight,
        ["text"] = string.Concat(text.Select(character => character is '[' ? '(' : character is ']' ? ')' : character is '*' or '_' or '`' ? ' ' : character)),
    };

    private static string Facts(EventSummary summary) =>
        $"{EventWords.Deed(summary)} · {EventWords.Strength(summary.Highest)} · {EventWords.Count(summary.IndependentReports, "independent report")}";
}
