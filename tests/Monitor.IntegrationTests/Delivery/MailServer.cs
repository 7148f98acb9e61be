using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>
/// A real SMTP server on a free loopback port, which keeps each mail it takes as a file. With a certificate it takes mails by TLS only. later@
/// is refused for now, never@ for good, refused-body@ after the mail was read.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string Password = "the right one";

    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _running;

    private MailServer(string folder, int port, X509Certificate2? certificate)
    {
        (Folder, Port) = (folder, port);
        var services = new ServiceProvider();
        services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((_, _, password) => password == Password));
        services.Add((IMailboxFilter)new Filter(certificate is not null));
        services.Add((IMessageStore)new Store(folder));
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication(true);
                if (certificate is not null)
                {
                    endpoint.Certificate(certificate);
                }
            })
            .Build();
        _server = new SmtpServer.SmtpServer(options, services);
        _running = _server.StartAsync(CancellationToken.None);
    }

    public string Folder { get; }

    public int Port { get; }

    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal)];

    public static MailServer Start(X509Certificate2? certificate = null) =>
        new(Directory.CreateTempSubdirectory("monitor-smtp-").FullName, FreePort(), certificate);

    public async ValueTask DisposeAsync()
    {
        _server.Shutdown();
        await _server.ShutdownTask;
        await _running;
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Filter(bool tlsOnly) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
            tlsOnly && !context.Pipe.IsSecure
                ? throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.AuthenticationRequired, "5.7.0 must issue STARTTLS first"))
                : Task.FromResult(true);

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => to.User switch
        {
            "later" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.Aborted, "4.3.0 try again later")),
            "never" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, $"5.1.1 <{to.AsAddress()}> no such user")),
            _ => Task.FromResult(true),
        };
    }

    private sealed class Store(string folder) : MessageStore
    {
        private int _count;

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (transaction.To[0].User == "refused-body")
            {
                return new SmtpResponse(SmtpReplyCode.TransactionFailed, "5.7.1 refused by content");
            }

            var name = Interlocked.Increment(ref _count).ToString("D3", CultureInfo.InvariantCulture);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.eml"), buffer.ToArray(), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
