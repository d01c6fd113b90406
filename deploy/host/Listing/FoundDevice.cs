using Sync.Devices;

namespace Sync.Host.Listing;

/// <summary>A device that a server told of.</summary>
/// <param name="Kind">what it is; a device that is two things is found twice</param>
/// <param name="Name">for people</param>
/// <param name="Driver">what a rig file calls its driver</param>
/// <param name="Device">what a rig file calls the device; null for PHD2, which is one</param>
/// <param name="Address">what a rig file calls its address</param>
/// <param name="Connected">whether a program has connected it; null where nobody tells</param>
internal sealed record FoundDevice(DeviceKind Kind, string Name, string Driver, string? Device, string Address, bool? Connected)
{
    /// <summary>Of its type at its server, by which a rig file may call it too; null where devices have none.</summary>
    public int? Number { get; init; }

    /// <summary>What else is known, for people.</summary>
    public string? Remark { get; init; }

    /// <summary>What is written into a rig file; null where no rig takes such a device.</summary>
    public string? RigFile { get; init; }
}
