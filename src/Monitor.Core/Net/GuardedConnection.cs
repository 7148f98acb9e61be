using System.Net;
using System.Net.Sockets;

namespace Monitor.Net;

/// <summary>Asks the name service for the addresses of a host.</summary>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections to public addresses only. The addresses that were checked are the ones connected to, so that a name server
/// cannot answer differently in between; a name with one forbidden address among others is refused as a whole: no outlet has that,
/// rebinding tricks do.
/// </summary>
internal sealed class GuardedConnection(AddressGuard guard, ResolveName resolve, DnsEndPoint? proxy)
{
    // A second address is tried while there is time left for it: a broken IPv6 route must not cost the whole poll.
    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(5);

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await AddressesAsync(target.Host, cancellationToken);
        if (!IsProxy(target))
        {
            Check(target.Host, addresses);
        }

        for (var index = 0; ; index++)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(addresses[index], target.Port), index < addresses.Length - 1, cancellationToken);
            }
            catch (Exception fault) when (index < addresses.Length - 1 && fault is SocketException or OperationCanceledException
                                          && !cancellationToken.IsCancellationRequested)
            {
                // The next address of the same name.
            }
        }
    }

    /// <summary>With a proxy the connection goes to the proxy, so the names that can be resolved here are checked beforehand.</summary>
    public async Task CheckNameAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            Check(host, await AddressesAsync(host, cancellationToken));
        }
        catch (SocketException)
        {
            // Only the proxy knows the name.
        }
    }

    private bool IsProxy(DnsEndPoint target) =>
        proxy is not null && proxy.Port == target.Port && string.Equals(proxy.Host, target.Host, StringComparison.OrdinalIgnoreCase);

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var addresses = await resolve(host, cancellationToken);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private void Check(string host, IPAddress[] addresses)
    {
        foreach (var address in addresses)
        {
            if (guard.Refusal(address) is { } reason)
            {
                throw new AddressForbiddenException(host, address, reason);
            }
        }
    }

    private static async Task<Stream> OpenAsync(IPEndPoint target, bool isOneOfMany, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (isOneOfMany)
        {
            attempt.CancelAfter(AttemptMax);
        }

        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, attempt.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
