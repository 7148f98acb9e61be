using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Benchmarks.Hostile;

/// <summary>
/// The publishers, in a process of their own so that their memory is not counted as ours: each <see cref="HostileFeed"/> at an address of its
/// own on loopback (127.0.1.1 and on), and behind them ordinary ones. Pages are not found.
/// </summary>
internal static class HostileSites
{
    public const int Ordinary = 10;

    /// <summary>Prints each feed's address, the hostile ones first, then serves until standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var end = new CancellationTokenSource();
        var feeds = HostileFeeds.All.Concat(Enumerable.Range(0, Ordinary).Select(number => new HostileFeed($"ordinary {number}", AnswerOrdinaryAsync))).ToList();
        for (var number = 0; number < feeds.Count; number++)
        {
            var listener = new TcpListener(new IPAddress([127, 0, 1, (byte)(number + 1)]), 0);
            listener.Start();
            Console.WriteLine($"http://{listener.LocalEndpoint}/feed");
            _ = AcceptAsync(listener, feeds[number], end.Token);
        }

        await Console.In.ReadToEndAsync();
        await end.CancelAsync();
        return 0;
    }

    private static async Task AcceptAsync(TcpListener listener, HostileFeed feed, CancellationToken end)
    {
        while (true)
        {
            _ = AnswerAsync(await listener.AcceptTcpClientAsync(end), feed, end);
        }
    }

    private static async Task AnswerAsync(TcpClient client, HostileFeed feed, CancellationToken end)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var asked = await reader.ReadLineAsync(end);
                while (await reader.ReadLineAsync(end) is { Length: > 0 })
                {
                }

                await (asked?.StartsWith("GET /feed", StringComparison.Ordinal) == true
                    ? feed.AnswerAsync(stream, end)
                    : stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), end).AsTask());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The reader had enough, or the measurement is over.
            }
        }
    }

    private static async Task AnswerOrdinaryAsync(Stream reader, CancellationToken end)
    {
        var items = string.Concat(Enumerable.Range(1, 20).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $"<item><guid>{number}</guid><title>Report {number}</title><description>The council of district {number} met at noon.</description></item>")));
        var body = Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>Ordinary</title>{items}</channel></rss>");
        await reader.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), end);
        await reader.WriteAsync(body, end);
    }
}
