using Sync.Astro.Coordinates;

namespace Sync.Devices.Simulated.World;

/// <summary>Gnomonic projection around one direction (Calabretta and Greisen 2002, TAN). East and north in radians.</summary>
internal readonly struct TangentPlane
{
    public const double RadiansPerArcsecond = Math.PI / 648000;

    private readonly Direction centre;
    private readonly Direction east;
    private readonly Direction north;

    public TangentPlane(Equatorial at)
    {
        var (sinRa, cosRa) = Math.SinCos(at.RightAscensionHours * Math.PI / 12);
        var (sinDec, cosDec) = Math.SinCos(at.DeclinationDegrees * Math.PI / 180);
        centre = new(cosDec * cosRa, cosDec * sinRa, sinDec);
        east = new(-sinRa, cosRa, 0);
        north = new(-sinDec * cosRa, -sinDec * sinRa, cosDec);
    }

    /// <summary>Where a direction is in the plane; null for what is behind it.</summary>
    public (double East, double North)? Project(Direction star)
    {
        var depth = centre.Dot(star);
        return depth > 0.01 ? (east.Dot(star) / depth, north.Dot(star) / depth) : null;
    }

    public Equatorial At(SkyOffset offset)
    {
        var x = offset.EastArcseconds * RadiansPerArcsecond;
        var y = offset.NorthArcseconds * RadiansPerArcsecond;
        return new Direction(
            centre.X + (x * east.X) + (y * north.X),
            centre.Y + (x * east.Y) + (y * north.Y),
            centre.Z + (x * east.Z) + (y * north.Z)).ToEquatorial();
    }
}
