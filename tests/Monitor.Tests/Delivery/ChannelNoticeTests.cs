using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Matrix;
using Monitor.Delivery.Webhooks;

namespace Monitor.Tests.Delivery;

public sealed class ChannelNoticeTests
{
    private static readonly ChannelNotice Notice = new()
    {
        Key = "digest/desk/2021-07-20/07:00/soc",
        Type = "digest",
        Subscriber = "desk",
        Subject = "20 July: US accuses China",
        At = new DateTimeOffset(2021, 7, 20, 7, 0, 0, TimeSpan.Zero),
        Items =
        [
            new NoticeItem("US <b>accuses</b> China & [others](javascript:alert(1))", "https://example.org/a|b", "“*It was* they”"),
            new NoticeItem("No address", "javascript:alert(1)", "text"),
        ],
    };

    private static readonly DeliveryOptions Delivery = new() { WebhookSecrets = { ["matrix"] = "the-token" } };

    [Fact]
    public void Our_own_JSON_has_all_of_it_under_a_stable_id()
    {
        var body = Webhook("json");

        Assert.Equal(MessageId.OfWebhook(Notice.Key), (string?)body["id"]);
        Assert.Equal("digest 2021-07-20T07:00:00Z desk", $"{body["type"]} {body["time"]} {body["subscriber"]}");
        Assert.Equal(Notice.Items[0].Title, (string?)body["items"]![0]!["title"]);
        Assert.Null(body["items"]![1]!["url"]);
    }

    [Fact]
    public void Slack_gets_sections_in_which_nothing_of_others_is_markup()
    {
        var blocks = Webhook("slack")["blocks"]!.AsArray().Select(block => (string)block!["text"]!["text"]!).ToList();

        Assert.Equal("*<https://example.org/a%7Cb|US &lt;b&gt;accuses&lt;/b&gt; China &amp; [others](javascript:alert(1))>*\n“*It was* they”", blocks[0]);
        Assert.Equal("*No address*\ntext", blocks[1]);
    }

    [Fact]
    public void Teams_gets_a_card_in_which_nothing_of_others_is_markup()
    {
        var card = Webhook("teams")["attachments"]![0]!["content"]!;

        Assert.Equal("US <b>accuses</b> China & (others)(javascript:alert(1))", (string?)card["body"]![1]!["text"]);
        Assert.Equal("https://example.org/a|b", Uri.UnescapeDataString((string)card["actions"]!.AsArray().Single()!["url"]!));
    }

    [Fact]
    public async Task A_Matrix_room_gets_the_documented_event_by_PUT_once_under_its_transaction()
    {
        var address = new ChannelAddress("room", "matrix", new Dictionary<string, string>
        {
            ["server"] = "https://matrix.example.org/",
            ["room"] = "!abc:example.org",
            ["tokenSecret"] = "matrix",
        });
        var channel = new MatrixChannel();
        Assert.Empty(channel.Faults(address));
        var message = channel.Compose(Notice, address, Delivery)!;
        Assert.Equal(("matrix", "matrix/matrix.example.org", Notice.Key), (message.ChannelKind, message.Destination, message.Key));
        using var server = new Recording();
        using var http = new HttpMessageInvoker(server);
        var tools = new ChannelTools(new FolderTransport("/nowhere"), http, Delivery, TimeProvider.System);

        Assert.IsType<DeliveryOutcome.Accepted>(await channel.SendAsync(message, tools, CancellationToken.None));

        Assert.Equal(
            $"PUT https://matrix.example.org/_matrix/client/v3/rooms/%21abc%3Aexample.org/send/m.room.message/{MessageId.OfWebhook(Notice.Key)} Bearer the-token",
            server.Request);
        var body = JsonNode.Parse(server.Body)!;
        Assert.Equal("m.notice org.matrix.custom.html", $"{body["msgtype"]} {body["format"]}");
        var html = (string)body["formatted_body"]!;
        Assert.StartsWith("20 July: US accuses China\n- US <b>accuses</b>", (string?)body["body"], StringComparison.Ordinal);
        Assert.StartsWith(
            "<p><strong>20 July: US accuses China</strong></p><ul><li><a href=\"https://example.org/a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "needs")]
    [InlineData("""{"server":"http://matrix.example.org","room":"!a:b","tokenSecret":"t"}""", "no https address")]
    [InlineData("""{"server":"https://matrix.example.org","room":"#a:b","tokenSecret":"t"}""", "no room id")]
    public void A_room_that_cannot_be_reached_is_a_fault(string fields, string fault) =>
        Assert.Contains(
            fault,
            new MatrixChannel().Faults(new ChannelAddress("room", "matrix", JsonSerializer.Deserialize<Dictionary<string, string>>(fields)!)).First().Reason,
            StringComparison.Ordinal);

    private static JsonNode Webhook(string shape)
    {
        var address = new ChannelAddress("soc", "webhook", new Dictionary<string, string> { ["url"] = "https://hooks.example.org/1", ["shape"] = shape });
        var message = new WebhookChannel().Compose(Notice, address, Delivery)!;
        Assert.Equal("webhook/hooks.example.org", message.Destination);
        return JsonNode.Parse(message.Read<OutgoingWebhook>().Body)!;
    }

    private sealed class Recording : HttpMessageHandler
    {
        public string Request { get; private set; } = "";

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = $"{request.Method} {request.RequestUri!.AbsoluteUri} {request.Headers.Authorization}";
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"event_id":"$1"}""") };
        }
    }
}
