using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.IntegrationTests.Reading;

/// <summary>
/// All hosts of a scenario behind one outbound proxy on loopback, so that addresses stand in feeds and pages as an outlet writes them.
/// It writes bytes, not HTTP: answers may be as broken as they are met.
/// </summary>
internal sealed class ScenarioServer : IAsyncDisposable
{
    private readonly Scenario _scenario;
    private readonly string _folder;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _authority = Authority();
    private readonly Task _serving;

    public ScenarioServer(Scenario scenario, string folder)
    {
        (_scenario, _folder) = (scenario, folder);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public X509Certificate2Collection Roots => [_authority];

    public int Round { get; set; }

    /// <summary>Every address asked for, robots.txt left out, in order.</summary>
    public ConcurrentQueue<(int Round, Uri Address)> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _authority.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The reader went away, as readers do.
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        var head = await HeadAsync(stream);
        if (head is not null && head[0].StartsWith("CONNECT ", StringComparison.Ordinal))
        {
            var host = head[0].Split(' ')[1].Split(':')[0];
            await stream.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray(), _stop.Token);
            using var certificate = ForName(host);
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stop.Token);
            await RespondAsync(secure, await HeadAsync(secure), $"https://{host}");
            return;
        }

        await RespondAsync(stream, head, "");
    }

    private async Task RespondAsync(Stream stream, string[]? head, string origin)
    {
        if (head is null)
        {
            return;
        }

        var address = new Uri(origin + head[0].Split(' ')[1]);
        var cookies = head.FirstOrDefault(line => line.StartsWith("Cookie:", StringComparison.OrdinalIgnoreCase))?[7..].Trim();
        if (address.AbsolutePath != "/robots.txt")
        {
            Requests.Enqueue((Round, address));
        }

        var answer = _scenario.Find(Round, address, cookies) ?? new ScenarioAnswer(404, null, "not found", null, null, null, null);
        await stream.WriteAsync(answer.Bytes(_folder), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<string[]?> HeadAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 65_536 && await stream.ReadAsync(one, _stop.Token) == 1)
        {
            head.Add(one[0]);
            if (head.Count > 3 && head[^1] == '\n' && head[^3] == '\n')
            {
                return Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return null;
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=scenario authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
    }

    private X509Certificate2 ForName(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, DateTimeOffset.UnixEpoch.AddYears(51), DateTimeOffset.UnixEpoch.AddYears(119), RandomNumberGenerator.GetBytes(8));
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
