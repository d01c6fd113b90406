using System.Net;
using System.Net.Sockets;
using System.Text;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca;

namespace Sync.Tests.Host.Listing;

/// <summary>An Alpaca server with a camera and a mount, and what answers discovery for it.</summary>
internal sealed class ServedDevices : IAsyncDisposable
{
    private readonly UdpClient ear = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly SemaphoreSlim answered = new(0);
    private readonly AlpacaServer server;
    private readonly Task answering;

    public ServedDevices()
    {
        server = new AlpacaServer(asked => asked.Path.EndsWith("configureddevices", StringComparison.Ordinal)
            ? AlpacaReply.Value(new[] { Device("Camera", 0, "Esprit", "id-1"), Device("Camera", 1, "Esprit", "id-2"), Device("Telescope", 0, "EQ8", ""), Device("Switch", 0, "Power", "id-3") })
            : AlpacaReply.Value(asked.Type == "telescope"));
        answering = Answer();
    }

    public AlpacaServer Server => server;

    /// <summary>By which it is discovered.</summary>
    public AlpacaNetwork Network => new(IPAddress.Loopback, (IPEndPoint)ear.Client.LocalEndPoint!);

    /// <summary>Ends when a question was answered, each time one.</summary>
    public Task Answered() => answered.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        ear.Dispose();
        await answering;
        await server.DisposeAsync();
    }

    private static object Device(string type, int number, string name, string id) => new { DeviceType = type, DeviceNumber = number, DeviceName = name, UniqueID = id };

    private async Task Answer()
    {
        try
        {
            while (true)
            {
                var asked = await ear.ReceiveAsync();
                await ear.SendAsync(Encoding.UTF8.GetBytes($$"""{"AlpacaPort":{{server.Address.Port}}}"""), asked.RemoteEndPoint);
                answered.Release();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }
}
