using System.Net.Sockets;
using Monitor.Net;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>The way out.</summary>
internal static class NetworkLook
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<DoctorFinding>> AtAsync(Patient patient, CancellationToken stop)
    {
        var net = patient.Options<NetOptions>(NetOptions.Section);
        return
        [
            DoctorFinding.Of(
                "contact", net.Contact == new NetOptions().Contact ? "set Net:Contact to an address where publishers reach you" : null),
            DoctorFinding.Of("proxy", net.Proxy.Length == 0 ? null : await ProxyFaultAsync(net.Proxy, stop)),
        ];
    }

    private static async Task<string?> ProxyFaultAsync(string proxy, CancellationToken stop)
    {
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var address))
        {
            return $"Net:Proxy is \"{proxy}\": an address such as http://proxy.example.org:3128 is expected";
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(ConnectWithin);
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(address.Host, address.Port, patience.Token);
            return null;
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            var reason = fault is SocketException ? fault.Message.TrimEnd('.') : $"no answer within {ConnectWithin.TotalSeconds:0} s";
            return $"the proxy {address.Host}:{address.Port} cannot be reached ({reason}): nothing can be fetched until it runs, or Net:Proxy is mended";
        }
    }
}
