using System.Net;
using System.Net.Sockets;

namespace Monitor.IntegrationTests.Worker;

/// <summary>A way to a server that can be cut and mended, as a network or a server that stops.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private TcpListener? _listener;

    public Relay(IPEndPoint server)
    {
        _server = server;
        Mend();
        Port = ((IPEndPoint)_listener!.LocalEndpoint).Port;
    }

    public int Port { get; private set; }

    /// <summary>Connections break, and nothing listens any more.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _listener?.Stop();
            _listener = null;
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock)
        {
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            _ = AcceptAsync(_listener);
        }
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                lock (_lock)
                {
                    _open.AddRange([client, server]);
                }

                await server.ConnectAsync(_server);
                _ = PumpAsync(client, server);
                _ = PumpAsync(server, client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
