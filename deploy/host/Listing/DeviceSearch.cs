using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Phd2;

namespace Sync.Host.Listing;

/// <summary>Asks all servers at once for their devices. None of these is connected, set or moved.</summary>
internal sealed class DeviceSearch(TimeProvider time)
{
    /// <returns>Alpaca's servers first, then INDI's, then PHD2's, each in the order in which it was named or answered</returns>
    public async Task<IReadOnlyList<FoundServer>> Run(SearchOrder order, CancellationToken cancel)
    {
        var alpaca = new AlpacaSearch(time);
        var discovering = alpaca.Discover(order.Networks, order.Wait, cancel);
        var asking = Task.WhenAll(
        [
            .. order.Alpaca.Select(a => alpaca.Ask(a, cancel)),
            .. order.Indi.Select(a => Indi(a, order.Wait, cancel)),
            .. order.Phd2.Select(a => Phd2(a, cancel)),
        ]);
        return [.. await discovering, .. await asking];
    }

    private async Task<FoundServer> Indi(DeviceAddress address, TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            var devices = await IndiDirectory.List(address, wait, time, cancel);
            var found = devices.SelectMany(d => d.Kinds.Select(k => WithLine(new(k, d.Name, "indi", d.Name, $"{address}", d.Connected))));
            return new("indi", address, [.. found.OrderBy(f => f.Kind).ThenBy(f => f.Name, StringComparer.Ordinal)]); // drivers answer in any order
        }
        catch (DeviceException e)
        {
            return new("indi", address, []) { Trouble = Advice.For("indi", address, e) };
        }
    }

    private async Task<FoundServer> Phd2(DeviceAddress address, CancellationToken cancel)
    {
        try
        {
            var told = await Phd2Directory.Ask(address, time, cancel);
            return new("phd2", address,
            [
                WithLine(new(DeviceKind.Guider, $"PHD2 {told.Version}", "phd2", null, $"{address}", told.Connected)
                {
                    Remark = string.Join(", ", [$"profile {told.Profile}", told.State.ToLowerInvariant(), .. told.Equipment]),
                }),
            ]);
        }
        catch (DeviceException e)
        {
            return new("phd2", address, []) { Trouble = Advice.For("phd2", address, e) };
        }
    }

    private static FoundDevice WithLine(FoundDevice found) => found with { RigFile = RigLine.Of(found) };
}
