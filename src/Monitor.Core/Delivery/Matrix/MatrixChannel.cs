using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Webhooks;

namespace Monitor.Delivery.Matrix;

/// <summary>
/// A message in a Matrix room: PUT /_matrix/client/v3/rooms/ROOM/send/m.room.message/TRANSACTION of the client-server API. The transaction is
/// made from the message's key, so that the server keeps a message once, however often it is sent. Written after the specification; not tried
/// with a server of the kind.
/// </summary>
public sealed class MatrixChannel : IChannel
{
    private const string ServerField = "server";
    private const string RoomField = "room";
    private const string TokenSecretField = "tokenSecret";
    private const int ItemsMax = 40;
    private const int TextCharactersMax = 300;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Kind => "matrix";

    public IReadOnlyList<string> Fields { get; } = [ServerField, RoomField, TokenSecretField];

    public IEnumerable<ChannelFault> Faults(ChannelAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        foreach (var field in Fields.Where(field => address[field] is null))
        {
            yield return new ChannelFault(null, $"a Matrix room needs \"{field}\"");
        }

        if (address[ServerField] is { } server && !(Uri.TryCreate(server, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps))
        {
            yield return new ChannelFault(ServerField, $"\"{server}\" is no https address");
        }

        if (address[RoomField] is { } room && room[0] != '!')
        {
            yield return new ChannelFault(RoomField, $"\"{room}\" is no room id such as !abc:example.org");
        }
    }

    public OutboxMessage? Compose(ChannelNotice notice, ChannelAddress address, DeliveryOptions delivery)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(address);
        var items = notice.Items.Take(ItemsMax).Select(item => item with { Text = MailHtml.Plain(item.Text, TextCharactersMax) }).ToList();
        var more = notice.Items.Count > ItemsMax ? $"… and {notice.Items.Count - ItemsMax} more" : "";
        var text = new MailText().Line(notice.Subject);
        var html = new MailHtml().Add($"<p><strong>{notice.Subject}</strong></p><ul>");
        foreach (var item in items)
        {
            text.Line($"- {item.Title}").Line($"  {item.Text}");
            if (MailHtml.WebAddress(item.Url) is { } url)
            {
                text.Line($"  {url}");
                html.Add($"<li><a href=\"{url}\">{item.Title}</a><br>{item.Text}</li>");
            }
            else
            {
                html.Add($"<li>{item.Title}<br>{item.Text}</li>");
            }
        }

        var message = new OutgoingMatrix
        {
            Key = notice.Key,
            Server = address[ServerField]!,
            Room = address[RoomField]!,
            TokenSecret = address[TokenSecretField]!,
            Text = text.Line(more).ToString().TrimEnd(),
            Html = html.Add($"</ul>{more}").ToString(),
        };
        return OutboxMessage.Of(
            Kind, new Uri(message.Server).Host, message.Key, message, notice.Subscriber, notice.Subject, notice.At, notice.IsUrgent);
    }

    public async Task<DeliveryOutcome> SendAsync(OutboxMessage message, ChannelTools tools, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(tools);
        var told = message.Read<OutgoingMatrix>();
        try
        {
            if (tools.Options.WebhookSecret(told.TokenSecret) is not { } token)
            {
                return new DeliveryOutcome.Deferred($"there is no secret \"{told.TokenSecret}\" to sign in with");
            }

            using var request = new HttpRequestMessage(HttpMethod.Put, Address(told));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await new HttpAttempt(tools.Http, tools.Options.AttemptTimeout, tools.Clock).SendAsync(request, Body(told), cancellationToken);
        }
        catch (SecretException fault)
        {
            return new DeliveryOutcome.Deferred(fault.Message);
        }
    }

    private static Uri Address(OutgoingMatrix told) => new(
        $"{told.Server.TrimEnd('/')}/_matrix/client/v3/rooms/{Uri.EscapeDataString(told.Room)}/send/m.room.message/{MessageId.OfWebhook(told.Key)}");

    // m.notice: what a program says, so that other programs do not answer it.
    private static string Body(OutgoingMatrix told) => new JsonObject
    {
        ["msgtype"] = "m.notice",
        ["body"] = told.Text,
        ["format"] = "org.matrix.custom.html",
        ["formatted_body"] = told.Html,
    }.ToJsonString(Readable);

    private sealed record OutgoingMatrix
    {
        public required string Key { get; init; }

        public required string Server { get; init; }

        public required string Room { get; init; }

        /// <summary>Name of the secret (Delivery:WebhookSecrets) that holds the access token.</summary>
        public required string TokenSecret { get; init; }

        public required string Text { get; init; }

        public required string Html { get; init; }
    }
}
