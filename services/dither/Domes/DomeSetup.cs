using Sync.Astro.Coordinates;
using Sync.Astro.Domes;
using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.Dither.Domes;

/// <summary>The dome of the rig, and what must be known of it to turn it after the mount.</summary>
/// <param name="Dome">its driver</param>
/// <param name="Site">where it stands</param>
/// <param name="Geometry">of it and of the mount in it</param>
/// <param name="BeamMetres">how wide the telescopes are together</param>
/// <param name="ClosesOverUnparkedMount">null: a dome does, a roof does not</param>
internal sealed record DomeSetup(IDome Dome, GeoSite Site, DomeGeometry Geometry, double BeamMetres, bool? ClosesOverUnparkedMount)
{
    private const double MillimetresPerMetre = 1000;

    /// <returns>null where the rig has no dome</returns>
    public static DomeSetup? Of(RigDevices devices, RigDescription rig)
    {
        if (rig.Dome is not { } its || devices.Dome() is not { } dome)
            return null;
        var beam = its.BeamMetres ?? rig.Cameras.Max(c => c.ApertureMillimetres) / MillimetresPerMetre;
        return new(dome, rig.Site.ToGeoSite(), its.ToGeometry(), beam, its.ClosesOverUnparkedMount);
    }
}
