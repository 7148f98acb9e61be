using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>
/// A mail server that does as it is told at one point of the conversation, and as a server should at all others. Points are what the client
/// says (EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, QUIT), "greeting", "TLS" (the handshake), "body" (amid the mail), and "." behind it.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private const string Close = " and hang up";
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _serving;
    private int _connections;

    public ScriptedServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// What to do at a point of a connection: "hang up", "silence", "drip", "late SECONDS" (then as usual), an answer ("550 no"), an answer
    /// "and hang up"; null for what a server should. Asked with the point, the number of the connection (from 1), and what the client said.
    /// </summary>
    public Func<string, int, string, string?> Deeds { get; init; } = (_, _, _) => null;

    /// <summary>Offers STARTTLS with it; with <see cref="TlsFromFirstByte"/> it is shown at once.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool TlsFromFirstByte { get; init; }

    /// <summary>Further lines of the answer to EHLO: "AUTH XOAUTH2".</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    public int Connections => _connections;

    /// <summary>The mails that it took, in their order.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>All that clients said, but for the mails.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public static ScriptedServer At(string point, string deed) => new() { Deeds = (where, _, _) => where == point ? deed : null };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _conversations.Add(TalkAsync(client, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                // Closing resets the connection: what the client still sends meets nobody.
                client.LingerState = new LingerOption(true, 0);
                Stream stream = client.GetStream();
                if (TlsFromFirstByte)
                {
                    stream = await UpgradeAsync(stream);
                }

                await new Conversation(this, client, number).RunAsync(stream);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up or did not trust, or the test is over.
            }
        }
    }

    private async Task<SslStream> UpgradeAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }

    private sealed class Conversation(ScriptedServer server, TcpClient client, int number)
    {
        private Stream _stream = Stream.Null;
        private bool _isSecure;

        public async Task RunAsync(Stream stream)
        {
            (_stream, _isSecure) = (stream, stream is SslStream);
            if (!await AnswerAsync("greeting", "", "220 localhost"))
            {
                return;
            }

            using var reader = new StreamReader(_stream, Encoding.UTF8, false, 1024, leaveOpen: true);
            var lines = reader;
            while (await lines.ReadLineAsync(server._stop.Token) is { } line)
            {
                server.Said.Enqueue(line);
                var point = line.Split(' ')[0].ToUpperInvariant();
                if (!(point is "DATA" ? await AnswerAsync(point, line, "354 go on") && await BodyAsync(lines) : await AnswerAsync(point, line, Usual(point))))
                {
                    return;
                }

                if (point is "QUIT")
                {
                    return;
                }

                if (point is "STARTTLS")
                {
                    switch (server.Deeds("TLS", number, ""))
                    {
                        case "hang up":
                            return;
                        case "silence":
                            await Task.Delay(Timeout.InfiniteTimeSpan, server._stop.Token);
                            return;
                    }

                    (_stream, _isSecure) = (await server.UpgradeAsync(_stream), true);
                    lines = new StreamReader(_stream, Encoding.UTF8, false, 1024, leaveOpen: true);
                }
            }
        }

        private string Usual(string point) => point switch
        {
            "EHLO" => string.Join("\r\n", Lines()),
            "STARTTLS" => "220 go on",
            "AUTH" => "235 welcome",
            "QUIT" => "221 bye",
            _ => "250 OK",
        };

        private IEnumerable<string> Lines()
        {
            var offers = new List<string> { "localhost" };
            offers.AddRange(server.Offers);
            if (server.Certificate is not null && !_isSecure)
            {
                offers.Add("STARTTLS");
            }

            return offers.Select((offer, index) => $"250{(index < offers.Count - 1 ? '-' : ' ')}{offer}");
        }

        private async Task<bool> BodyAsync(StreamReader reader)
        {
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync(server._stop.Token) is var line && line != ".")
            {
                if (line is null)
                {
                    // The client went away amid the mail: nothing was taken.
                    return false;
                }

                if (server.Deeds("body", number, line) is { } deed && !await DoAsync(deed, "", null))
                {
                    return false;
                }

                mail.Append(line).Append("\r\n");
            }

            return await AnswerAsync(".", mail.ToString(), "250 taken", () => server.Mails.Enqueue(mail.ToString()));
        }

        private Task<bool> AnswerAsync(string point, string said, string usual, Action? taken = null) =>
            DoAsync(server.Deeds(point, number, said) ?? usual, usual, taken);

        /// <summary>False when the conversation is over.</summary>
        /// <param name="usual">What is said where nothing else is to be; empty where a server says nothing.</param>
        private async Task<bool> DoAsync(string deed, string usual, Action? taken)
        {
            if (deed.StartsWith("late ", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromSeconds(double.Parse(deed[5..], System.Globalization.CultureInfo.InvariantCulture)), server._stop.Token);
                deed = usual;
            }

            switch (deed)
            {
                case "hang up":
                    return false;
                case "silence":
                    await Task.Delay(Timeout.InfiniteTimeSpan, server._stop.Token);
                    return false;
                case "drip":
                    foreach (var octet in Encoding.ASCII.GetBytes("250-" + new string('x', 600)))
                    {
                        await _stream.WriteAsync(new[] { octet }, server._stop.Token);
                        await Task.Delay(Drip, server._stop.Token);
                    }

                    return false;
            }

            if (deed == usual)
            {
                // Before the answer: who has read it finds the mail.
                taken?.Invoke();
            }

            if (deed.Length == 0)
            {
                return true;
            }

            var hangsUp = deed.EndsWith(Close, StringComparison.Ordinal);
            await _stream.WriteAsync(Encoding.ASCII.GetBytes((hangsUp ? deed[..^Close.Length] : deed) + "\r\n"), server._stop.Token);
            if (hangsUp)
            {
                // In order, so that the client reads the answer before it finds the connection closed.
                client.LingerState = new LingerOption(false, 0);
                client.Client.Shutdown(SocketShutdown.Send);
            }

            return !hangsUp;
        }
    }
}
