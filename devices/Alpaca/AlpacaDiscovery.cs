using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Sync.Devices.Alpaca;

/// <summary>Asks a network for the Alpaca servers in it: a datagram to all, and those answer who are there (ASCOM Alpaca API, discovery).</summary>
/// <param name="time">measures how long is listened</param>
public sealed class AlpacaDiscovery(TimeProvider time)
{
    public const int Port = 32227;

    /// <summary>Asks several networks at once. One that can't be asked, such as a tunnel without a broadcast address, has no servers.</summary>
    /// <param name="networks">who is asked</param>
    /// <param name="wait">how long answers are waited for</param>
    /// <param name="cancel">ends the search with what was found</param>
    /// <returns>each server once, those of the first network first</returns>
    public async Task<IReadOnlyList<DeviceAddress>> FindAll(IEnumerable<AlpacaNetwork> networks, TimeSpan wait, CancellationToken cancel)
    {
        var found = await Task.WhenAll(networks.Select(n => FindIn(n, wait, cancel)));
        return [.. found.SelectMany(servers => servers).Distinct()];
    }

    /// <summary>Servers as they answer, each once, until nobody is listened to any more.</summary>
    /// <param name="own">the address of the interface from which it is asked; only networks of that are</param>
    /// <param name="to">who is asked: the broadcast address of that interface, or one host; port <see cref="Port"/></param>
    /// <param name="wait">how long answers are waited for</param>
    /// <param name="cancel">ends the search with what was found</param>
    /// <exception cref="DeviceException">nothing can be sent from there to there</exception>
    public async IAsyncEnumerable<DeviceAddress> Find(IPAddress own, IPEndPoint to, TimeSpan wait, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var socket = await Ask(own, to);
        var seen = new HashSet<DeviceAddress>();
        while (await Hear(socket, either.Token) is { } datagram)
        {
            if (AlpacaDiscoveryMessage.Port(datagram.Buffer) is { } port && new DeviceAddress($"{datagram.RemoteEndPoint.Address}", port) is var server && seen.Add(server))
                yield return server;
        }
    }

    private async Task<List<DeviceAddress>> FindIn(AlpacaNetwork network, TimeSpan wait, CancellationToken cancel)
    {
        var found = new List<DeviceAddress>();
        try
        {
            await foreach (var server in Find(network.Own, network.To, wait, cancel))
                found.Add(server);
        }
        catch (DeviceException)
        {
            // What was found before counts all the same.
        }
        return found;
    }

    private static async Task<UdpClient> Ask(IPAddress own, IPEndPoint to)
    {
        UdpClient? socket = null;
        try
        {
            socket = new UdpClient(new IPEndPoint(own, 0)) { EnableBroadcast = own.AddressFamily == AddressFamily.InterNetwork };
            await socket.SendAsync(AlpacaDiscoveryMessage.Question, to, CancellationToken.None);
            return socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new DeviceException("Alpaca discovery", $"can't ask {to} from {own}: {e.Message}", e);
        }
    }

    /// <returns>null when nothing more comes</returns>
    private static async Task<UdpReceiveResult?> Hear(UdpClient socket, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await socket.ReceiveAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                return Left(socket);
            }
            catch (SocketException) when (!cancel.IsCancellationRequested)
            {
                // Nobody listens at that port of one host; others may answer yet.
            }
        }
    }

    /// <summary>What has come already counts, though nobody is listened to any more.</summary>
    private static UdpReceiveResult? Left(UdpClient socket)
    {
        try
        {
            var from = new IPEndPoint(IPAddress.Any, 0);
            return socket.Available > 0 ? new(socket.Receive(ref from), from) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
