using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Nights;

/// <summary>Where the telescopes stand.</summary>
public sealed record Observatory(GeoSite Site);
