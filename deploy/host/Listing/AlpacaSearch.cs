using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Host.Listing;

/// <summary>Asks Alpaca servers, named or discovered, for their devices.</summary>
internal sealed class AlpacaSearch(TimeProvider time)
{
    private const string Protocol = "alpaca";

    /// <returns>each server once, also where it was discovered in several networks</returns>
    public async Task<IReadOnlyList<FoundServer>> Discover(IReadOnlyList<AlpacaNetwork> networks, TimeSpan wait, CancellationToken cancel)
    {
        if (networks.Count == 0)
            return [];
        var addresses = await new AlpacaDiscovery(time).FindAll(networks, wait, cancel);
        return OneEach(await Task.WhenAll(addresses.Select(a => Ask(a, cancel))));
    }

    public async Task<FoundServer> Ask(DeviceAddress address, CancellationToken cancel)
    {
        try
        {
            var devices = await AlpacaDirectory.List(address, time, cancel);
            return new(Protocol, address, await Task.WhenAll(devices.Select(d => Found(address, d, devices, cancel))));
        }
        catch (DeviceException e)
        {
            return new(Protocol, address, []) { Trouble = Advice.For(Protocol, address, e) };
        }
    }

    /// <summary>A server with several networks answers in each of them. The first address, as loopback is, is kept.</summary>
    internal static IReadOnlyList<FoundServer> OneEach(IEnumerable<FoundServer> servers)
    {
        var kept = new List<FoundServer>();
        foreach (var server in servers)
        {
            var same = kept.FindIndex(k => server.Devices.Count > 0 && k.Address.Port == server.Address.Port && Ids(k).SequenceEqual(Ids(server)));
            if (same < 0)
                kept.Add(server);
            else
                kept[same] = kept[same] with { AlsoAt = [.. kept[same].AlsoAt, $"{server.Address}"] };
        }
        return kept;
    }

    /// <summary>Devices without a unique id are called by their number, which says nothing of the server.</summary>
    private static IEnumerable<string> Ids(FoundServer server) => server.Devices.Select(d => $"{d.Kind} {d.Name} {d.Device}");

    private async Task<FoundDevice> Found(DeviceAddress address, AlpacaListing device, IReadOnlyList<AlpacaListing> all, CancellationToken cancel)
    {
        var unique = device.UniqueId.Length > 0 && all.Count(d => d.Type == device.Type && d.UniqueId == device.UniqueId) == 1;
        var found = new FoundDevice(
            device.Kind, device.Name, Protocol, unique ? device.UniqueId : $"{device.Number}", $"{address}", await AlpacaDirectory.IsConnected(address, device, time, cancel))
        {
            Number = device.Number,
            Remark = device.Kind == DeviceKind.Other ? device.Type : null,
        };
        return found with { RigFile = RigLine.Of(found) };
    }
}
