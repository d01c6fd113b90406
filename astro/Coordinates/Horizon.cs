namespace Sync.Astro.Coordinates;

/// <summary>The horizon of one site at one sidereal time.</summary>
internal readonly struct Horizon
{
    private const double EquatorKilometres = 6378.137;
    private const double Flattening = 1 / 298.257223563;

    private readonly GeoSite site;
    private readonly double latitude;
    private readonly double siderealAngle;

    public Horizon(GeoSite site, double greenwichApparentHours)
    {
        this.site = site;
        latitude = site.LatitudeDegrees * Angle.RadiansPerDegree;
        siderealAngle = (greenwichApparentHours * Angle.RadiansPerHour) + (site.LongitudeDegrees * Angle.RadiansPerDegree);
    }

    public double SiderealHours => Angle.TurnHours(siderealAngle / Angle.RadiansPerHour);

    /// <summary>The site in the equatorial frame of date, from the Earth's centre, kilometres (WGS 84; Meeus, chapter 11).</summary>
    public Vector Observer()
    {
        var (sin, cos) = Math.SinCos(latitude);
        var polar = (1 - Flattening) * (1 - Flattening);
        var curvature = EquatorKilometres / Math.Sqrt((cos * cos) + (polar * sin * sin));
        var height = site.ElevationMetres / 1000;
        var axial = (curvature + height) * cos;
        var (sinSidereal, cosSidereal) = Math.SinCos(siderealAngle);
        return new(axial * cosSidereal, axial * sinSidereal, ((curvature * polar) + height) * sin);
    }

    /// <summary>Where an apparent direction of date stands.</summary>
    public Horizontal Of(Vector apparent)
    {
        // X to the zenith side of the meridian, then tipped so that Z is the zenith and X the south.
        var southEastZenith = apparent.AxesAboutZ(siderealAngle).AxesAboutY((Math.PI / 2) - latitude);
        var (longitude, altitude) = southEastZenith.Spherical();
        return new(altitude / Angle.RadiansPerDegree, Angle.Turn(Math.PI - longitude) / Angle.RadiansPerDegree);
    }

    /// <summary>The apparent direction of date that stands there; undoes <see cref="Of"/>.</summary>
    public Vector At(Horizontal direction) =>
        Vector.FromSpherical(Math.PI - (direction.AzimuthDegrees * Angle.RadiansPerDegree), direction.AltitudeDegrees * Angle.RadiansPerDegree)
            .AxesAboutY(latitude - (Math.PI / 2)).AxesAboutZ(-siderealAngle);
}
