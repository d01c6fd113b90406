namespace Sync.Devices.Indi;

/// <summary>
/// The devices that a camera listens to, by their INDI names, for where it points and what stands before it; null leaves
/// the driver's own. Drivers come set for the default names of the simulators, so a rig with names of its own must say.
/// </summary>
public sealed record IndiSnoop(string? Mount = null, string? Wheel = null, string? Focuser = null, string? Rotator = null)
{
    internal (string Member, string Value)[] Members =>
    [
        .. from pair in new[]
           {
               ("ACTIVE_TELESCOPE", Mount), ("ACTIVE_FILTER", Wheel), ("ACTIVE_FOCUSER", Focuser), ("ACTIVE_ROTATOR", Rotator),
           }
           where pair.Item2 is not null
           select (pair.Item1, pair.Item2!),
    ];
}
