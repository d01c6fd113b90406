using Sync.Astro.Coordinates;
using Sync.Astro.Domes;

namespace Sync.Devices.Simulated;

/// <summary>The dome that simulated cameras look out of.</summary>
/// <param name="Name">that it has in the record</param>
/// <param name="Site">where it stands</param>
/// <param name="Geometry">null for a roof, which does not turn</param>
public sealed record SimulatedDomeOptions(string Name, GeoSite Site, DomeGeometry? Geometry);
