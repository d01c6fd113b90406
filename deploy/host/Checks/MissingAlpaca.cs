using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Devices.Rig;
using Sync.Host.Listing;
using Sync.Host.Reports;

namespace Sync.Host.Checks;

/// <summary>Looks for the Alpaca devices of a rig that do not answer where its file says: a router may have given their server another address.</summary>
internal sealed class MissingAlpaca(TimeProvider time)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    /// <param name="rig">whose devices</param>
    /// <param name="networks">where servers are discovered, if any device is missed</param>
    /// <param name="cancel">ends the search</param>
    /// <returns>a sentence for each device that is missed</returns>
    public async Task<IReadOnlyList<string>> Findings(RigDescription rig, IReadOnlyList<AlpacaNetwork> networks, CancellationToken cancel)
    {
        var asked = new AlpacaSearch(time);
        var devices = RigAlpaca.Of(rig).ToList();
        var servers = await Task.WhenAll(devices.Select(d => d.Address).Distinct().Select(a => asked.Ask(a, cancel)));
        var missed = devices.Where(d => !servers.Single(s => s.Address == d.Address).Devices.Any(d.IsIt)).ToList();
        if (missed.Count == 0)
            return [];
        var found = await asked.Discover(networks, Wait, cancel);
        return [.. missed.Select(d => Finding(d, found))];
    }

    /// <summary>What discovery knows of a device that is missed, in one sentence.</summary>
    internal static string Finding(RigAlpaca missed, IReadOnlyList<FoundServer> found)
    {
        var what = $"{missed.Member} ({missed.Device}) is not at {missed.Address}";
        if (found.Count == 0)
            return $"{what}, and no Alpaca server answers discovery in the networks of this machine; see that it is switched on.";
        // A number is any server's; an id or a name is not.
        var there = ushort.TryParse(missed.Device, out _) ? [] : found.Where(s => s.Devices.Any(missed.IsIt)).ToList();
        return there.Count > 0
            ? $"{what}, but discovery found it at {string.Join(" and ", there.Select(s => s.Address))}; write that as its address."
            : $"{what}; discovery found {string.Join("; ", found.Select(Words))}.";
    }

    private static string Words(FoundServer server) =>
        $"at {server.Address} {(server.Devices.Count == 0 ? "no devices" : string.Join(", ", server.Devices.Select(d => $"{DevicesText.Kind(d.Kind)} {d.Name} ({d.Device})")))}";
}
