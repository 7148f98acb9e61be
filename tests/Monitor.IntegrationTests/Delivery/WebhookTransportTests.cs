using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Delivery;
using Monitor.Delivery.Webhooks;
using Monitor.Net;

namespace Monitor.IntegrationTests.Delivery;

public sealed class WebhookTransportTests : IAsyncLifetime
{
    private const string Secret = "a secret of the two";
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(Dictionary<string, string> Headers, string Body)> _calls = [];
    private readonly DeliveryOptions _options = new() { WebhookSecrets = { ["soc"] = Secret } };
    private WebApplication? _receiver;

    [Fact]
    public async Task A_call_carries_a_stable_id_and_a_signature_that_the_receiver_can_check()
    {
        var call = Call("/ok");

        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(call));
        Assert.IsType<DeliveryOutcome.Accepted>(await SendAsync(call));

        var (headers, body) = _calls[0];
        Assert.Equal(call.Body, body);
        Assert.Equal(headers["webhook-id"], _calls[1].Headers["webhook-id"]);
        var signature = WebhookTransport.Signature(headers["webhook-id"], Noon.ToUnixTimeSeconds(), body, Secret);
        Assert.Equal(signature, headers["webhook-signature"]);
    }

    [Theory]
    [InlineData("/status/204", typeof(DeliveryOutcome.Accepted))]
    [InlineData("/status/404", typeof(DeliveryOutcome.Rejected))]
    [InlineData("/status/302", typeof(DeliveryOutcome.Rejected))]
    [InlineData("/status/503", typeof(DeliveryOutcome.Deferred))]
    [InlineData("/status/429", typeof(DeliveryOutcome.Deferred))]
    [InlineData("/abort", typeof(DeliveryOutcome.Unknown))]
    public async Task The_answer_decides_the_outcome(string path, Type outcome) => Assert.IsType(outcome, await SendAsync(Call(path)));

    [Theory]
    [InlineData("https", "silence", typeof(DeliveryOutcome.Deferred))]
    [InlineData("https", "nothing listens", typeof(DeliveryOutcome.Deferred))]
    [InlineData("https", "hang up", typeof(DeliveryOutcome.Deferred))]
    [InlineData("https", "plain text", typeof(DeliveryOutcome.Deferred))]
    [InlineData("http", "nothing listens", typeof(DeliveryOutcome.Deferred))]
    [InlineData("http", "silence", typeof(DeliveryOutcome.Unknown))]
    [InlineData("http", "hang up", typeof(DeliveryOutcome.Unknown))]
    [InlineData("http", "plain text", typeof(DeliveryOutcome.Unknown))]
    public async Task A_call_is_unknown_only_once_it_was_sent(string scheme, string deed, Type outcome)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (deed == "nothing listens")
        {
            listener.Stop();
        }

        _options.AttemptTimeout = TimeSpan.FromSeconds(deed == "silence" ? 1.5 : 20);
        var sending = SendAsync(Call("/") with { Url = $"{scheme}://127.0.0.1:{port}/" });
        if (deed != "nothing listens")
        {
            using var client = await listener.AcceptTcpClientAsync();
            var received = new byte[4096];
            await client.GetStream().ReadAtLeastAsync(received, 100);
            switch (deed)
            {
                case "plain text":
                    await client.GetStream().WriteAsync("hello\r\n\r\n"u8.ToArray());
                    break;
                case "hang up":
                    client.Close();
                    break;
            }

            Assert.IsType(outcome, await sending);
        }

        Assert.IsType(outcome, await sending);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        var outcome = Assert.IsType<DeliveryOutcome.Deferred>(await SendAsync(Call("/status/429")));

        Assert.Equal(TimeSpan.FromSeconds(120), outcome.RetryAfter);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_called()
    {
        using var guarded = WebhookHttp.Create(new NetOptions());

        var outcome = await new WebhookTransport(guarded, _options, new FakeTimeProvider(Noon)).SendAsync(Call("/ok"), CancellationToken.None);

        Assert.Contains("not public", Assert.IsType<DeliveryOutcome.Rejected>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(_calls);
    }

    [Theory]
    [InlineData(true, "Deferred")]
    [InlineData(false, "Rejected")]
    public async Task A_token_that_ran_out_is_waited_for(bool isSignedIn, string expected)
    {
        using var http = WebhookHttp.Create(new NetOptions { PrivateNetworks = "127.0.0.0/8" });
        using var request = new HttpRequestMessage(HttpMethod.Post, _receiver!.Urls.First() + "/status/401");
        request.Headers.Authorization = isSignedIn ? new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "old") : null;

        var outcome = await new HttpAttempt(http, TimeSpan.FromMinutes(1), new FakeTimeProvider(Noon)).SendAsync(request, "{}", CancellationToken.None);

        Assert.Equal(expected, outcome.GetType().Name);
    }

    [Fact]
    public async Task Without_its_secret_a_call_waits()
    {
        Assert.IsType<DeliveryOutcome.Deferred>(await SendAsync(Call("/ok") with { SigningSecret = "other" }));
        Assert.IsType<DeliveryOutcome.Deferred>(await SendAsync(Call("/ok") with { Url = null, UrlSecret = "other" }));
        Assert.Empty(_calls);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/ok", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _calls.Add((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync()));
        });
        _receiver.MapPost("/status/{status:int}", (int status, HttpContext context) =>
        {
            context.Response.Headers.RetryAfter = "120";
            return Results.StatusCode(status);
        });
        _receiver.MapPost("/abort", (HttpContext context) => context.Abort());
        await _receiver.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _receiver!.DisposeAsync();

    private async Task<DeliveryOutcome> SendAsync(OutgoingWebhook call)
    {
        using var http = WebhookHttp.Create(new NetOptions { PrivateNetworks = "127.0.0.0/8" });
        return await new WebhookTransport(http, _options, new FakeTimeProvider(Noon)).SendAsync(call, CancellationToken.None);
    }

    private OutgoingWebhook Call(string path) => new()
    {
        Key = "alert/desk/soc/1",
        Url = _receiver!.Urls.First() + path,
        SigningSecret = "soc",
        Body = "{\"subject\":\"US accuses China – cyberespionage\"}",
    };
}
