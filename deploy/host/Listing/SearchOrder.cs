using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Host.Listing;

/// <summary>Where devices are looked for.</summary>
internal sealed record SearchOrder
{
    /// <summary>Alpaca servers by name.</summary>
    public IReadOnlyList<DeviceAddress> Alpaca { get; init; } = [];

    public IReadOnlyList<DeviceAddress> Indi { get; init; } = [];

    public IReadOnlyList<DeviceAddress> Phd2 { get; init; } = [];

    /// <summary>Networks in which Alpaca servers are discovered.</summary>
    public IReadOnlyList<AlpacaNetwork> Networks { get; init; } = [];

    /// <summary>How long discovery and an INDI server are listened to.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>What a person named must be there; what is only looked for need not.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Where nothing was named: all networks, and what is usual on this machine.</summary>
    public static SearchOrder Everywhere(TimeSpan wait) => new()
    {
        Indi = [new("localhost", DeviceAddress.UsualIndiPort)],
        Phd2 = [new("localhost", DeviceAddress.UsualPhd2Port)],
        Networks = AlpacaNetwork.Here(),
        Wait = wait,
        IsNamed = false,
    };
}
