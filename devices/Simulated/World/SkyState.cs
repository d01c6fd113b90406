using Sync.Astro.Coordinates;

namespace Sync.Devices.Simulated.World;

/// <summary>Where the telescopes look at one instant.</summary>
/// <param name="Axes">where the mount believes they look</param>
/// <param name="Sky">where they look: with errors of pointing and guiding, and drift</param>
/// <param name="Tracking">the mount follows the sky</param>
/// <param name="Guiding">a guider holds it</param>
/// <param name="Pier">side of the pier the telescopes are on; the field is upside down on the other</param>
public readonly record struct SkyState(Equatorial Axes, Equatorial Sky, bool Tracking, bool Guiding, PierSide Pier);
