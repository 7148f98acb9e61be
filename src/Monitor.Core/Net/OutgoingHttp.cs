using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Monitor.Net.Bodies;
using Monitor.Telemetry;

namespace Monitor.Net;

/// <summary>
/// The only way out to the web. Every hop passes the address guard and waits for its turn in the host's budget; redirects are followed
/// here, so that none leads where it must not; bodies are complete and within their caps, or there is none.
/// </summary>
public sealed class OutgoingHttp : IDisposable
{
    public const int RedirectsMax = 10;

    private const int CookiesMax = 20;

    /// <summary>How long a host rests that answered 429 without saying how long.</summary>
    public static readonly TimeSpan RestUnlessTold = TimeSpan.FromMinutes(15);

    /// <summary>No server's wish is followed for longer.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromDays(7);

    private readonly NetOptions _options;
    private readonly IHostBudget _budget;
    private readonly TimeProvider _clock;
    private readonly GuardedConnection _connection;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;

    /// <param name="resolve">Asks the name service; null for the system's.</param>
    /// <param name="roots">The authorities whose certificates are trusted; null for the system's.</param>
    public OutgoingHttp(
        NetOptions options, IHostBudget budget, TimeProvider clock, ResolveName? resolve = null, X509Certificate2Collection? roots = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _budget = budget;
        _clock = clock;
        var proxy = options.Proxy.Length == 0 ? null : new Uri(options.Proxy);
        _connection = new GuardedConnection(
            new AddressGuard(options.PrivateNetworkList),
            resolve ?? ((host, token) => Dns.GetHostAddressesAsync(host, token)),
            proxy is null ? null : new DnsEndPoint(proxy.Host, proxy.Port));
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy),
            ConnectCallback = _connection.ConnectAsync,
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new HeaderRepair(context.PlaintextStream)),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = HostTurn.ConnectionsMax,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // A feed is asked every few minutes at most: a connection kept until then only costs the publisher.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Headers are bytes: an ETag goes back as it came.
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        if (roots is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(roots);
            _handler.SslOptions.CertificateChainPolicy = policy;
        }

        _invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _handler.Dispose();
    }

    /// <summary>Fetches one thing, following redirects.</summary>
    public async Task<WebAnswer> GetAsync(PageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.Address;
        var redirections = new List<Redirection>();
        // A redirect that only wants its cookie back gets it; with the fetch it is forgotten.
        var cookies = new CookieContainer();
        var timeLeft = request.Timeout;
        while (true)
        {
            var (answer, taken) = await HopAsync(request, address, cookies, timeLeft, cancellationToken);
            timeLeft -= taken;
            if (answer is not WebAnswer.Answered { Status: 301 or 302 or 303 or 307 or 308 } redirect)
            {
                return answer with { Redirections = redirections };
            }

            var (target, refusal) = Target(address, redirect.Headers["Location"]);
            if (refusal is null && redirections.Count == RedirectsMax)
            {
                refusal = new WebAnswer.Failed(WebTrouble.TooManyRedirects, $"more than {RedirectsMax} redirects, the last one to {target}");
            }

            if (refusal is not null)
            {
                return refusal with { Redirections = redirections };
            }

            redirections.Add(new Redirection(redirect.Status, target!, WebTimes.RetryAfter(redirect.Headers, redirect.ReceivedAt)));
            address = target!;
        }
    }

    private static (Uri? Target, WebAnswer.Failed? Refusal) Target(Uri from, string? location)
    {
        if (string.IsNullOrWhiteSpace(location) || !Uri.TryCreate(from, Utf8OfLatin1(location), out var target))
        {
            return (null, new WebAnswer.Failed(WebTrouble.RedirectForbidden, $"{from} redirects without a usable Location"));
        }

        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
        {
            return (null, new WebAnswer.Failed(WebTrouble.RedirectForbidden, $"a redirect leads from https to {target}, which is not encrypted"));
        }

        return (WebAddress.WithoutCredentials(target), null);
    }

    private async Task<(WebAnswer Answer, TimeSpan Taken)> HopAsync(
        PageRequest request, Uri address, CookieContainer cookies, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        if (WebAddress.Refusal(address) is { } refusal)
        {
            return (new WebAnswer.Failed(WebTrouble.BadAddress, refusal), TimeSpan.Zero);
        }

        if (request.Permission is { } permission && await permission(address, cancellationToken) is { } forbidden)
        {
            return (forbidden, TimeSpan.Zero);
        }

        var host = WebAddress.HostOf(address);
        var asked = _clock.GetTimestamp();
        var turnOrNot = await _budget.EnterAsync(host, cancellationToken);
        Meters.PoliteWait.Record(_clock.GetElapsedTime(asked).TotalSeconds);
        switch (turnOrNot)
        {
            case HostTurn.Busy busy:
                return (new WebAnswer.Failed(WebTrouble.HostBusy, $"{host} is not to be asked before {busy.Until:u}", busy.Until), TimeSpan.Zero);
            case HostTurn.Granted turn:
                var begun = _clock.GetTimestamp();
                try
                {
                    var answer = await SendAsync(request, address, cookies, timeLeft, cancellationToken);
                    await RestIfAskedAsync(host, answer, cancellationToken);
                    return (answer, _clock.GetElapsedTime(begun));
                }
                finally
                {
                    await _budget.LeaveAsync(turn, CancellationToken.None);
                }

            default:
                throw new InvalidOperationException("a turn is granted or busy");
        }
    }

    private Task RestIfAskedAsync(string host, WebAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is not WebAnswer.Answered { Status: 429 } slowDown)
        {
            return Task.CompletedTask;
        }

        var wait = WebTimes.RetryAfter(slowDown.Headers, slowDown.ReceivedAt) ?? RestUnlessTold;
        return _budget.RestAsync(host, slowDown.ReceivedAt + (wait < RetryAfterMax ? wait : RetryAfterMax), cancellationToken);
    }

    private async Task<WebAnswer> SendAsync(
        PageRequest request, Uri address, CookieContainer cookies, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(timeLeft > TimeSpan.Zero ? timeLeft : TimeSpan.FromTicks(1), _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var begun = _clock.GetTimestamp();
        try
        {
            if (_options.Proxy.Length > 0)
            {
                await _connection.CheckNameAsync(address.IdnHost, linked.Token);
            }

            using var message = Message(request, address);
            Add(message.Headers, "Cookie", cookies.GetCookieHeader(address) is { Length: > 0 } kept ? kept : null);
            using var response = await _invoker.SendAsync(message, linked.Token);
            Keep(cookies, address, response);
            return await AnswerAsync(request, address, response, PlaceAsync, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebAnswer.Failed(WebTrouble.TimedOut, $"no complete answer within {request.Timeout.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or AddressForbiddenException)
        {
            return WebFaults.Explain(fault);
        }

        async Task<bool> PlaceAsync()
        {
            // While it waits for us, the server's time stands still.
            var left = timeLeft - _clock.GetElapsedTime(begun);
            timeout.CancelAfter(Timeout.InfiniteTimeSpan);
            var isTaken = request.Place is null || await request.Place.TakeAsync(cancellationToken);
            timeout.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            return isTaken;
        }
    }

    private HttpRequestMessage Message(PageRequest request, Uri address)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", request.UserAgent ?? _options.UserAgent);
        headers.TryAddWithoutValidation("Accept", request.Accept);
        headers.TryAddWithoutValidation("Accept-Encoding", BodyDecoding.Accepted);
        if (request.Validators is { } validators && validators.Address == address)
        {
            Add(headers, "If-None-Match", validators.ETag);
            Add(headers, "If-Modified-Since", validators.LastModified);
        }

        if (request.Credentials is { } credentials && WebAddress.IsSameOrigin(address, request.Address))
        {
            var pair = Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}");
            headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        return message;
    }

    private async Task<WebAnswer> AnswerAsync(
        PageRequest request, Uri address, HttpResponseMessage response, Func<Task<bool>> placeAsync, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var headers = new WebHeaders(
            response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Select(header => (header.Key, header.Value.ToString())));
        if (!response.IsSuccessStatusCode)
        {
            return new WebAnswer.Answered(status, address, headers, [], 0, _clock.GetUtcNow());
        }

        var reading = new BodyReading(request.BodyBytesMax, placeAsync, _clock);
        var (body, bytesReceived, failure) = await reading.ReadAsync(response, headers["Content-Encoding"], cancellationToken);
        return body is null ? failure! : new WebAnswer.Answered(status, address, headers, body, bytesReceived, _clock.GetUtcNow());
    }

    private static void Keep(CookieContainer cookies, Uri address, HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Set-Cookie", out var given))
        {
            return;
        }

        foreach (var cookie in given.Take(CookiesMax))
        {
            try
            {
                cookies.SetCookies(address, cookie);
            }
            catch (CookieException)
            {
                // One that is none, or for another site.
            }
        }
    }

    private static void Add(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Servers write addresses into Location as UTF-8; headers are read as Latin-1.</summary>
    private static string Utf8OfLatin1(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
