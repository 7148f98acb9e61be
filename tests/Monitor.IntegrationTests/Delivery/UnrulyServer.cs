using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>
/// A server that does as it is told at one point of the conversation, and as a server should at all others. Points are what the client says
/// (EHLO, MAIL, RCPT, DATA, QUIT), "greeting", "body" (amid the mail), and "." behind it. What it does: "hang up", "silence", an answer
/// ("550 no"), or an answer "and hang up".
/// </summary>
internal sealed class UnrulyServer : IAsyncDisposable
{
    private const string HangUp = "hang up";
    private const string Silence = "silence";
    private const string Close = " and hang up";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _point;
    private readonly string _deed;
    private readonly Task _serving;

    public UnrulyServer(string point, string deed)
    {
        (_point, _deed) = (point, deed);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            // Closing resets the connection: what the client still sends meets nobody.
            client.LingerState = new LingerOption(true, 0);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            if (!await AnswerAsync(stream, "greeting", "220 localhost"))
            {
                return;
            }

            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var point = line.Split(' ')[0].ToUpperInvariant();
                var goesOn = point is "DATA"
                    ? await AnswerAsync(stream, point, "354 go on") && await BodyAsync(stream, reader)
                    : await AnswerAsync(stream, point, point is "QUIT" ? "221 bye" : "250 OK");
                if (!goesOn)
                {
                    return;
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<bool> BodyAsync(NetworkStream stream, StreamReader reader)
    {
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            if (_point == "body" && !await AnswerAsync(stream, "body", ""))
            {
                return false;
            }
        }

        return await AnswerAsync(stream, ".", "250 taken");
    }

    /// <summary>False when the conversation is over.</summary>
    private async Task<bool> AnswerAsync(NetworkStream stream, string point, string usual)
    {
        var answer = point == _point ? _deed : usual;
        switch (answer)
        {
            case HangUp:
                return false;
            case Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                return false;
            default:
                var hangsUp = answer.EndsWith(Close, StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.ASCII.GetBytes((hangsUp ? answer[..^Close.Length] : answer) + "\r\n"), _stop.Token);
                if (hangsUp)
                {
                    // In order, so that the client reads the answer before it finds the connection closed.
                    stream.Socket.LingerState = new LingerOption(false, 0);
                    stream.Socket.Shutdown(SocketShutdown.Send);
                }

                return !hangsUp;
        }
    }
}
