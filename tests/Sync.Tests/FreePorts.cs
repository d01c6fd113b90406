using System.Net;
using System.Net.Sockets;

namespace Sync.Tests;

/// <summary>TCP ports of loopback on which nobody listens.</summary>
internal static class FreePorts
{
    public static int One() => Some(1)[0];

    /// <summary>Each another one.</summary>
    public static int[] Some(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
