using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Who holds connections of the public listener for nothing is cut.</summary>
public sealed class SlowClientsTests
{
    // A server that waits for ever would fail the test by this, and no time is asserted.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_head_that_never_ends_and_a_connection_too_many_are_cut()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("PublicPages:Address", "http://127.0.0.1:0"));
        var address = new Uri(host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last());
        using var slow = await ConnectAsync(address);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: monitor\r\nX-Slow: "));

        var many = new List<TcpClient>();
        for (var i = 0; i < 500; i++)
        {
            many.Add(await ConnectAsync(address));
        }

        var drip = DripAsync(slow);
        Assert.Equal(0, await EndOfAsync(many[^1], []));
        using (var admin = host.Reader())
        {
            Assert.Equal("alive", await admin.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        }

        many.ForEach(client => client.Dispose());
        var answer = new List<byte>();
        await EndOfAsync(slow, answer);
        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString([.. answer]), StringComparison.Ordinal);
        await drip;
    }

    [Theory]
    [InlineData("multipart/form-data", "do=mute")]
    [InlineData("application/x-www-form-urlencoded", "30000 fields")]
    public async Task A_form_that_cannot_be_read_is_refused_and_no_error_of_ours(string type, string body)
    {
        await using var host = await PagesHost.StartAsync(
            DatabaseKind.Sqlite, ("PublicPages:Address", "http://127.0.0.1:0"), ("Delivery:PublicUrl", AttributionsDesk.PublicUrl));
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var mail = (await desk.NotifyAsync())[0].Text;
        var link = new Uri(mail.Split((char[])[' ', '\n', '\r', '<', '>']).First(word => word.Contains("/event/", StringComparison.Ordinal))).AbsolutePath;
        using var reader = new HttpClient
        {
            BaseAddress = new Uri(host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()),
        };
        using var content = new StringContent(
            body == "30000 fields" ? string.Join('&', Enumerable.Range(0, 30_000).Select(number => $"f{number}=1")) : body);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);

        using var answer = await reader.PostAsync(link, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    /// <summary>A byte a second, as long as anybody listens.</summary>
    private static async Task DripAsync(TcpClient client)
    {
        try
        {
            while (true)
            {
                await Task.Delay(1000);
                await client.GetStream().WriteAsync("x"u8.ToArray());
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is cut: what this waits for.
        }
    }

    /// <summary>Reads until the server ends the connection; answers how many bytes came.</summary>
    private static async Task<int> EndOfAsync(TcpClient client, List<byte> into)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await client.GetStream().ReadAsync(buffer, patience.Token)) > 0)
            {
                into.AddRange(buffer[..count]);
            }
        }
        catch (IOException)
        {
            // Cut with a reset.
        }

        return into.Count;
    }
}
