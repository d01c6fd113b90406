using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>How a camera stands around the light.</summary>
internal static class FieldRotation
{
    /// <returns>by how much the field is turned against that without a rotator, from north through east</returns>
    public static double Degrees(SimulatedWorld world, SimulatedCameraOptions options, DateTimeOffset instant) =>
        options.Rotator is { } rotator ? world.Newest<RotatorTurned>(rotator, instant)?.DegreesAt(instant) ?? 0 : 0;
}
