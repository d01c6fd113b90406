using Sync.Devices;

namespace Sync.Host.Listing;

/// <summary>A server that was asked for its devices.</summary>
/// <param name="Protocol">alpaca, indi or phd2, as a rig file calls the driver</param>
/// <param name="Address">where it listens</param>
/// <param name="Devices">in its own order; none where it could not be asked</param>
internal sealed record FoundServer(string Protocol, DeviceAddress Address, IReadOnlyList<FoundDevice> Devices)
{
    /// <summary>Other addresses of the same server.</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];

    /// <summary>Why it could not be asked and what to do, in one sentence; null when it could.</summary>
    public string? Trouble { get; init; }
}
