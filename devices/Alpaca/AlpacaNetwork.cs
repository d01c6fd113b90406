using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Sync.Devices.Alpaca;

/// <summary>A network in which servers can be looked for.</summary>
/// <param name="Own">the address of this machine in it</param>
/// <param name="To">who is asked: all in it, or one host</param>
public sealed record AlpacaNetwork(IPAddress Own, IPEndPoint To)
{
    /// <summary>Every IPv4 network that is up here. Loopback is first: what answers there is best called by it.</summary>
    public static IReadOnlyList<AlpacaNetwork> Here() =>
    [
        new(IPAddress.Loopback, new(IPAddress.Loopback, AlpacaDiscovery.Port)),
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus != OperationalStatus.Down && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
           from address in network.GetIPProperties().UnicastAddresses
           where address.Address.AddressFamily == AddressFamily.InterNetwork
           select new AlpacaNetwork(address.Address, new(Broadcast(address.Address, address.PrefixLength), AlpacaDiscovery.Port)),
    ];

    /// <summary>The address of all in the network of an IPv4 address.</summary>
    /// <param name="address">of one in it</param>
    /// <param name="prefixBits">0 to 32: how many bits are the network's</param>
    internal static IPAddress Broadcast(IPAddress address, int prefixBits)
    {
        var bits = MemoryMarshal.Read<uint>(address.GetAddressBytes());
        var hosts = prefixBits >= 32 ? 0 : uint.MaxValue >> prefixBits;
        return new(bits | (uint)IPAddress.HostToNetworkOrder((int)hosts));
    }
}
