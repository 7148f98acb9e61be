using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;

namespace Monitor.Delivery.Webhooks;

/// <summary>Composes the webhook calls of notices: our own JSON, and the shapes that Slack and Teams take. Pure.</summary>
internal static class WebhookNotice
{
    /// <summary>What a card, or a message of Slack, still shows well; our own JSON has all.</summary>
    private const int ItemsShownMax = 20;

    private const int TextCharactersMax = 300;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OutgoingWebhook Compose(ChannelNotice notice, WebhookAddress webhook)
    {
        JsonObject body = webhook.Shape switch
        {
            WebhookShape.Slack => SlackBody.Of(notice.Subject, Lines(notice)),
            WebhookShape.Teams => TeamsBody.Of(
                [
                    TeamsBody.Block(notice.Subject, "Bolder"),
                    .. notice.Items.Take(ItemsShownMax)
                        .SelectMany(item => new[] { TeamsBody.Block(item.Title, "Default"), TeamsBody.Block(Short(item), "Lighter") }),
                    .. More(notice).Select(more => TeamsBody.Block(more, "Lighter")),
                ],
                notice.Items.Take(6).Select(item => (item.Title, item.Url))),
            _ => Own(notice),
        };
        return new OutgoingWebhook
        {
            Key = notice.Key,
            Url = webhook.Url,
            UrlSecret = webhook.UrlSecret,
            SigningSecret = webhook.SigningSecret,
            Body = body.ToJsonString(Readable),
        };
    }

    private static IEnumerable<string> Lines(ChannelNotice notice) => notice.Items.Take(ItemsShownMax)
        .Select(item => $"*{SlackBody.Link(item.Url, MailHtml.Plain(item.Title, TextCharactersMax))}*\n{SlackBody.Text(Short(item))}")
        .Concat(More(notice));

    private static IEnumerable<string> More(ChannelNotice notice) =>
        notice.Items.Count > ItemsShownMax ? [$"… and {notice.Items.Count - ItemsShownMax} more"] : [];

    private static string Short(NoticeItem item) => MailHtml.Plain(item.Text, TextCharactersMax);

    private static JsonObject Own(ChannelNotice notice) => new()
    {
        ["id"] = MessageId.OfWebhook(notice.Key),
        ["type"] = notice.Type,
        ["time"] = notice.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["subscriber"] = notice.Subscriber,
        ["subject"] = notice.Subject,
        ["items"] = new JsonArray([.. notice.Items.Select(item => (JsonNode)new JsonObject
        {
            ["title"] = item.Title,
            ["text"] = item.Text,
            ["url"] = MailHtml.WebAddress(item.Url),
        })]),
    };
}
