using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Host.Listing;

namespace Sync.Host.Checks;

/// <summary>An Alpaca device of a rig.</summary>
/// <param name="Member">as people find it in the rig's file</param>
/// <param name="Kind">what it must be</param>
/// <param name="Device">its number, unique id or name</param>
/// <param name="Address">where its server should be</param>
internal sealed record RigAlpaca(string Member, DeviceKind Kind, string Device, DeviceAddress Address)
{
    public bool IsIt(FoundDevice found) => found.Kind == Kind && (found.Device == Device || found.Name == Device || $"{found.Number}" == Device);

    public static IEnumerable<RigAlpaca> Of(RigDescription rig) =>
        from all in Members(rig)
        where all.Driver == "alpaca"
        select new RigAlpaca(all.Member, all.Kind, all.Device!, DeviceAddress.Parse(all.Address!, DeviceAddress.UsualAlpacaPort));

    private static IEnumerable<(string Member, DeviceKind Kind, string? Driver, string? Device, string? Address)> Members(RigDescription rig) =>
    [
        ("mount", DeviceKind.Mount, rig.Mount?.Driver, rig.Mount?.Device, rig.Mount?.Address),
        ("dome", DeviceKind.Dome, rig.Dome?.Driver, rig.Dome?.Device, rig.Dome?.Address),
        .. (rig.Safety ?? []).Select(s => ("safety", DeviceKind.SafetyMonitor, (string?)s.Driver, s.Device, s.Address)),
        .. rig.Cameras.SelectMany(c => new[]
        {
            ($"camera {c.Name}", DeviceKind.Camera, c.Driver, c.Device, c.Address),
            ($"wheel of {c.Name}", DeviceKind.FilterWheel, c.Wheel?.Driver, c.Wheel?.Device, c.Wheel?.Address),
            ($"focuser of {c.Name}", DeviceKind.Focuser, c.Focuser?.Driver, c.Focuser?.Device, c.Focuser?.Address),
            ($"rotator of {c.Name}", DeviceKind.Rotator, c.Rotator?.Driver, c.Rotator?.Device, c.Rotator?.Address),
            ($"cover of {c.Name}", DeviceKind.Cover, c.Cover?.Driver, c.Cover?.Device, c.Cover?.Address),
        }),
    ];
}
