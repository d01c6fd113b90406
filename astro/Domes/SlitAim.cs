using Sync.Astro.Coordinates;

namespace Sync.Astro.Domes;

/// <summary>Where the light comes through a dome.</summary>
/// <param name="AzimuthDegrees">0 to 360, from north through east, seen from the centre of the dome</param>
/// <param name="OutMetres">how far that is from the dome's upright axis; small near the zenith</param>
public readonly record struct SlitAim(double AzimuthDegrees, double OutMetres)
{
    /// <summary>How far the dome may be turned away from it with all of the light still coming in, degrees, 0 to 180.</summary>
    /// <param name="slitMetres">how wide the slit is</param>
    /// <param name="beamMetres">how wide the telescopes are together</param>
    public double AllowedDegrees(double slitMetres, double beamMetres)
    {
        var room = Math.Max(0, (slitMetres - beamMetres) / 2);
        return room >= OutMetres ? 180 : Math.Asin(room / OutMetres) / Angle.RadiansPerDegree;
    }

    /// <summary>How far the dome is turned away from it, degrees, 0 to 180.</summary>
    public double OffDegrees(double domeDegrees) => Math.Abs(Math.IEEERemainder(domeDegrees - AzimuthDegrees, 360));

    /// <summary>How much of a beam comes in, 0 to 1. The slit reaches from the dome's edge to as far behind the zenith as it is wide on one side.</summary>
    /// <param name="domeDegrees">where the slit stands</param>
    /// <param name="slitMetres">how wide it is</param>
    /// <param name="beamMetres">how wide the beam is; of a square one</param>
    public double OpenPart(double domeDegrees, double slitMetres, double beamMetres)
    {
        var (sin, cos) = Math.SinCos(OffDegrees(domeDegrees) * Angle.RadiansPerDegree);
        return Math.Min(Inside(OutMetres * sin, slitMetres, beamMetres), Inside(0 - (OutMetres * cos), slitMetres, beamMetres));
    }

    /// <summary>Of a beam whose middle is so far beside the middle of the slit.</summary>
    private static double Inside(double asideMetres, double slitMetres, double beamMetres) =>
        Math.Clamp(((slitMetres / 2) - asideMetres + (beamMetres / 2)) / beamMetres, 0, 1);
}
