using Sync.Astro.Coordinates;

namespace Sync.Astro.Domes;

/// <summary>
/// A dome and the mount in it. The dome is a sphere above its floor; directions are north, east and up, from the centre of the sphere to
/// where the mount's two axes cross.
/// </summary>
/// <param name="RadiusMetres">of the dome, at its slit</param>
/// <param name="SlitMetres">how wide the slit is</param>
public sealed record DomeGeometry(double RadiusMetres, double SlitMetres)
{
    /// <summary>Closer to the pole, degrees, nobody can tell by the direction how the axes stand.</summary>
    private const double PoleDegrees = 0.01;

    public double NorthMetres { get; init; }

    public double EastMetres { get; init; }

    public double UpMetres { get; init; }

    /// <summary>From where the axes cross to the optical axis, along the declination axis; 0 for a fork.</summary>
    public double AxisMetres { get; init; }

    /// <summary>
    /// Where the optical axis meets the dome: the ray from the telescope into its direction, cut with the sphere, in the usual vectors of
    /// a German mount (astro.neutral.org, Telescope dome synchronising, has the same without the sides of the pier).
    /// </summary>
    /// <param name="direction">where the telescopes look</param>
    /// <param name="latitudeDegrees">of the site: how high the polar axis stands</param>
    /// <param name="westOfPier">on which side of the pier the telescopes are; null where nobody knows, or it does not matter</param>
    public SlitAim Aim(Horizontal direction, double latitudeDegrees, bool? westOfPier)
    {
        var look = Vector.FromSpherical((90 - direction.AzimuthDegrees) * Angle.RadiansPerDegree, direction.AltitudeDegrees * Angle.RadiansPerDegree);
        var from = Telescope(look, latitudeDegrees, westOfPier);
        var along = from.Dot(look);
        var far = Math.Sqrt(Math.Max(0, (along * along) - from.Dot(from) + (RadiusMetres * RadiusMetres))) - along;
        var through = from + (look * far);
        return new(Angle.Turn(Math.Atan2(through.X, through.Y)) / Angle.RadiansPerDegree, Math.Sqrt((through.X * through.X) + (through.Y * through.Y)));
    }

    /// <summary>East, north, up. West of the pier the declination axis points along look × pole, east of it against that.</summary>
    private Vector Telescope(Vector look, double latitudeDegrees, bool? westOfPier)
    {
        var axes = new Vector(EastMetres, NorthMetres, UpMetres);
        var across = look.Cross(Vector.FromSpherical(Math.PI / 2, latitudeDegrees * Angle.RadiansPerDegree));
        if (westOfPier is not { } west || across.Length < Math.Sin(PoleDegrees * Angle.RadiansPerDegree))
            return axes;
        return axes + (across.Unit() * (west ? AxisMetres : -AxisMetres));
    }
}
