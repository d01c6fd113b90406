namespace Sync.Devices.Indi;

/// <summary>What a driver says that its device is: DRIVER_INTERFACE, a sum of bits (INDI Library, DRIVER_INTERFACE of BaseDevice).</summary>
internal static class IndiInterface
{
    /// <summary>A guide port (4) is left out: it is the camera's or the mount's own.</summary>
    private static readonly (int Bit, DeviceKind Kind)[] Known =
    [
        (1 << 1, DeviceKind.Camera),
        (1 << 4, DeviceKind.FilterWheel),
        (1 << 3, DeviceKind.Focuser),
        (1 << 12, DeviceKind.Rotator),
        (1 << 0, DeviceKind.Mount),
        (1 << 5, DeviceKind.Dome),
        (1 << 9 | 1 << 10, DeviceKind.Cover),
        (1 << 7, DeviceKind.Weather),
    ];

    /// <returns>each once; <see cref="DeviceKind.Other"/> where no bit says more</returns>
    public static IReadOnlyList<DeviceKind> Kinds(int bits)
    {
        var kinds = Known.Where(k => (bits & k.Bit) != 0).Select(k => k.Kind).ToList();
        return kinds.Count > 0 ? kinds : [DeviceKind.Other];
    }
}
