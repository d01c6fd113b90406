using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Nights;

/// <summary>Where the telescopes stand.</summary>
/// <param name="Site">on the Earth</param>
/// <param name="Skyline">what stands around; null where nobody has measured it</param>
public sealed record Observatory(GeoSite Site, Skyline? Skyline = null);
