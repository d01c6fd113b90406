using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using Sync.Devices;

namespace Sync.Tests.Devices.Indi.Served;

/// <summary>An INDI server on loopback with one driver behind it. It remembers nothing, and can go away and come back.</summary>
internal sealed class ServedIndi : IAsyncDisposable
{
    private readonly Func<XElement, ServedIndiClient, Task> answer;
    private readonly Lock gate = new();
    private readonly List<ServedIndiClient> clients = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    public ServedIndi(Func<XElement, ServedIndiClient, Task> answer)
    {
        this.answer = answer;
        Address = new DeviceAddress("127.0.0.1", FreePorts.One());
        Start();
    }

    public DeviceAddress Address { get; }

    /// <summary>Those that are connected.</summary>
    public int Clients
    {
        get
        {
            lock (gate)
                return clients.Count;
        }
    }

    public void Start()
    {
        lock (gate)
        {
            if (listener is not null)
                return;
            listener = new TcpListener(IPAddress.Loopback, Address.Port);
            listener.Start();
            accepting = Accept(listener);
        }
    }

    /// <summary>Nobody is served any more, and nobody let in.</summary>
    public void Stop()
    {
        List<ServedIndiClient> all;
        lock (gate)
        {
            listener?.Stop();
            listener = null;
            all = [.. clients];
        }
        all.ForEach(c => c.Cut());
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await accepting;
    }

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true)
            {
                var client = new ServedIndiClient(await from.AcceptTcpClientAsync());
                lock (gate)
                    clients.Add(client);
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task Serve(ServedIndiClient client)
    {
        while (await client.Hear() is { } line)
            await answer(XElement.Parse(line), client);
        lock (gate)
            clients.Remove(client);
        client.Cut();
    }
}
